#ifndef LS_CORE_LOCKED_KIN_H
#define LS_CORE_LOCKED_KIN_H

/*
 * How like the author's paragraphs are to the locked block's, by their letters
 * alone. It knows nothing of order or place.
 */

#include "core/locked_body.h"
#include "core/trigrams.h"

struct locked_kin {
	const struct locked_body *lb;	/* borrowed */
	const struct locked_block *block;	/* borrowed */
	struct trigrams trigrams;	/* of the block */
	size_t own, n;		/* the paragraphs beside it; n 0: none */
};

/* LB and BLOCK are borrowed until deinit. */
void locked_kin_init(struct locked_kin *k, const struct locked_body *lb,
	const struct locked_block *block);
void locked_kin_deinit(struct locked_kin *k);

/* What the body's N paragraphs from OWN on and the block's COUNT from FIRST on
 * have in common less what they have not; 0 when that is more. */
int locked_kin_gain(struct locked_kin *k, size_t own, size_t n, size_t first,
	size_t count);

/* One paragraph of the body is for the most part in that one of the block. */
bool locked_kin_belongs(struct locked_kin *k, size_t own, size_t paragraph);

/* They are nearly the same. */
bool locked_kin_near(struct locked_kin *k, size_t own, size_t paragraph);

#endif
