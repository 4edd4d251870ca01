#ifndef LS_CORE_HTML_PLAIN_TEXT_H
#define LS_CORE_HTML_PLAIN_TEXT_H

/*
 * The characters of plain HTML: which bytes are plain, and what a reference or
 * an attribute's value stands for. Only references with their semicolon, of
 * characters that stand for themselves; for html_plain alone.
 */

#include <stdbool.h>

#include "core/html_events.h"

/* An ordinary letter has far fewer. */
#define HTML_PLAIN_EVENTS 20000

/* A source that is read from its begin on. */
struct html_plain_text {
	struct span s;
	size_t at;		/* what is read next */
	size_t ampersand;	/* the nearest, when last asked for; or 0 */
	bool goes_on;		/* the text that was added last, if told more */
};

/* What is still to be read. */
struct span html_plain_rest(const struct html_plain_text *t);

/* Sound UTF-8 of which every character stands for itself: no controls, no
 * byte order mark, line ends of LF or CR LF. */
bool html_plain_bytes(struct span source);

/* Adds the text up to END, behind which t->at is then, in pieces. False: it
 * holds a reference that is not plain, or there are too many. */
bool html_plain_text_take(struct html_plain_text *t,
	struct html_events *events, size_t end);

/* Makes of VALUE, a part of t->s, what it stands for, line ends as LF: itself,
 * or in ARENA. False: it holds a reference that is not plain. */
bool html_plain_value(struct html_plain_text *t, struct arena *arena,
	struct span *value);

#endif
