#ifndef LS_REGISTRY_REGISTRY_H
#define LS_REGISTRY_REGISTRY_H

/*
 * The store: resellers, their links, who may send for them, public keys.
 * Chosen by URL ("sqlite:/PATH"); what differs between stores is behind
 * struct registry. Changes are transactions: all or nothing, and each leaves
 * a line in an append-only history. Any number of processes may work on one
 * registry; one struct registry is for one thread at a time.
 *
 * It knows no configuration: whether a provider has a profile and a link fits
 * it is for the callers.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/token.h"

struct registry;

/* CREATE makes the file when it is not there; without it a missing registry
 * is ERR_NO_INPUT. Brings the schema up to date. ERR_CONFIG: a URL that is
 * not understood; ERR_TEMP: locked; ERR_DATA: made by a newer Linkseal, or no
 * registry at all; ERR_NO_PERM: this user may not. */
int registry_open(const char *url, bool create, struct registry **r_r,
	struct err *err) ERR_CHECKED;
void registry_close(struct registry **r);

/* What the history names as the command behind the changes that follow;
 * copied. Until then it is the program's name. No secret belongs in it. */
void registry_command(struct registry *r, const char *command);

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

/* One at a time; `added` is not read. ERR_EXISTS, ERR_NOT_FOUND name what is
 * the matter; ERR_DATA: a value that can't be. Changes everywhere below may
 * also fail with ERR_TEMP (locked for seconds), ERR_NO_PERM and ERR_IO. */
int registry_reseller_add(struct registry *r,
	const struct registry_reseller *reseller, struct err *err) ERR_CHECKED;
/* Only whether its values can be: ERR_DATA says which can't. */
int registry_reseller_check(const struct registry_reseller *reseller,
	struct err *err) ERR_CHECKED;
/* Takes its links and senders along; the history keeps that it was. */
int registry_reseller_remove(struct registry *r, const char *name,
	struct err *err) ERR_CHECKED;
/* ERR_NOT_FOUND when there is none; *out is then left alone. */
int registry_reseller_get(struct registry *r, const char *name,
	struct registry_reseller *out, struct err *err) ERR_CHECKED;
void registry_reseller_deinit(struct registry_reseller *reseller);

/* KIND and VALUE as in registry_sender, folded here once more. All or none.
 * ERR_EXISTS, ERR_NOT_FOUND name the sender. */
int registry_sender_add(struct registry *r,
	const struct registry_sender *senders, size_t n, struct err *err)
	ERR_CHECKED;
int registry_sender_remove(struct registry *r,
	const struct registry_sender *senders, size_t n, struct err *err)
	ERR_CHECKED;
void registry_sender_deinit(struct registry_sender *sender);

/* Makes URL the current link; earlier ones stay known. The same URL again
 * changes nothing. A revoked one becomes current again. SOURCE: "pasted" or
 * "fetched". ERR_EXISTS: it is another reseller's. */
int registry_link_set(struct registry *r, const char *reseller,
	const char *url, const char *source, struct err *err) ERR_CHECKED;
/* The serial that the next signed link of this account bears: it counts from
 * 1 and never comes back to a revoked one, even when the reseller was removed
 * in between. */
int registry_link_next(struct registry *r, const char *reseller,
	uint32_t *serial_r, struct err *err) ERR_CHECKED;
/* Makes a signed URL the current link. The same URL again changes nothing;
 * ERR_TEMP: SERIAL is no longer the next one, somebody was faster; ERR_DATA:
 * this very link was revoked, which is for ever. */
int registry_link_sign(struct registry *r, const char *reseller,
	const char *url, uint32_t serial, struct err *err) ERR_CHECKED;
/* Revokes the current link (URL NULL) or that one. ERR_NOT_FOUND: there is
 * none, or it is revoked already. */
int registry_link_revoke(struct registry *r, const char *reseller,
	const char *url, struct err *err) ERR_CHECKED;

/* The new key is active; the one that was stays for verifying. `state` is not
 * read. ERR_EXISTS: that id or that key is known. */
int registry_key_add(struct registry *r, const struct token_key *key,
	struct err *err) ERR_CHECKED;
/* Believed no more, for ever. ERR_NOT_FOUND: no such key, or revoked. */
int registry_key_revoke(struct registry *r, uint32_t id, struct err *err)
	ERR_CHECKED;

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

/* A number that changes whenever the data does, whichever process changed it,
 * and when another file has taken the registry's place (which is then opened).
 * It means something to this struct registry only. Cheap: a stat and a look
 * at shared memory. ERR_NO_INPUT: the file is gone. */
int registry_version(struct registry *r, uint64_t *version_r, struct err *err)
	ERR_CHECKED;

#endif
