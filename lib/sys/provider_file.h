#ifndef LS_SYS_PROVIDER_FILE_H
#define LS_SYS_PROVIDER_FILE_H

/* Provider profiles as files (libconfuse syntax); provider.h has the shapes. */

#include "core/err.h"
#include "core/provider.h"

struct providers {
	struct provider **list;
	size_t n;
};

/* Bytes of a profile; a few dozen lines are usual. */
#define PROVIDER_FILE_MAX (64 * 1024)

/* Every *.conf of the directories, in the order given; a profile in a later
 * one replaces an earlier of the same name. A directory that is not there is
 * skipped. OWN_HOST: what {own-host} in a shape stands for; NULL: profiles
 * that need it get no shapes but stay listed.
 * ERR_CONFIG: file, line and cure. */
int providers_load(const char *const *dirs, size_t n_dirs,
	const char *own_host, struct providers *out, struct err *err)
	ERR_CHECKED;
void providers_deinit(struct providers *p);
const struct provider *providers_find(const struct providers *p,
	const char *name);

#endif
