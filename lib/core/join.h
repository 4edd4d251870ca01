#ifndef LS_CORE_JOIN_H
#define LS_CORE_JOIN_H

/*
 * A known link in running text that editors and transports have broken: hard
 * wrapped at any column, indented, with soft breaks shown, with blanks, soft
 * hyphens and invisible characters inside, escaped or in another case. Text
 * and link are walked side by side, so nothing but the link's own characters,
 * in their order, is ever taken for it.
 *
 * Knows the link's bytes; not whose it is, not MIME, not HTML.
 */

#include <stdbool.h>

#include "core/span.h"

struct join {
	size_t begin, end;	/* in the text: what stands for the link */
	size_t matched;		/* characters of the link that were found */
	unsigned lines;		/* the text stands on so many lines */
	bool complete;		/* every character of the link, in order */
	bool exact;		/* complete, and nothing between or instead */
	bool blanks;		/* blanks or invisible characters inside */
};

/* Walks left and right from text offset X, which shows link offset C. */
void join_along(struct span text, size_t x, struct span link, size_t c,
	struct join *j);

#endif
