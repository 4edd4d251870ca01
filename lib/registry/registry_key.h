#ifndef LS_REGISTRY_REGISTRY_KEY_H
#define LS_REGISTRY_REGISTRY_KEY_H

/* Public keys; secret ones are never in the registry. Included by
 * registry/registry.h. */

#include <stdint.h>

#include "core/err.h"
#include "core/token.h"

struct registry;

struct registry_key {
	struct token_key key;
	char *created;
	char *revoked;		/* when; NULL: not, or before it was kept */
};

/* The new key is active; the one that was stays for verifying. `state` is not
 * read. ERR_EXISTS: that id or that key is known. */
int registry_key_add(struct registry *r, const struct token_key *key,
	struct err *err) ERR_CHECKED;
/* Believed no more, for ever, and the links that it signed are revoked with it.
 * Not within a batch. ERR_NOT_FOUND: no such key, or revoked. */
int registry_key_revoke(struct registry *r, uint32_t id, struct err *err)
	ERR_CHECKED;

/* Each row is handed to FN and lives until it returns; a non-zero return
 * stops and is returned. Sorted by age. */
int registry_keys(struct registry *r,
	int (*fn)(void *ctx, const struct registry_key *), void *ctx,
	struct err *err) ERR_CHECKED;

#endif
