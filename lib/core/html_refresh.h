#ifndef LS_CORE_HTML_REFRESH_H
#define LS_CORE_HTML_REFRESH_H

/*
 * <meta http-equiv="refresh" content="0; url=…">, with which a page sends its
 * reader on (WHATWG 4.2.5.3). Mail programs pass it over; a browser that is
 * given the mail does not. Knows that attribute's value only.
 */

#include <stdbool.h>

#include "core/span.h"

/* The address in the attribute's VALUE, a part of it; false when there is
 * none. */
bool html_refresh_target(struct span value, struct span *target_r);

#endif
