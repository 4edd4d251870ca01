#ifndef LS_CORE_HTML_ELEMENT_H
#define LS_CORE_HTML_ELEMENT_H

/*
 * What html.c asks of one element of gumbo's tree: how it is shown, where it
 * stands in the source, what it links to. Gumbo gives pointers into the
 * source; offsets that it does not know are SPAN_NONE.
 */

#include <gumbo.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/span.h"

enum {
	HTML_BLOCK = 1 << 0,		/* begins and ends a line */
	HTML_FLOW = 1 << 1,		/* may hold paragraphs */
	HTML_INSIDE = 1 << 2,	/* what is put after it belongs into it */
	HTML_SILENT = 1 << 3,	/* its content is never shown */
	HTML_UNSEEN = 1 << 4,	/* nor are links in it */
	HTML_PRE = 1 << 5,		/* white space is shown */
};

/* The traits above, or'ed. */
unsigned html_element_shown(const GumboElement *e);

/* True for what has children: elements and templates. */
bool html_element_is(const GumboNode *node);

/* Where a piece of the source begins. */
size_t html_element_offset(struct span source, const GumboStringPiece *piece);

/* Where the start tag begins and ends; false for an implied element. */
bool html_element_start(struct span source, const GumboElement *e,
	size_t *begin_r, size_t *end_r);

/* Where the content ends, before the end tag. */
size_t html_element_content_end(struct span source, const GumboElement *e);

/* Behind the end tag; where that is implied, the end of the content. */
size_t html_element_end(struct span source, const GumboElement *e);

/* The text of a text node; with the CRs of its source where it needed no
 * decoding. */
struct span html_element_words(const GumboText *t);

/* The first such attribute's value, decoded; NULL when there is none. */
const char *html_element_attribute(const GumboElement *e, const char *name);

/* The attribute that makes a link of E, from the NEXT-th on, which moves; NULL
 * for no more. An svg's <a> may have two, and programs differ on which
 * counts. */
const GumboAttribute *html_element_link(const GumboElement *e,
	unsigned *next);

/* What that attribute leads to, decoded, as it is written; NULL: nowhere. The
 * caller frees it. */
char *html_element_target(const GumboElement *e, const GumboAttribute *a);

/* A reader follows it by a click, in all programs. */
bool html_element_followed(const GumboElement *e);

#endif
