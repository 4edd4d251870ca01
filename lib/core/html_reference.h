#ifndef LS_CORE_HTML_REFERENCE_H
#define LS_CORE_HTML_REFERENCE_H

/*
 * Named character references, "&eacute;": all that HTML knows without their
 * semicolon as well, and of the others those that mail programs write. Data
 * only; names are letters and digits, without ampersand and semicolon.
 */

#include <stdbool.h>
#include <stdint.h>

#include "core/span.h"

/* The character of the reference NAME, or 0: it is not known here. */
uint32_t html_reference_value(struct span name);

/* HTML knows NAME without its semicolon, too (WHATWG 13.2.5.73). */
bool html_reference_bare(struct span name);

/* The length of the longest such name that S begins with, or 0. */
size_t html_reference_begins(struct span s);

#endif
