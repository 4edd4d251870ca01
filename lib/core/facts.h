#ifndef LS_CORE_FACTS_H
#define LS_CORE_FACTS_H

/*
 * What the registry and the configuration know that matters for one message.
 * Plain data, borrowed: whoever fills it in (the registry's snapshot, a test)
 * keeps it alive until the judgement is freed.
 */

#include <stdint.h>

#include "core/locked.h"
#include "core/policy.h"
#include "core/provider.h"
#include "core/token.h"

struct reseller {
	const char *name;		/* "contoso" */
	const char *display;		/* "Contoso Ltd" */
	const struct provider *provider;
	const char *account;		/* in its one spelling */
	const char *indirect;		/* indirect provider's id; or NULL */
	/* Its own account, when it has no links and sends its indirect
	 * provider's: display, account and links are then that one's. Or
	 * NULL. */
	const char *borrower;
	const char *locale;		/* "en"; never NULL */
	const char *link;		/* current, canonical; NULL: none yet */
	/* When that link is dead, in seconds since 1970, and as
	 * "2026-08-21T10:00:00Z"; 0 and NULL: it lives until it is revoked. */
	int64_t lapses;
	const char *lapse_time;
	const char *const *earlier;	/* earlier links of the account */
	size_t n_earlier;
	/* For each of these when and why it was revoked, "2026-11-21 (the
	 * contract ended)", or NULL; NULL instead of all: none was. */
	const char *const *revoked;
	const struct settings *settings;	/* of §3, for this reseller */
	const char *unfit;		/* why it can't be guarded; NULL: it
					   can. All but its name and settings
					   may then be missing */
};

struct facts {
	/* The resellers this sender may send for; none: mail of nobody. */
	const struct reseller *const *resellers;
	size_t n_resellers;
	/* Every profile that is known, to recognise others' links too. */
	const struct provider *const *providers;
	size_t n_providers;
	const struct token_keys *keys;	/* public keys; may be NULL */
	const struct settings *settings;	/* global */
	int64_t now;		/* in seconds since 1970; 0: not told, and
				   then no link has lapsed */
	/* For resellers with a strict profile; NULL: none was read. */
	const struct locked_texts *locked;
	/* Name of the reseller who owns that account, or NULL; may be NULL. */
	const char *(*owner)(void *ctx, const struct provider *p,
		const char *account);
	void *owner_ctx;
};

#endif
