#ifndef LS_CORE_LOCKED_ALIGN_H
#define LS_CORE_LOCKED_ALIGN_H

/*
 * Which of the author's paragraphs are which of the locked block's, though
 * their words were changed, or several were made one or one several. What is
 * told lies in one piece: no other paragraph between.
 */

#include "core/locked_kin.h"

/* The block's paragraphs [first, last) are the body's [begin, end). */
struct locked_step {
	size_t first, last;
	size_t begin, end;
	bool exact;		/* word for word */
};

struct locked_align {
	struct locked_step *list;	/* in order of both */
	size_t n;
	unsigned words;		/* how much of the text was recognised */
};

/* The caller gives it to deinit. In a body of more than LIMIT_LOCKED_BLOCKS
 * paragraphs nothing is recognised. */
void locked_align_init(struct locked_align *a, struct locked_kin *kin);
void locked_align_deinit(struct locked_align *a);

#endif
