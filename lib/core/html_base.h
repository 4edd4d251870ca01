#ifndef LS_CORE_HTML_BASE_H
#define LS_CORE_HTML_BASE_H

/*
 * Addresses of a page that has <base href>: those that name no host of their
 * own are taken from there by mail readers that heed it.
 */

#include "core/span.h"

/* The whole of VALUE, for the caller to free; NULL when it is whole already
 * (RFC 3986 4.2 and 5.2, dots in the path left as they are), or when BASE is
 * empty or no web address. */
char *html_base_resolve(struct span base, struct span value);

#endif
