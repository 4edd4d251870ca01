#include "core/locked_kin.h"

/* Percent from which on a paragraph is taken for a copy. */
#define NEAR 80

void
locked_kin_init(struct locked_kin *k, const struct locked_body *lb,
	const struct locked_block *block)
{
	*k = (struct locked_kin){ .lb = lb, .block = block };
	trigrams_init(&k->trigrams, &block->words);
}

void
locked_kin_deinit(struct locked_kin *k)
{
	trigrams_deinit(&k->trigrams);
}

/* The groups of letters of N own paragraphs in one piece. */
static size_t
count_own(const struct locked_kin *k, size_t own, size_t n)
{
	return trigrams_count(k->lb->own[own + n].first -
		k->lb->own[own].first);
}

static size_t
count_theirs(const struct locked_kin *k, size_t first, size_t count)
{
	return trigrams_count(k->block->list[first + count - 1].end -
		k->block->list[first].begin);
}

/* Lays N own paragraphs beside the block; how many of their groups it has. */
static size_t
lay(struct locked_kin *k, size_t own, size_t n)
{
	if (k->own != own || k->n != n)
		trigrams_lay(&k->trigrams, &k->lb->words, k->lb->own[own].first,
			k->lb->own[own + n].first);
	k->own = own;
	k->n = n;
	return k->trigrams.known;
}

/* What was laid has in common with the block's paragraphs. */
static size_t
common(struct locked_kin *k, size_t first, size_t count)
{
	return trigrams_common(&k->trigrams, k->block->list[first].begin,
		k->block->list[first + count - 1].end);
}

/* Each asks what is cheaper to know first: lengths, then the block as a whole,
 * then the paragraphs. */

int
locked_kin_gain(struct locked_kin *k, size_t own, size_t n, size_t first,
	size_t count)
{
	size_t ours = count_own(k, own, n);
	size_t theirs = count_theirs(k, first, count);
	size_t all = ours + theirs, both;

	if (all > 4 * ours || all > 4 * theirs || all >= 4 * lay(k, own, n))
		return 0;
	both = common(k, first, count);
	return 4 * both > all ? (int)(4 * both - all) : 0;
}

bool
locked_kin_belongs(struct locked_kin *k, size_t own, size_t paragraph)
{
	size_t ours = count_own(k, own, 1);

	return 2 * count_theirs(k, paragraph, 1) >= ours &&
		2 * lay(k, own, 1) >= ours &&
		2 * common(k, paragraph, 1) >= ours;
}

bool
locked_kin_near(struct locked_kin *k, size_t own, size_t paragraph)
{
	size_t ours = count_own(k, own, 1);
	size_t theirs = count_theirs(k, paragraph, 1);
	size_t enough = NEAR * (ours + theirs);

	return enough && 200 * ours >= enough && 200 * theirs >= enough &&
		200 * lay(k, own, 1) >= enough &&
		200 * common(k, paragraph, 1) >= enough;
}
