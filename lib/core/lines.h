#ifndef LS_CORE_LINES_H
#define LS_CORE_LINES_H

/*
 * Lines around a place in a text: where they begin and end, and whether those
 * beside them are empty. CRLF and LF, mixed too.
 */

#include <stdbool.h>

#include "core/span.h"

/* The first byte of the line that holds offset AT. */
size_t lines_begin(struct span s, size_t at);

/* The offset of the line end, or of the end of s. */
size_t lines_end(struct span s, size_t at);

/* Behind the line end: where the next line begins, or the end of s. */
size_t lines_next(struct span s, size_t at);

/* Behind the header field that begins at AT, with the lines that go on. */
size_t lines_field_next(struct span s, size_t at);

/* A space or tab. */
bool lines_blank(unsigned char c);

/* Only blanks from AT up to the line end. */
bool lines_only_blanks(struct span s, size_t at);

/* The line before the one that holds AT is empty, or there is none. */
bool lines_empty_before(struct span s, size_t at);

/* The line behind the one that holds AT is empty, or there is none. */
bool lines_empty_after(struct span s, size_t at);

#endif
