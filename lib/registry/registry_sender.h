#ifndef LS_REGISTRY_REGISTRY_SENDER_H
#define LS_REGISTRY_REGISTRY_SENDER_H

/* Who may send for a reseller. Included by registry/registry.h. */

#include <stddef.h>

#include "core/err.h"

struct registry;

struct registry_sender {
	char *reseller;
	char *kind;		/* "login", "address", "domain" */
	char *value;		/* login as it is; address and domain folded */
};

/* KIND and VALUE as in registry_sender, folded here once more. All or none.
 * ERR_EXISTS, ERR_NOT_FOUND name the sender. */
int registry_sender_add(struct registry *r,
	const struct registry_sender *senders, size_t n, struct err *err)
	ERR_CHECKED;
int registry_sender_remove(struct registry *r,
	const struct registry_sender *senders, size_t n, struct err *err)
	ERR_CHECKED;
void registry_sender_deinit(struct registry_sender *sender);

/* The resellers for whom that very sender may send, sorted by name; rows as
 * below. */
int registry_sender_find(struct registry *r, const char *kind,
	const char *value, int (*fn)(void *ctx, const struct registry_sender *),
	void *ctx, struct err *err) ERR_CHECKED;

/* Each row is handed to FN and lives until it returns; a non-zero return
 * stops and is returned. RESELLER NULL: of all. Sorted by reseller. */
int registry_senders(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct registry_sender *), void *ctx,
	struct err *err) ERR_CHECKED;

#endif
