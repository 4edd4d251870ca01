#ifndef LS_CORE_FILLER_H
#define LS_CORE_FILLER_H

/*
 * What gets between the characters of a URL on its way through editors and
 * transports: white space of any kind, line ends, invisible characters, the
 * hyphen or soft break at the end of a line, brackets around it. Each function
 * returns the length of what stands at the place, 0 when there is none.
 */

#include "core/span.h"

/* CRLF, CR or LF. */
size_t filler_line_end(struct span s);

/* A Unicode space or tab. */
size_t filler_space(struct span s);

/* An invisible character, the one that ends just before offset I, and whether
 * one stands anywhere in TEXT. */
size_t filler_invisible(struct span s);
size_t filler_invisible_before(struct span text, size_t i);
bool filler_invisible_in(struct span text);

/* A line end, space or invisible character. */
size_t filler_any(struct span s);

/* '-', '=', '\\', '>' and the like at the end of a line, with the blanks
 * behind it; in HTML the line end is a blank itself. */
size_t filler_breaker(struct span s);

/* '<' or '>' that opens the line at offset I: a bracket around each line, or
 * the mark of a quote. */
size_t filler_opener(struct span text, size_t i);

#endif
