#ifndef LS_CORE_FLOWED_H
#define LS_CORE_FLOWED_H

/*
 * format=flowed (RFC 3676), line by line: what of a line is shown, and whether
 * the next line goes on in the same paragraph.
 */

#include <stdbool.h>

#include "core/span.h"

struct flowed_line {
	size_t depth;		/* of quoting: leading '>' */
	size_t begin;		/* behind quote marks, stuffing (4.4) */
	/* Before the line end; with DelSp=yes, before the space of a soft
	 * one (4.1). */
	size_t end;
	bool soft;		/* ends with a space: may go on */
};

/* LINE is one line without its line end; all numbers are offsets in it. */
void flowed_read(struct span line, bool delsp, struct flowed_line *r);

/* True when NEXT goes on where LINE stopped: 4.1, 4.5; never across a change
 * of depth, nor into or out of the signature's separator. */
bool flowed_joins(const struct flowed_line *line, struct span next,
	const struct flowed_line *next_read);

#endif
