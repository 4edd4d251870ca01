#ifndef LS_REGISTRY_SNAPSHOT_DATA_H
#define LS_REGISTRY_SNAPSHOT_DATA_H

/*
 * What a snapshot holds: filled in by snapshot_load.c, read by snapshot.c,
 * private to both.
 */

#include <glib.h>
#include <stdatomic.h>

#include "registry/snapshot.h"

struct snapshot_entry {
	struct reseller r;
	const struct reseller *self;	/* r, for lists of one */
};

/* The resellers of one sender; nearly always one. */
struct snapshot_group {
	const struct reseller **list;
	size_t n;
	const struct reseller *first;	/* list points here while n is 1 */
};

enum snapshot_kind {
	SNAPSHOT_LOGIN,
	SNAPSHOT_ADDRESS,
	SNAPSHOT_DOMAIN,
	SNAPSHOT_KINDS,
};

struct snapshot {
	atomic_uint references;
	struct config *config;
	GStringChunk *text;
	struct snapshot_entry *entries;
	size_t n;
	size_t n_unfit;
	const char **earlier;	/* of all resellers, one after the other */
	const char **earlier_revoked;	/* of each, as facts.h has it */
	size_t n_earlier;
	GHashTable *by_name;
	GHashTable *by_account;	/* "provider account" */
	GHashTable *by_token;	/* "provider 0123456789abcdef", see token.h */
	GHashTable *by_link;
	GHashTable *revoked;	/* a link to when and why */
	GHashTable *senders[SNAPSHOT_KINDS];	/* to struct snapshot_group */
	struct token_key *key_list;
	struct token_keys keys;
	struct locked_texts *locked;
};

/* Empty, with one reference; keeps C. */
struct snapshot *snapshot_new(struct config *c);

/* The key of by_token; to be given to g_free. */
char *snapshot_token_key(const struct provider *p,
	const unsigned char account[8]);

/* Frees one value of the senders' tables, as GLib's destructors do. */
void snapshot_group_free(void *group);

#endif
