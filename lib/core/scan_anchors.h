#ifndef LS_CORE_SCAN_ANCHORS_H
#define LS_CORE_SCAN_ANCHORS_H

/*
 * Which link's text a place of the view stands in, found without a look at
 * each: a newsletter has hundreds. For scan.c alone.
 */

#include "core/view.h"

struct scan_anchors {
	const struct view *view;	/* borrowed */
	/* Links mostly come in the order of the text, but may be nested and
	 * opened again; so for each: how far those up to it reach at most,
	 * where they begin at most, where it and those behind begin at
	 * least. */
	size_t *end, *begin, *least;
	size_t n;
};

/* V is borrowed until deinit. */
void scan_anchors_init(struct scan_anchors *a, const struct view *v);
void scan_anchors_deinit(struct scan_anchors *a);

/* The first link whose text the place stands in; SPAN_NONE: free text. */
size_t scan_anchors_at(const struct scan_anchors *a, size_t at);

/* Where the text of the first link begins that begins behind AT; the end of
 * the view when there is none. */
size_t scan_anchors_next(const struct scan_anchors *a, size_t at);

#endif
