#ifndef LS_CORE_HTML_PLAIN_TEXT_H
#define LS_CORE_HTML_PLAIN_TEXT_H

/*
 * The characters of plain HTML: which bytes are plain, and what a reference or
 * an attribute's value stands for. Only references that are in every mail,
 * with their semicolon; for html_plain alone.
 */

#include <stdbool.h>

#include "core/arena.h"
#include "core/span.h"

/* A source that is read from its begin on. */
struct html_plain_text {
	struct span s;
	size_t at;		/* what is read next */
	size_t ampersand;	/* the nearest, when last asked for; or 0 */
};

/* What is still to be read. */
struct span html_plain_rest(const struct html_plain_text *t);

/* The first ampersand at or behind AT, else s.n. To ask again before the one
 * that was found costs nothing, so ask with growing AT. */
size_t html_plain_ampersand(struct html_plain_text *t, size_t at);

/* Sound UTF-8 of which every character stands for itself: no controls, no
 * byte order mark, line ends of LF or CR LF. */
bool html_plain_bytes(struct span source);

/* The length of the reference at the ampersand that S begins with, and its
 * text, which may be in ARENA; 0: it is not plain. */
size_t html_plain_reference(struct span s, struct arena *arena,
	struct span *text_r);

/* What the value at [begin, end) stands for, line ends as LF: itself, or in
 * ARENA. False: it holds a reference that is not plain. */
bool html_plain_value(struct html_plain_text *t, size_t begin, size_t end,
	struct arena *arena, struct span *value_r);

#endif
