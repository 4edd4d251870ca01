#ifndef LS_LINKGEN_IMPORT_CHECK_H
#define LS_LINKGEN_IMPORT_CHECK_H

/*
 * Does what a text says fit the profiles, as it would have to when it were
 * added by command? A wrong link does not get into the registry this way
 * either.
 */

#include "core/faults.h"
#include "core/provider.h"
#include "registry/roster.h"
#include "sys/provider_file.h"

/* Adds what does not fit to FAULTS. KEYS are those of the registry, the
 * roster's own count too. */
void import_check(const struct roster *r, const char *name,
	const struct providers *providers, const struct token_keys *keys,
	struct faults *faults);

#endif
