#ifndef LS_CORE_REDIRECT_H
#define LS_CORE_REDIRECT_H

/*
 * The addresses that stand inside another address, as redirects and trackers
 * have them: in a parameter, the path or the fragment; as they are, without
 * their scheme, escaped any number of times, or in base64. Knows no gateway by
 * name.
 */

#include <stddef.h>

#include "core/span.h"
#include "core/url.h"

/* Stretches of base64 that are decoded in one address: each may go on to its
 * end, and trackers have one or two. */
#define REDIRECT_CODES	64

/* The value that begins VALUE.p inside WHOLE and ends where VALUE does, or
 * later: parameters of an address that was not escaped look like those of the
 * address around it. Decoded once; the caller frees. */
char *redirect_value(struct span whole, struct span value);

/* Fills INNER with up to MAX addresses in the order they stand in, those
 * without a scheme last, each to be freed by the caller, and returns how
 * many. */
size_t redirect_inner(const struct url *u, char **inner, size_t max);

#endif
