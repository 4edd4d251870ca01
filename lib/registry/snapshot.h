#ifndef LS_REGISTRY_SNAPSHOT_H
#define LS_REGISTRY_SNAPSHOT_H

/*
 * The registry as it was at one moment, in memory, immutable, shared by
 * reference count: what the filter reads. Looking up a sender is O(1). Keeps
 * its configuration alive, since resellers point into its profiles and
 * settings.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/facts.h"
#include "registry/registry.h"
#include "sys/config.h"

struct snapshot;

/* Reads everything in one transaction. A reseller whose profile is unknown or
 * whose link no longer fits it is unfit (facts.h), with a line in WARNINGS:
 * only snapshot_sender gives it out, so that its mail is not let pass. R may be
 * NULL: a snapshot that knows the profiles and nobody, for when there is no
 * registry yet. */
int snapshot_load(struct registry *r, struct config *c,
	struct snapshot **s_r, struct buf *warnings, struct err *err)
	ERR_CHECKED;
/* Reads the locked blocks too, when a reseller's profile is strict: for who
 * judges mail, before anybody else sees S. The error names the cure. */
int snapshot_load_locked(struct snapshot *s, struct err *err) ERR_CHECKED;
struct snapshot *snapshot_ref(struct snapshot *s);
void snapshot_unref(struct snapshot **s);

/* Who may this be? LOGIN (may be NULL) decides alone when it is given; the
 * envelope sender FROM counts only when TRUSTED. Fills in *f, which borrows
 * from s; n_resellers is 0 for nobody. */
void snapshot_sender(const struct snapshot *s, const char *login,
	const char *from, bool trusted, struct facts *f);

/* Facts about one reseller by name, whoever sends: mailer, inspect.
 * False when there is none. */
bool snapshot_reseller(const struct snapshot *s, const char *name,
	struct facts *f);
/* Facts of who is no reseller: profiles, keys and settings. */
void snapshot_nobody(const struct snapshot *s, struct facts *f);
/* The reseller who owns an account; NULL when nobody does. */
const struct reseller *snapshot_account(const struct snapshot *s,
	const struct provider *p, const char *account);
/* The same by what a token says of the account. */
const struct reseller *snapshot_token(const struct snapshot *s,
	const struct provider *p, const unsigned char account[8]);
/* The reseller whom this very link was issued for, current or earlier. */
const struct reseller *snapshot_link(const struct snapshot *s,
	const char *url);
/* When and why this very link was revoked, "2026-11-21 (the contract ended)";
 * NULL: it was not. */
const char *snapshot_revoked(const struct snapshot *s, const char *url);

/* How many resellers are in it and fit. */
size_t snapshot_count(const struct snapshot *s);

#endif
