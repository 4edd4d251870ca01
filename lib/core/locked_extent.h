#ifndef LS_CORE_LOCKED_EXTENT_H
#define LS_CORE_LOCKED_EXTENT_H

/*
 * How far the locked block's words reach within words of the author's, though
 * some of them were changed: so that what the author wrote before and behind,
 * on lines without an empty one between, is told from them.
 */

#include "core/locked.h"

struct locked_extent {
	size_t begin, end;	/* in the author's words */
	/* So many characters of the block's paragraph are not there any more,
	 * before its first that is and behind its last. */
	size_t lead, tail;
};

/* For W's [begin, end); false when nothing of BLOCK's is there, or when there
 * is far more than BLOCK has. Costs as many steps as both are long, multiplied.
 */
bool locked_extent_find(const struct words *w, size_t begin, size_t end,
	const struct locked_block *block, struct locked_extent *e_r);

/* The characters before and behind that are too many to have been the
 * block's. */
size_t locked_extent_before(const struct locked_extent *e, size_t begin);
size_t locked_extent_behind(const struct locked_extent *e, size_t end);

#endif
