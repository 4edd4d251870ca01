#ifndef LS_CORE_HTML_REFRESH_H
#define LS_CORE_HTML_REFRESH_H

/*
 * <meta http-equiv="refresh" content="0; url=…">, with which a page sends its
 * reader on (WHATWG 4.2.5.3). Mail programs pass it over; a browser that is
 * given the mail does not.
 */

#include <gumbo.h>
#include <stdbool.h>

bool html_refresh_is(const GumboElement *e);

/* The address in the attribute's VALUE; NULL when there is none. The caller
 * frees it. */
char *html_refresh_target(const char *value);

#endif
