#include "core/locked_change.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/locked_extent.h"

/* So many characters more are words of the author's: where none of the block's
 * are lost, and where some of those may stand for them. */
#define ADDED 12
#define OTHERS 24

#define TOGETHER "its paragraphs run together with other words"

struct work {
	struct locked_changes *out;
	const struct locked_body *lb;
	const struct locked_block *block;
	struct locked_kin kin;
	struct locked_align align;
	size_t told;		/* the block's paragraphs up to here are told
				   by the steps */
	size_t place;
};

static const struct view_block *
own(const struct work *w, size_t i)
{
	return view_block(w->lb->body->view, w->lb->own[i].block);
}

static struct locked_change *
add(struct work *w, size_t begin, size_t end, size_t first, size_t last)
{
	struct locked_changes *c = w->out;

	c->list = buf_grow(c->list, c->n + 1, sizeof(*c->list));
	c->list[c->n] = (struct locked_change){ begin, end, first, last, "" };
	return &c->list[c->n++];
}

static void
add_own(struct work *w, size_t i, size_t first, size_t last)
{
	const struct locked_own *o = &w->lb->own[i];
	size_t begin, end;

	view_to_source(w->lb->body->view, o->begin, o->end, &begin, &end);
	add(w, begin, end, first, last);
}

/* Where the first step's paragraphs would go: after whatever stands before
 * it; SPAN_NONE: that is on a line of the same paragraph. */
static size_t
before(const struct work *w, size_t i)
{
	const struct view *v = w->lb->body->view;
	size_t at = w->lb->own[i].block;

	if (i && w->lb->own[i - 1].block == at)
		return SPAN_NONE;
	return at ? view_block(v, at - 1)->src_end : view_body_begin(v);
}

static size_t
after(const struct work *w, const struct locked_step *s)
{
	return own(w, s->end - 1)->src_end;
}

/* In HTML something may be put only behind all that stands in a box whose own
 * letters have no size: then other words are in between; and nowhere between
 * lines of one paragraph. */
static bool
has_room(const struct work *w, size_t place, size_t next)
{
	return next == w->lb->n || own(w, next)->src_begin >= place;
}

static bool
are_others(size_t more, size_t lost)
{
	return more >= (lost ? OTHERS : ADDED);
}

/* More than words that were changed stand on the lines of the paragraph. */
static bool
has_others(const struct work *w, const struct locked_step *s)
{
	const struct locked_own *own = w->lb->own;
	size_t begin = own[s->begin].first, end = own[s->end].first;
	struct locked_extent e;

	return !(s->last - s->first == 1 && w->block->list[s->first].link) &&
		locked_extent_find(&w->lb->words, begin, end, w->block, &e) &&
		(are_others(locked_extent_before(&e, begin), e.lead) ||
		are_others(locked_extent_behind(&e, end), e.tail));
}

/* The block's paragraphs from FIRST on and S's own, all in S's place; several
 * paragraphs of the body become one. */
static void
replace(struct work *w, const struct locked_step *s, size_t first)
{
	size_t i;

	if (has_others(w, s))
		w->out->woven = TOGETHER;
	add_own(w, s->begin, first, s->last);
	for (i = s->begin + 1; i < s->end; i++)
		add_own(w, i, s->last, s->last);
}

/* What is missing before the step: with the step before, when that one is
 * written anew too, else between the two. */
static void
fill_gap(struct work *w, size_t step, size_t first)
{
	const struct locked_step *s = &w->align.list[step];
	size_t at = step ? after(w, s - 1) : before(w, s->begin);

	if (has_room(w, at, s->begin))
		add(w, at, at, first, s->first);
	else
		replace(w, s, first);
}

/* What is missing at the end stands in the last one's place, too, when it has
 * no room behind it. */
static void
make_room(struct work *w)
{
	struct locked_step *s = &w->align.list[w->align.n - 1];

	if (s->last < w->block->n && !has_room(w, after(w, s), s->end)) {
		s->last = w->block->n;
		s->exact = false;
	}
}

static void
follow_steps(struct work *w)
{
	const struct locked_align *a = &w->align;
	size_t i, next = 0;

	w->told = a->n ? a->list[a->n - 1].last : 0;
	if (a->n)
		make_room(w);
	for (i = 0; i < a->n; i++) {
		const struct locked_step *s = &a->list[i];

		if (!s->exact)
			replace(w, s, next);
		else if (s->first > next)
			fill_gap(w, i, next);
		next = s->last;
	}
	if (next == w->block->n)
		return;
	if (a->n)
		w->place = after(w, &a->list[a->n - 1]);
	add(w, w->place, w->place, next, w->block->n);
}

