#include "core/needles.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

/* The stretch of a link without an account id that tells it from others. */
#define PIECE 16

struct span
needles_piece(struct span link, const char *account)
{
	struct span id = span_str(account);
	size_t at = id.n ? span_ifind(link, 0, id) : SPAN_NONE;

	if (at != SPAN_NONE)
		return span_sub(link, at, at + id.n);
	if (link.n <= PIECE)
		return link;
	return span_sub(link, (link.n - PIECE) / 2, (link.n + PIECE) / 2);
}

static void
add(struct needles *all, struct span what, enum seek_kind kind)
{
	all->list[all->n] = (struct needle){
		.what = what,
		.kind = kind,
		.anchor = span_anchor(what),
		.rank = all->n,
	};
	all->n++;
}

static void
add_hosts(struct needles *all, const struct facts *f)
{
	size_t i, j;

	for (i = 0; i < f->n_providers; i++)
		for (j = 0; j < f->providers[i]->n_hosts; j++)
			add(all, span_str(f->providers[i]->hosts[j]),
				SEEK_HOST);
}

static void
add_pieces(struct needles *all, const struct facts *f)
{
	size_t i;

	for (i = 0; i < f->n_resellers; i++) {
		const struct reseller *r = f->resellers[i];

		if (r->link != NULL)
			add(all, needles_piece(span_str(r->link), r->account),
				SEEK_PIECE);
	}
}

static bool
has(const struct needles *all, struct span what)
{
	for (size_t i = 0; i < all->n; i++)
		if (span_ieq(all->list[i].what, what))
			return true;
	return false;
}

static void
add_names(struct needles *all, const struct facts *f)
{
	for (size_t i = 0; i < f->n_providers; i++) {
		struct span name = f->providers[i]->names_account;

		if (name.n && !has(all, name))
			add(all, name, SEEK_NAME);
	}
}

/* At most so many needles. */
static size_t
count(const struct facts *f)
{
	size_t n = 3 + f->n_resellers + f->n_providers;

	for (size_t i = 0; i < f->n_providers; i++)
		n += f->providers[i]->n_hosts;
	return n;
}

static bool
is_anchored(const struct needle *n)
{
	return n->anchor < n->what.n;
}

/* Those without an anchor last; else by its byte, then by rank. */
static int
by_anchor(const void *x, const void *y)
{
	const struct needle *a = x, *b = y;

	if (is_anchored(a) != is_anchored(b))
		return is_anchored(a) ? -1 : 1;
	if (is_anchored(a) && a->what.p[a->anchor] != b->what.p[b->anchor])
		return a->what.p[a->anchor] < b->what.p[b->anchor] ? -1 : 1;
	return a->rank < b->rank ? -1 : 1;
}

static void
note_neighbour(struct needle_group *g, const struct needle *n)
{
	if (n->anchor + 1 < n->what.n)
		g->behind[span_lower(n->what.p[n->anchor + 1])] = true;
	else if (n->anchor)
		g->before[span_lower(n->what.p[n->anchor - 1])] = true;
	else
		memset(g->before, true, sizeof g->before);
}

static bool
goes_with(const struct needle_group *g, const struct needle *n)
{
	return g->anchored && is_anchored(n) &&
		n->what.p[n->anchor] == g->byte;
}

/* N, which follows on the last one's needles in the list. */
static void
add_to_group(struct needles *all, const struct needle *n)
{
	struct needle_group *g = all->groups + all->n_groups - 1;

	if (all->n_groups == 0 || !goes_with(g, n)) {
		g = &all->groups[all->n_groups++];
		*g = (struct needle_group){ .list = n };
		g->anchored = is_anchored(n);
		g->byte = g->anchored ? n->what.p[n->anchor] : 0;
	}
	g->n++;
	if (!g->anchored)
		return;
	if (n->anchor > g->reach)
		g->reach = n->anchor;
	note_neighbour(g, n);
}

static struct needles *
make(const struct facts *f, bool common)
{
	struct needles *all = buf_zalloc(sizeof *all);

	all->list = buf_alloc(count(f) * sizeof *all->list);
	if (common) {
		add(all, span_str("://"), SEEK_SCHEME);
		add(all, span_str("www."), SEEK_HOST);
		add(all, span_str("[["), SEEK_PLACEHOLDER);
		add_names(all, f);
	}
	add_hosts(all, f);
	add_pieces(all, f);
	qsort(all->list, all->n, sizeof *all->list, by_anchor);
	all->groups = buf_alloc((all->n + 1) * sizeof *all->groups);
	for (size_t i = 0; i < all->n; i++)
		add_to_group(all, &all->list[i]);
	return all;
}

struct needles *
needles_new(const struct facts *f)
{
	return make(f, true);
}

struct needles *
needles_new_telling(const struct facts *f)
{
	return make(f, false);
}

void
needles_free(struct needles **n)
{
	if (*n == NULL)
		return;
	free((*n)->list);
	free((*n)->groups);
	free(*n);
	*n = NULL;
}
