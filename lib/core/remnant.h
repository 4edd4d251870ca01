#ifndef LS_CORE_REMNANT_H
#define LS_CORE_REMNANT_H

/*
 * What is left of a link behind the place where something that is no URL's
 * broke it: " & ", " and ", a bullet, a bar, a character that was lost. Only
 * with it can be told whose link it was, and restoring leaves none of it.
 */

#include "core/buf.h"
#include "core/span.h"

/* The offset behind the last remnant of the link at [BEGIN, END) of the text;
 * END when there is none. The stretch and its remnants are appended to OUT,
 * without what is between them. LINKS: known ones, which tell what a remnant
 * looks like. */
size_t remnant_gather(struct span text, size_t begin, size_t end,
	const struct span *links, size_t n, struct buf *out);

#endif
