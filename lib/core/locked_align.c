#include "core/locked_align.h"

#include <stdlib.h>

#include "core/buf.h"

/* So many paragraphs may have become one, or one so many. */
#define GROUP 3
/* The link's place may hold a button, words beside it, the link and a rest. */
#define GROUP_LINK 4
/* What the link's place is worth, in letters, when no link is in it. */
#define WORTH_PLACE 10
/* Percent from which on a paragraph is taken for a copy. */
#define NEAR 80

struct cell {
	int score;
	int words;		/* of it, without the link */
	struct locked_step step;	/* that led here; first == last with
					   begin == end: none */
};

struct table {
	const struct locked_body *lb;
	const struct locked_block *block;
	struct cell *cells;	/* (block->n + 1) for each own paragraph */
	/* What the link is worth: half of what all paragraphs are, so that it
	 * draws those beside it to itself, but not all of them. */
	int worth;
	struct trigrams groups[LIMIT_LOCKED_PARAGRAPHS][GROUP];
	/* From the paragraph at hand on: together, and each by itself. */
	struct trigrams own[GROUP], single[GROUP];
};

static struct cell *
cell(const struct table *t, size_t own, size_t paragraph)
{
	return &t->cells[own * (t->block->n + 1) + paragraph];
}

/* The words of the block's paragraphs [first, last) in one piece. */
static void
group_words(const struct locked_block *block, size_t first, size_t last,
	struct words *out)
{
	size_t i;

	for (i = first; i < last; i++) {
		if (block->list[i].link)
			words_add_link(out, 0, 0);
		else
			words_add(out, span_str(block->list[i].text), 0);
		words_break(out);
	}
}

static void
make_groups(struct table *t)
{
	size_t i, n;

	t->worth = 1;
	for (i = 0; i < t->block->n; i++) {
		t->worth += (int)t->block->list[i].words.n;
		for (n = 1; n <= GROUP && i + n <= t->block->n; n++) {
			struct words w = { 0 };

			group_words(t->block, i, i + n, &w);
			trigrams_init(&t->groups[i][n - 1], &w, 0, w.n);
			words_deinit(&w);
		}
	}
}

static void
forget_groups(struct table *t)
{
	size_t i, n;

	for (i = 0; i < t->block->n; i++)
		for (n = 0; n < GROUP; n++)
			trigrams_deinit(&t->groups[i][n]);
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

/* What both have in common less what they have not. */
static int
gain(const struct trigrams *a, const struct trigrams *b)
{
	size_t all = a->n + b->n;

	/* No need to look when the one is far longer. */
	if (all > 4 * a->n || all > 4 * b->n)
		return 0;
	return (int)(4 * trigrams_common(a, b)) - (int)all;
}

/* Each of the N paragraphs is for the most part in the group: words that the
 * author put between are not drawn in. */
static bool
all_belong(const struct table *t, const struct trigrams *group, size_t n)
{
	size_t i;

	for (i = 0; i < n && n > 1; i++)
		if (2 * trigrams_common(&t->single[i], group) <
		    t->single[i].n)
			return false;
	return true;
}

static void
try_text(struct table *t, size_t own, size_t i)
{
	size_t a, b;

	for (a = 1; a <= GROUP && i + a <= t->block->n; a++)
		for (b = 1; b <= GROUP && own + b <= t->lb->n; b++) {
			struct locked_step step = { i, i + a, own, own + b,
				false };
			const struct trigrams *group = &t->groups[i][a - 1];
			int won = 0;

			if ((a == 1 || b == 1) && all_belong(t, group, b))
				won = gain(group, &t->own[b - 1]);
			step.exact = won > 0 && locked_body_match(t->lb,
				t->block, i, i + a, t->lb->first[own]) ==
				t->lb->first[own + b];
			reach(t, &step, won, won);
		}
}

static void
try_link(struct table *t, size_t own, size_t i)
{
	size_t b, end;
	bool link;

	end = locked_body_link(t->lb, t->block, t->lb->first[own], &link);
	for (b = 1; b <= GROUP_LINK && own + b <= t->lb->n; b++) {
		struct locked_step step = { i, i + 1, own, own + b, link };

		if (t->lb->first[own + b] > end)
			return;
		step.exact = t->lb->first[own + b] == end && link;
		if (step.exact)
			reach(t, &step, t->worth + (int)b, 0);
		else if (!link)
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
read_own(struct table *t, size_t own)
{
	const size_t *first = t->lb->first + own;
	size_t b;

	for (b = 0; b < GROUP && own + b < t->lb->n; b++) {
		trigrams_init(&t->own[b], &t->lb->words, first[0],
			first[b + 1]);
		trigrams_init(&t->single[b], &t->lb->words, first[b],
			first[b + 1]);
	}
}

static void
forget_own(struct table *t)
{
	size_t b;

	for (b = 0; b < GROUP; b++) {
		trigrams_deinit(&t->own[b]);
		trigrams_deinit(&t->single[b]);
	}
}

static void
fill(struct table *t)
{
	size_t own, i;

	for (own = 0; own < t->lb->n; own++) {
		read_own(t, own);
		for (i = 0; i < t->block->n; i++) {
			try_text(t, own, i);
			if (t->block->list[i].link)
				try_link(t, own, i);
			try_skip(t, own, i);
		}
		forget_own(t);
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

void
locked_align_init(struct locked_align *a, const struct locked_body *lb,
	const struct locked_block *block)
{
	struct table t = { .lb = lb, .block = block };

	*a = (struct locked_align){ 0 };
	t.cells = buf_zalloc((lb->n + 1) * (block->n + 1) *
		sizeof(*t.cells));
	make_groups(&t);
	fill(&t);
	trace(&t, a);
	forget_groups(&t);
	free(t.cells);
}

void
locked_align_deinit(struct locked_align *a)
{
	free(a->list);
	*a = (struct locked_align){ 0 };
}

bool
locked_align_near(const struct locked_body *lb, size_t own,
	const struct locked_paragraph *p)
{
	struct trigrams a, b;
	bool near;

	trigrams_init(&a, &lb->words, lb->first[own], lb->first[own + 1]);
	trigrams_init(&b, &p->words, 0, p->words.n);
	near = trigrams_nearness(&a, &b) >= NEAR;
	trigrams_deinit(&a);
	trigrams_deinit(&b);
	return near;
}
