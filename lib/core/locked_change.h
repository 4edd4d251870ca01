#ifndef LS_CORE_LOCKED_CHANGE_H
#define LS_CORE_LOCKED_CHANGE_H

/*
 * What makes a body's locked block whole again: which stretch of the source
 * becomes which of the block's paragraphs. The author's words are never
 * touched, and nothing is decided.
 */

#include "core/locked_align.h"

struct locked_change {
	/* In the leaf's UTF-8: a paragraph, or the place (begin == end) after
	 * one. */
	size_t begin, end;
	size_t first, last;	/* paragraphs of the block; none: it goes */
	char why[120];		/* for people */
};

struct locked_changes {
	struct locked_change *list;	/* sorted; not overlapping */
	size_t n;
	/* The paragraphs can't be told apart; why. NULL when they can. */
	const char *woven;
};

/* For a body that does not hold BLOCK as a whole. PLACE: where the link would
 * go. The caller gives it to deinit. */
void locked_changes_init(struct locked_changes *c,
	const struct locked_body *lb, const struct locked_block *block,
	size_t place);
void locked_changes_deinit(struct locked_changes *c);

#endif
