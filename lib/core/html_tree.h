#ifndef LS_CORE_HTML_TREE_H
#define LS_CORE_HTML_TREE_H

/*
 * The tree of an HTML source, by the cheapest reader that sees it right:
 * html_plain for what is plainly built, else gumbo, behind html_scan, which
 * bounds what gumbo may be given.
 */

#include <gumbo.h>

#include "core/err.h"
#include "core/span.h"

struct html_tree;

/* SOURCE must outlive the tree. ERR_LIMIT: html_scan refused it. */
int html_tree_new(struct span source, struct html_tree **t_r, struct err *err)
	ERR_CHECKED;
void html_tree_free(struct html_tree **t);

/* The element html. Borrowed. */
const GumboNode *html_tree_root(const struct html_tree *t);

/* How far what stands in SOURCE, the tree's, can be added to (html_scan_end):
 * what is plain has an end. */
size_t html_tree_end(const struct html_tree *t, struct span source);

#endif
