#ifndef LS_CORE_HTML_PLAIN_H
#define LS_CORE_HTML_PLAIN_H

/*
 * Reads HTML that is built plainly, as most mail is: elements that are closed
 * in their order, attributes in quotes, nothing that parsers have to mend.
 * There all parsers see the same tree, and to see it costs a small part of
 * what gumbo costs, which reads all that is not plain.
 *
 * The tree is gumbo's own, node by node, but that <head> and what is in it have
 * no text, and that it tells no more of a node than html.c and html_element
 * ask: type, children, tag, original pieces, attributes, end_pos.offset, text.
 * The text of a node whose source is its text but for the CRs is NULL: then
 * original_text serves (html_element_words).
 */

#include <gumbo.h>

#include "core/span.h"

struct html_plain;

/* NULL: SOURCE, which must outlive the tree, is not plain. It is bounded here
 * already and need not pass html_scan, which asks what gumbo would make of
 * it. */
struct html_plain *html_plain_new(struct span source);
void html_plain_free(struct html_plain **p);

/* The element html. Borrowed. */
const GumboNode *html_plain_root(const struct html_plain *p);

#endif
