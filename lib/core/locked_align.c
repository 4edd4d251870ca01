#include "core/locked_align.h"

#include <stdlib.h>

#include "core/buf.h"

/* So many paragraphs may have become one, or one so many. */
#define GROUP 3
/* The link's place may hold a button, words beside it, the link and a rest. */
#define GROUP_LINK 4
/* What the link's place is worth, in letters, when no link is in it. */
#define WORTH_PLACE 10

struct cell {
	int score;
	int words;		/* of it, without the link */
	struct locked_step step;	/* that led here; first == last with
					   begin == end: none */
};

/* How an own paragraph by itself is like one of the block's. */
struct likeness {
	int gain[GROUP];	/* by that one and as many more */
	bool belongs;
};

/* What may stand in the link's place from an own paragraph's begin on. */
struct place {
	size_t end;
	bool link;		/* there is a link in it */
};

struct table {
	const struct locked_body *lb;
	const struct locked_block *block;
	struct locked_kin *kin;
	struct cell *cells;	/* (block->n + 1) for each own paragraph */
	struct likeness *likeness;	/* block->n for each own paragraph */
	struct place *places;	/* one for each own paragraph */
	/* What the link is worth: half of what all paragraphs are, so that it
	 * draws those beside it to itself, but not all of them. */
	int worth;
};

static struct cell *
cell(const struct table *t, size_t own, size_t paragraph)
{
	return &t->cells[own * (t->block->n + 1) + paragraph];
}

static struct likeness *
likeness(const struct table *t, size_t own, size_t paragraph)
{
	return &t->likeness[own * t->block->n + paragraph];
}

static void
reach(struct table *t, const struct locked_step *step, int score, int words)
{
	const struct cell *from = cell(t, step->begin, step->first);
	struct cell *to = cell(t, step->end, step->last);

	if (score <= 0 || from->score + score <= to->score)
		return;
	*to = (struct cell){ .score = from->score + score,
		.words = from->words + words, .step = *step };
}

/* By itself, so that it is laid beside the block but once. */
static void
compare(struct table *t, size_t own)
{
	size_t i, n;

	for (i = 0; i < t->block->n; i++) {
		struct likeness *l = likeness(t, own, i);

		l->belongs = locked_kin_belongs(t->kin, own, i);
		for (n = 1; n <= GROUP && i + n <= t->block->n; n++)
			l->gain[n - 1] = locked_kin_gain(t->kin, own, 1, i, n);
	}
}

/* Those behind it are read: where it leads to one of them, what is known of
 * that one is not looked for again. */
static struct place
read_place(const struct table *t, size_t own)
{
	const struct locked_own *first = t->lb->own;
	size_t at = first[own].first, next = own + 1, end;
	bool link = false;

	while ((end = locked_body_link_piece(t->lb, t->block, at, &link)) !=
	    at) {
		at = end;
		while (next < t->lb->n && first[next].first < at)
			next++;
		if (next < t->lb->n && first[next].first == at)
			return (struct place){ t->places[next].end,
				link || t->places[next].link };
	}
	return (struct place){ at, link };
}

static void
try_step(struct table *t, struct locked_step step, int won)
{
	const struct locked_own *own = t->lb->own;

	if (won > 0)
		step.exact = locked_body_match(t->lb, t->block, step.first,
			step.last, own[step.begin].first) ==
			own[step.end].first;
	reach(t, &step, won, won);
}

/* One own paragraph may have been several. Several may have been one, when
 * each is for the most part in it: words that the author put between are not
 * drawn in. */
static void
try_text(struct table *t, size_t own, size_t i)
{
	size_t n;

	for (n = 1; n <= GROUP && i + n <= t->block->n; n++)
		try_step(t, (struct locked_step){ i, i + n, own, own + 1,
			false }, likeness(t, own, i)->gain[n - 1]);
	if (!likeness(t, own, i)->belongs)
		return;
	for (n = 2; n <= GROUP && own + n <= t->lb->n &&
	    likeness(t, own + n - 1, i)->belongs; n++)
		try_step(t, (struct locked_step){ i, i + 1, own, own + n,
			false }, locked_kin_gain(t->kin, own, n, i, 1));
}

static void
try_link(struct table *t, size_t own, size_t i)
{
	const struct place *p = &t->places[own];
	size_t b;

	for (b = 1; b <= GROUP_LINK && own + b <= t->lb->n; b++) {
		struct locked_step step = { i, i + 1, own, own + b, p->link };

		if (t->lb->own[own + b].first > p->end)
			return;
		step.exact = t->lb->own[own + b].first == p->end && p->link;
		if (step.exact)
			reach(t, &step, t->worth + (int)b, 0);
		else if (!p->link)
			reach(t, &step, WORTH_PLACE + (int)b, 0);
	}
}

static void
try_skip(struct table *t, size_t own, size_t i)
{
	const struct cell *from = cell(t, own, i);
	struct cell *to = cell(t, own, i + 1);

	if (from->score <= to->score)
		return;
	*to = *from;
}

static void
fill(struct table *t)
{
	size_t own, i;

	for (own = 0; own < t->lb->n; own++)
		for (i = 0; i < t->block->n; i++) {
			try_text(t, own, i);
			if (t->block->list[i].link)
				try_link(t, own, i);
			try_skip(t, own, i);
		}
}

/* The end of the best run. */
static const struct cell *
best(const struct table *t)
{
	const struct cell *c = &t->cells[0];
	size_t own, i;

	for (own = 0; own <= t->lb->n; own++)
		for (i = 0; i <= t->block->n; i++)
			if (cell(t, own, i)->score > c->score)
				c = cell(t, own, i);
	return c;
}

static void
trace(const struct table *t, struct locked_align *a)
{
	const struct cell *c = best(t);
	size_t i;

	a->words = (unsigned)c->words;
	a->list = buf_zalloc((t->block->n + 1) * sizeof(*a->list));
	for (; c->score > 0; c = cell(t, c->step.begin, c->step.first))
		a->list[a->n++] = c->step;
	for (i = 0; i < a->n / 2; i++) {
		struct locked_step s = a->list[i];

		a->list[i] = a->list[a->n - 1 - i];
		a->list[a->n - 1 - i] = s;
	}
}

static void
table_init(struct table *t, struct locked_kin *kin)
{
	size_t i, rows = kin->lb->n + 1, columns = kin->block->n + 1;

	*t = (struct table){ .lb = kin->lb, .block = kin->block, .kin = kin,
		.worth = 1 };
	t->cells = buf_zalloc(rows * columns * sizeof(*t->cells));
	t->likeness = buf_zalloc(rows * columns * sizeof(*t->likeness));
	t->places = buf_zalloc(rows * sizeof(*t->places));
	for (i = 0; i < t->block->n; i++)
		t->worth += (int)t->block->list[i].words.n;
	for (i = 0; i < t->lb->n; i++)
		compare(t, i);
	for (i = t->lb->n; i-- > 0;)
		t->places[i] = read_place(t, i);
}

static void
table_deinit(struct table *t)
{
	free(t->cells);
	free(t->likeness);
	free(t->places);
}

void
locked_align_init(struct locked_align *a, struct locked_kin *kin)
{
	struct table t;

	*a = (struct locked_align){ 0 };
	if (kin->lb->n > LIMIT_LOCKED_BLOCKS)
		return;
	table_init(&t, kin);
	fill(&t);
	trace(&t, a);
	table_deinit(&t);
}

void
locked_align_deinit(struct locked_align *a)
{
	free(a->list);
	*a = (struct locked_align){ 0 };
}
