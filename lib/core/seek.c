#include "core/seek.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/label.h"

/* The next place of a group's needles; at == SPAN_NONE: no more. */
struct found {
	size_t at;
	const struct needle *needle;
};

struct seek {
	struct span text;
	const struct needles *needles;
	struct found found[];	/* one for each group */
};

static bool
may_be_near(const struct needle_group *g, struct span text, size_t at)
{
	return (at && g->before[span_lower(text.p[at - 1])]) ||
		(at + 1 < text.n &&
		g->behind[span_lower(text.p[at + 1])]) || at == 0 ||
		at + 1 == text.n;
}

/* The needle of the two that begins first, or ranks before the other. */
static bool
is_before(size_t at, const struct needle *n, const struct found *f)
{
	return at < f->at || (at == f->at && n->rank < f->needle->rank);
}

/* Takes the needles that stand with their anchor on the byte at ANCHOR. */
static void
take_places(const struct needle_group *g, struct span text, size_t from,
	size_t anchor, struct found *f)
{
	for (size_t i = 0; i < g->n; i++) {
		const struct needle *n = &g->list[i];

		if (anchor < from + n->anchor ||
		    !is_before(anchor - n->anchor, n, f) ||
		    !span_istarts(span_sub(text, anchor - n->anchor, text.n),
		    n->what))
			continue;
		f->at = anchor - n->anchor;
		f->needle = n;
	}
}

/* A needle may begin before one whose anchor comes first, but not farther than
 * an anchor reaches. */
static void
find(const struct seek *s, const struct needle_group *g, size_t from,
	struct found *f)
{
	size_t at = from;

	*f = (struct found){ SPAN_NONE, g->list };
	if (!g->anchored)
		f->at = span_ifind(s->text, from, g->list->what);
	for (; g->anchored && (at = span_find_byte(s->text, at, g->byte)) !=
	    SPAN_NONE; at++) {
		if (f->at != SPAN_NONE && at > f->at + g->reach)
			return;
		if (may_be_near(g, s->text, at))
			take_places(g, s->text, from, at, f);
	}
}

struct seek *
seek_new(struct span text, const struct needles *needles)
{
	struct seek *s = buf_alloc(sizeof(*s) +
		needles->n_groups * sizeof(s->found[0]));

	*s = (struct seek){ .text = text, .needles = needles };
	for (size_t i = 0; i < needles->n_groups; i++)
		find(s, &needles->groups[i], 0, &s->found[i]);
	return s;
}

void
seek_free(struct seek **s)
{
	if (*s == NULL)
		return;
	free(*s);
	*s = NULL;
}

int
seek_next(struct seek *s, size_t from, struct seek_place *place_r)
{
	struct found first = { SPAN_NONE, NULL };

	for (size_t i = 0; i < s->needles->n_groups; i++) {
		struct found *f = &s->found[i];

		if (f->at < from)
			find(s, &s->needles->groups[i], from, f);
		if (f->at != SPAN_NONE && is_before(f->at, f->needle, &first))
			first = *f;
	}
	if (first.needle == NULL)
		return 0;
	*place_r = (struct seek_place){
		.at = first.at,
		.kind = first.needle->kind,
		.what = first.needle->what,
	};
	return 1;
}

static void
add_link(struct span **links, size_t *n, const char *link)
{
	if (link == NULL)
		return;
	*links = buf_grow(*links, *n + 1, sizeof(**links));
	(*links)[(*n)++] = span_str(link);
}

struct span *
seek_links(const struct facts *f, size_t *n_r)
{
	struct span *links = NULL;
	size_t i, j;

	*n_r = 0;
	for (i = 0; i < f->n_resellers; i++)
		add_link(&links, n_r, f->resellers[i]->link);
	for (i = 0; i < f->n_resellers; i++)
		for (j = 0; j < f->resellers[i]->n_earlier; j++)
			add_link(&links, n_r, f->resellers[i]->earlier[j]);
	return links;
}

bool
seek_scent(struct span bytes, const struct facts *f)
{
	struct needles *needles = needles_new_telling(f);
	struct seek *s = seek_new(bytes, needles);
	struct seek_place place;
	bool scent = seek_next(s, 0, &place) == 1 || span_ifind(bytes, 0,
		span_str(LABEL_PLACEHOLDER)) != SPAN_NONE;

	seek_free(&s);
	needles_free(&needles);
	return scent;
}
