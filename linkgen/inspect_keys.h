#ifndef LS_LINKGEN_INSPECT_KEYS_H
#define LS_LINKGEN_INSPECT_KEYS_H

/* inspect with public keys alone: no registry, no profile, no secret. */

#include <stdbool.h>

#include "core/err.h"

/* FILE holds the keys; NULL: the DNS does, asked through RESOLVER (NULL: the
 * system's). The exit status; -1 with *err. */
int inspect_keys(const char *url, const char *file, const char *resolver,
	bool json, struct err *err) ERR_CHECKED;

#endif
