#ifndef LS_REGISTRY_REGISTRY_H
#define LS_REGISTRY_REGISTRY_H

/*
 * The store: resellers, their links, who may send for them, public keys.
 * Chosen by URL ("sqlite:/PATH"); what differs between stores is behind
 * struct registry. Changes are transactions: all or nothing.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/token.h"

struct registry;

/* CREATE makes the file when it is not there; without it a missing registry
 * is ERR_NO_INPUT. Brings the schema up to date. ERR_CONFIG: a URL that is
 * not understood; ERR_TEMP: locked; ERR_DATA: made by a newer Linkseal. */
int registry_open(const char *url, bool create, struct registry **r_r,
	struct err *err) ERR_CHECKED;
void registry_close(struct registry **r);

struct registry_reseller {
	char *name;
	char *display;
	char *provider;
	char *account;
	char *indirect;		/* or NULL */
	char *locale;
	char *contact;		/* e-mail; or NULL */
	char *phone;		/* or NULL */
	char *address;		/* postal; or NULL */
	char *website;		/* or NULL */
	char *added;		/* "2026-11-21T10:00:00Z" */
};

struct registry_link {
	char *reseller;
	char *url;
	char *source;		/* "pasted", "fetched", "signed" */
	char *issued;
	char *revoked;		/* NULL: not */
	bool current;
	uint32_t serial;
};

struct registry_sender {
	char *reseller;
	char *kind;		/* "login", "address", "domain" */
	char *value;		/* login as it is; address and domain folded */
};

struct registry_key {
	struct token_key key;
	char *created;
};

/* One at a time. ERR_EXISTS, ERR_NOT_FOUND name what is the matter. */
int registry_reseller_add(struct registry *r,
	const struct registry_reseller *reseller, struct err *err) ERR_CHECKED;
/* Takes its links and senders along; the history keeps that it was. */
int registry_reseller_remove(struct registry *r, const char *name,
	struct err *err) ERR_CHECKED;
/* ERR_NOT_FOUND when there is none. */
int registry_reseller_get(struct registry *r, const char *name,
	struct registry_reseller *out, struct err *err) ERR_CHECKED;
void registry_reseller_deinit(struct registry_reseller *reseller);

/* KIND and VALUE as in registry_sender. All or none. */
int registry_sender_add(struct registry *r,
	const struct registry_sender *senders, size_t n, struct err *err)
	ERR_CHECKED;
int registry_sender_remove(struct registry *r,
	const struct registry_sender *senders, size_t n, struct err *err)
	ERR_CHECKED;

/* Makes URL the current link; earlier ones stay known. The same URL again
 * changes nothing. */
int registry_link_set(struct registry *r, const char *reseller,
	const char *url, const char *source, struct err *err) ERR_CHECKED;
/* Revokes the current link (URL NULL) or that one. */
int registry_link_revoke(struct registry *r, const char *reseller,
	const char *url, struct err *err) ERR_CHECKED;

/* The new key is active; the one that was stays for verifying. */
int registry_key_add(struct registry *r, const struct token_key *key,
	struct err *err) ERR_CHECKED;

/* Each row is handed to FN and lives until it returns; a non-zero return
 * stops and is returned. RESELLER NULL: of all. Sorted by name. */
int registry_resellers(struct registry *r,
	int (*fn)(void *ctx, const struct registry_reseller *), void *ctx,
	struct err *err) ERR_CHECKED;
int registry_links(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct registry_link *), void *ctx,
	struct err *err) ERR_CHECKED;
int registry_senders(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct registry_sender *), void *ctx,
	struct err *err) ERR_CHECKED;
int registry_keys(struct registry *r,
	int (*fn)(void *ctx, const struct registry_key *), void *ctx,
	struct err *err) ERR_CHECKED;

/* A number that changes whenever the data does, whoever changed it; cheap. */
int registry_version(struct registry *r, uint64_t *version_r, struct err *err)
	ERR_CHECKED;

#endif
