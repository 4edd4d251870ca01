#include "core/view_links.h"

#include <stdlib.h>

/* A link that is closed and opened again by the parser comes back soon. */
#define REOPENED_WITHIN 8

struct view_open_link {
	size_t index;
	bool started;		/* text of it was shown */
};

void
view_links_deinit(struct view_links *l)
{
	free(l->open);
	*l = (struct view_links){ 0 };
}

/* The link when it is there already, else v->n_links. */
static size_t
find_link(const struct view *v, const struct view_link_found *found)
{
	size_t i;

	for (i = v->n_links; i-- > 0 && v->n_links - i <= REOPENED_WITHIN;)
		if (v->links[i].src_begin == found->begin &&
		    v->links[i].src_end == found->end)
			return i;
	return v->n_links;
}

void
view_links_begin(struct view_links *l, struct view *v,
	const struct view_link_found *found)
{
	size_t index = find_link(v, found);
	struct view_link *link;

	if (index == v->n_links) {
		link = view_add_link(v, found->target, found->begin,
			found->end);
		link->hidden = found->hidden;
		link->quoted = found->quoted;
	}
	v->links[index].hidden = v->links[index].hidden && found->hidden;
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 8;
		l->open = buf_grow(l->open, l->cap, sizeof *l->open);
	}
	l->open[l->n++] = (struct view_open_link){ .index = index };
}

void
view_links_show(struct view_links *l, struct view *v)
{
	for (size_t i = l->n; i-- > 0 && !l->open[i].started;) {
		struct view_link *link = &v->links[l->open[i].index];

		l->open[i].started = true;
		/* A link opened again goes on where it was. */
		if (link->view_begin == link->view_end)
			link->view_begin = v->text.n;
	}
}

void
view_links_end(struct view_links *l, struct view *v)
{
	struct view_open_link *open = &l->open[--l->n];

	if (open->started)
		v->links[open->index].view_end = v->text.n;
}