static bool
recognised(const struct locked_align *a, size_t paragraph)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (a->list[i].first <= paragraph &&
		    a->list[i].last > paragraph)
			return true;
	return false;
}

static bool
in_run(const struct locked_align *a, size_t i)
{
	return a->n && i >= a->list[0].begin && i < a->list[a->n - 1].end;
}

/* A missing paragraph that stands elsewhere by itself is taken away there. */
static void
take_copies(struct work *w, size_t paragraph)
{
	const struct locked_paragraph *p = &w->block->list[paragraph];
	size_t i;

	for (i = 0; i < w->lb->n && !p->link; i++)
		if (!in_run(&w->align, i) && !w->lb->own[i].found &&
		    locked_kin_near(&w->kin, i, paragraph))
			add_own(w, i, w->block->n, w->block->n);
}

static bool
begins_in(const struct locked_body *lb, size_t own,
	const struct locked_paragraph *p)
{
	size_t i;

	for (i = lb->own[own].first; i < lb->own[own + 1].first; i++)
		if (words_at(&lb->words, i, &p->words))
			return true;
	return false;
}

/* A missing paragraph stands, word for word, amid other words. */
static bool
runs_together(struct work *w, size_t paragraph)
{
	size_t i;

	for (i = 0; i < w->lb->n; i++)
		if (!in_run(&w->align, i) &&
		    begins_in(w->lb, i, &w->block->list[paragraph]) &&
		    !locked_kin_near(&w->kin, i, paragraph))
			return true;
	return false;
}

static void
look_elsewhere(struct work *w)
{
	size_t i;

	for (i = 0; i < w->block->n; i++) {
		if ((i < w->told && recognised(&w->align, i)) ||
		    w->block->list[i].link)
			continue;
		if (runs_together(w, i))
			w->out->woven = TOGETHER;
		take_copies(w, i);
	}
}

static const char *
what_happened(const struct work *w, const struct locked_change *c)
{
	if (c->first == c->last)
		return c->first == w->block->n ? "stands in another place" :
			"is split";
	return c->begin == c->end ? "missing" : "changed";
}

static void
explain(const struct work *w, struct locked_change *c)
{
	const char *what = what_happened(w, c);
	bool link = c->first <= w->block->link && c->last > w->block->link;

	if (c->first == c->last)
		snprintf(c->why, sizeof(c->why), "a paragraph of it %s", what);
	else if (c->last - c->first == 1 && link)
		snprintf(c->why, sizeof(c->why),
			"the link is not in its place");
	else if (c->last - c->first == 1)
		snprintf(c->why, sizeof(c->why), "paragraph %zu of %zu is %s",
			c->first + 1, w->block->n, what);
	else
		snprintf(c->why, sizeof(c->why), "paragraphs %zu to %zu of "
			"%zu are %s", c->first + 1, c->last, w->block->n,
			what);
}

static int
by_begin(const void *a, const void *b)
{
	const struct locked_change *x = a, *y = b;

	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

static void
put_in_order(struct work *w)
{
	struct locked_changes *c = w->out;
	size_t i;

	if (c->n == 0) {
		c->woven = "its words are broken in a way that is not known";
		return;
	}
	qsort(c->list, c->n, sizeof(*c->list), by_begin);
	for (i = 0; i < c->n; i++) {
		explain(w, &c->list[i]);
		if (i && c->list[i].begin < c->list[i - 1].end)
			c->woven = "its paragraphs are woven into each other";
	}
}

void
locked_changes_init(struct locked_changes *c, const struct locked_body *lb,
	const struct locked_block *block, size_t place)
{
	struct work w = { .out = c, .lb = lb, .block = block,
		.place = place };

	*c = (struct locked_changes){ 0 };
	if (lb->n > LIMIT_LOCKED_BLOCKS) {
		c->woven = "the text has too many paragraphs to find it in";
		return;
	}
	locked_kin_init(&w.kin, lb, block);
	locked_align_init(&w.align, &w.kin);
	follow_steps(&w);
	look_elsewhere(&w);
	put_in_order(&w);
	locked_align_deinit(&w.align);
	locked_kin_deinit(&w.kin);
}

void
locked_changes_deinit(struct locked_changes *c)
{
	free(c->list);
	*c = (struct locked_changes){ 0 };
}
