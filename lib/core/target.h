#ifndef LS_CORE_TARGET_H
#define LS_CORE_TARGET_H

/*
 * How an address begins that stands inside another: whole, escaped, or with a
 * part of its beginning lost, as redirects leave it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/span.h"

/* Does it begin with http:// or https://? */
bool target_is_web(struct span s);

/* The length of "http:" or "https:" that S begins with, its colon escaped or
 * not, where a slash follows or all is escaped; 0: none. */
size_t target_scheme(struct span s);

/* The length of the host that S begins with, when it is an address without its
 * scheme: "www.example/", its slash escaped or not; 0: it is none. */
size_t target_host(struct span s);

/* An address without its scheme begins at AT: a parameter's value, or behind
 * slashes that are no scheme's. */
bool target_begins_bare(struct span s, size_t at);

/* It is an address, and nothing of its beginning is escaped. */
bool target_is_plain(struct span s);

/* Makes S, which it takes, an address: "//www.example/x", "https:/www…" and
 * "www.example/x" have lost their scheme, or a slash of it. NULL: it is none.
 * The caller frees. */
char *target_complete(char *s);

#endif
