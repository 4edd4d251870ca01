#include "core/scan_anchors.h"

#include <stdlib.h>

#include "core/buf.h"

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

void
scan_anchors_init(struct scan_anchors *a, const struct view *v)
{
	size_t n = view_link_count(v), end = 0, begin = 0, least = SPAN_NONE;

	*a = (struct scan_anchors){ .view = v, .n = n };
	a->end = buf_alloc((n + 1) * sizeof(*a->end));
	a->begin = buf_alloc((n + 1) * sizeof(*a->begin));
	a->least = buf_alloc((n + 1) * sizeof(*a->least));
	for (size_t i = 0; i < n; i++) {
		a->end[i] = end = larger(end, view_link(v, i)->view_end);
		a->begin[i] = begin = larger(begin,
			view_link(v, i)->view_begin);
	}
	for (size_t i = n; i-- > 0;) {
		if (view_link(v, i)->view_begin < least)
			least = view_link(v, i)->view_begin;
		a->least[i] = least;
	}
}

void
scan_anchors_deinit(struct scan_anchors *a)
{
	free(a->end);
	free(a->begin);
	free(a->least);
}

/* The first of the list, which never falls, that is larger than AT. */
static size_t
first_behind(const size_t *list, size_t n, size_t at)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = low + (n - low) / 2;

		if (list[middle] > at)
			n = middle;
		else
			low = middle + 1;
	}
	return low;
}

size_t
scan_anchors_at(const struct scan_anchors *a, size_t at)
{
	size_t i = first_behind(a->end, a->n, at);

	for (; i < a->n && a->least[i] <= at; i++) {
		const struct view_link *l = view_link(a->view, i);

		if (at >= l->view_begin && at < l->view_end)
			return i;
	}
	return SPAN_NONE;
}

size_t
scan_anchors_next(const struct scan_anchors *a, size_t at)
{
	size_t i = first_behind(a->begin, a->n, at);

	return i < a->n ? view_link(a->view, i)->view_begin :
		view_text(a->view).n;
}
