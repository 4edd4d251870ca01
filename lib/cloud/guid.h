#ifndef LS_CLOUD_GUID_H
#define LS_CLOUD_GUID_H

/* The ids of tenants and customers, as Entra writes them (RFC 9562 4). */

#include <stdbool.h>

#include "core/span.h"

/* 36 letters and a NUL. */
#define GUID_SIZE 37

/* Is S one, in letters of either case? */
bool guid_is(struct span s);

/* Copies it in small letters, as all ids of a registry are; false: S (NULL is
 * fine) is none. */
bool guid_fold(const char *s, char out[GUID_SIZE]);

#endif
