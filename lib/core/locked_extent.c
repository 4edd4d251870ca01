#include "core/locked_extent.h"

#include <stdlib.h>

#include "core/buf.h"

/* Fewer characters in a row are chance; beside others of the same paragraph
 * less is enough. */
#define RUN 12
#define RUN_BESIDE 6
/* So much more may stand between two runs than stood there once. */
#define BETWEEN 40
/* What is longer, many times, is for the most part not the block's. */
#define TIMES 4

struct range {
	size_t begin, end;
};

/* Characters that stand in both. */
struct run {
	size_t own, theirs, n;
};

/* The longest one, and the first of several. */
static struct run
longest(const struct words *w, struct range own, const struct words *b,
	struct range theirs)
{
	size_t m = theirs.end - theirs.begin;
	/* How long the run is that ends with each of theirs. */
	size_t *ends = buf_zalloc((m + 1) * sizeof(*ends));
	struct run best = { 0 };
	size_t i, k;

	for (i = own.begin; i < own.end; i++)
		for (k = m; k > 0; k--) {
			size_t there = theirs.begin + k;

			ends[k] = w->list[i] == b->list[there - 1] ?
				ends[k - 1] + 1 : 0;
			if (ends[k] > best.n)
				best = (struct run){ i + 1 - ends[k],
					there - ends[k], ends[k] };
		}
	free(ends);
	return best;
}

/* Which of the block's paragraphs the character at AT is of, or the one behind
 * it. */
static const struct locked_paragraph *
paragraph(const struct locked_block *block, size_t at)
{
	size_t i = 0;

	while (i + 1 < block->n && at >= block->list[i].end)
		i++;
	return &block->list[i];
}

static bool
is_near(size_t own, size_t theirs)
{
	return own <= theirs + BETWEEN;
}

/* The run before R within the block's [from, ...), as long as LEAST. */
static bool
run_before(const struct words *w, size_t begin, const struct words *b,
	size_t from, size_t least, struct run *r)
{
	size_t room = r->theirs - from + BETWEEN;
	size_t first = r->own - begin > room ? r->own - room : begin;
	struct run next = longest(w, (struct range){ first, r->own }, b,
		(struct range){ from, r->theirs });

	if (next.n < least || !is_near(r->own - next.own - next.n,
	    r->theirs - next.theirs - next.n))
		return false;
	*r = next;
	return true;
}

static bool
run_behind(const struct words *w, size_t end, const struct words *b,
	size_t to, size_t least, struct run *r)
{
	struct range own = { r->own + r->n, end };
	struct range theirs = { r->theirs + r->n, to };
	size_t room = theirs.end - theirs.begin + BETWEEN;
	struct run next;

	if (own.end - own.begin > room)
		own.end = own.begin + room;
	next = longest(w, own, b, theirs);
	if (next.n < least || !is_near(next.own - own.begin,
	    next.theirs - theirs.begin))
		return false;
	*r = next;
	return true;
}

/* What of the block stands before R, run by run. */
static struct run
first_run(const struct words *w, size_t begin,
	const struct locked_block *block, struct run r)
{
	const struct words *b = &block->words;
	size_t from;

	do {
		from = paragraph(block, r.theirs)->begin;
		if (from > r.theirs)
			from = r.theirs;
	} while (run_before(w, begin, b, from, RUN_BESIDE, &r) ||
	    run_before(w, begin, b, 0, RUN, &r));
	return r;
}

static struct run
last_run(const struct words *w, size_t end, const struct locked_block *block,
	struct run r)
{
	const struct words *b = &block->words;
	size_t to;

	do {
		to = paragraph(block, r.theirs + r.n - 1)->end;
		if (to < r.theirs + r.n)
			to = r.theirs + r.n;
	} while (run_behind(w, end, b, to, RUN_BESIDE, &r) ||
	    run_behind(w, end, b, b->n, RUN, &r));
	return r;
}

/* A run that reaches but some characters into its first paragraph, or its last
 * one, is there by chance. */
static void
clip(const struct locked_block *block, struct run *r)
{
	size_t in = paragraph(block, r->theirs)->end - r->theirs;
	size_t begin = paragraph(block, r->theirs + r->n - 1)->begin;

	if (in < RUN_BESIDE && in < r->n) {
		r->own += in;
		r->theirs += in;
		r->n -= in;
	}
	if (begin > r->theirs && r->theirs + r->n < begin + RUN_BESIDE)
		r->n = begin - r->theirs;
}

static size_t
less(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

/* What of its paragraph stands before AT. */
static size_t
lead(const struct locked_block *block, size_t at)
{
	return less(at, paragraph(block, at)->begin);
}

/* What of its paragraph stands behind AT. */
static size_t
tail(const struct locked_block *block, size_t at)
{
	const struct locked_paragraph *p = paragraph(block, at ? at - 1 : 0);

	return at > p->begin ? less(p->end, at) : 0;
}

bool
locked_extent_find(const struct words *w, size_t begin, size_t end,
	const struct locked_block *block, struct locked_extent *e_r)
{
	const struct words *b = &block->words;
	struct run best, first, last;

	if (end - begin > TIMES * b->n)
		return false;
	best = longest(w, (struct range){ begin, end }, b,
		(struct range){ 0, b->n });
	if (best.n < RUN)
		return false;
	first = first_run(w, begin, block, best);
	last = last_run(w, end, block, best);
	clip(block, &first);
	clip(block, &last);
	*e_r = (struct locked_extent){ first.own, last.own + last.n,
		lead(block, first.theirs), tail(block, last.theirs + last.n) };
	return true;
}

size_t
locked_extent_before(const struct locked_extent *e, size_t begin)
{
	return less(e->begin - begin, e->lead);
}

size_t
locked_extent_behind(const struct locked_extent *e, size_t end)
{
	return less(end - e->end, e->tail);
}
