#ifndef LS_CORE_VIEW_LINKS_H
#define LS_CORE_VIEW_LINKS_H

/*
 * The links that are open while a view of HTML is made. For view_html.c alone.
 */

#include "core/view_build.h"

/* Zeroed, none is open. */
struct view_links {
	struct view_open_link *open;
	size_t n, cap;
};

struct view_link_found {
	struct span target;	/* copied */
	size_t begin, end;	/* in the source */
	bool hidden, quoted;
};

/* The view keeps its links. */
void view_links_deinit(struct view_links *l);

/* A link of V begins, or goes on: gumbo closes and opens links again where
 * elements overlap. */
void view_links_begin(struct view_links *l, struct view *v,
	const struct view_link_found *found);

/* What V shows from here on is text of those that are open. */
void view_links_show(struct view_links *l, struct view *v);

/* The link that began last ends; there must be one. */
void view_links_end(struct view_links *l, struct view *v);

#endif
