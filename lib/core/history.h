#ifndef LS_CORE_HISTORY_H
#define LS_CORE_HISTORY_H

/*
 * Tells the author's own words from what a mail program put under them: quoted
 * lines, the heads of replies and forwarded messages in the ten languages of
 * our templates, and the signature. Works on lines as a reader sees them.
 *
 * From a head that opens a whole message (a divider, a From/Sent/To/Subject
 * block) everything to the end is history. Lines with '>' are quoted one by
 * one, so that answers between them stay own words.
 */

#include <stdbool.h>

#include "core/span.h"

struct history_line {
	struct span text;	/* without its line end */
	bool rule;		/* a ruled line stands right before it (HTML) */
	bool quoted;		/* in: known already; out: also found here */
	bool signature;		/* the same */
};

/* Returns the line from which all is history, N when there is none. The lines'
 * texts are parts of one text, in its order.
 * MARKS: a line that begins with '>' is quoted by itself (plain text); without
 * it (HTML) only after a line that tells who wrote. */
size_t history_mark(struct history_line *lines, size_t n, bool marks);

/* "On Monday Bob wrote:" in one of the languages we know. */
bool history_attribution(struct span line);

#endif
