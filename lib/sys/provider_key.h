#ifndef LS_SYS_PROVIDER_KEY_H
#define LS_SYS_PROVIDER_KEY_H

/* The plain keys of a provider profile and what their values mean. Knows no
 * syntax of files. */

#include "core/err.h"
#include "core/provider.h"

struct provider_key {
	const char *name;
	/* What to write when it is not there; NULL: it has a default. */
	const char *missing;
	int (*set)(struct provider *p, const char *value, struct err *err);
};

#define PROVIDER_KEYS 8

extern const struct provider_key provider_keys[PROVIDER_KEYS];

/* ERR_CONFIG: the key, and what may be written. */
int provider_key_set(struct provider *p, const char *key, const char *value,
	struct err *err) ERR_CHECKED;

#endif
