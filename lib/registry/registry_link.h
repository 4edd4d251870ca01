#ifndef LS_REGISTRY_REGISTRY_LINK_H
#define LS_REGISTRY_REGISTRY_LINK_H

/* Links that were issued. Included by registry/registry.h. */

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

struct registry;

struct registry_link {
	char *reseller;
	char *url;
	char *source;		/* "pasted", "fetched", "signed" */
	char *issued;
	char *expires;		/* as its provider said; or NULL */
	char *revoked;		/* when; NULL: not */
	char *reason;		/* for which; or NULL */
	bool current;
	uint32_t serial;
};

/* Can URL be a link at all? ERR_DATA, ERR_LIMIT: why not. Whether it fits a
 * profile is core/link's to say. */
int registry_link_check(const char *url, struct err *err) ERR_CHECKED;
/* Makes URL the current link; earlier ones stay known. The same URL again
 * changes nothing but EXPIRES, where that is not NULL. A revoked one becomes
 * current again. SOURCE: "pasted" or "fetched". ERR_EXISTS: it is another
 * reseller's. */
int registry_link_set(struct registry *r, const char *reseller,
	const char *url, const char *source, const char *expires,
	struct err *err) ERR_CHECKED;
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
/* Revokes the current link (URL NULL) or that one. REASON, which the filter
 * and inspect tell: one line of at most LIMIT_REASON bytes, or NULL.
 * ERR_NOT_FOUND: there is none, or it is revoked already; ERR_DATA: a reason
 * that can't be. */
int registry_link_revoke(struct registry *r, const char *reseller,
	const char *url, const char *reason, struct err *err) ERR_CHECKED;

/* Revokes all links that KEY signed, whosever they are; each is told to FN,
 * which may be NULL. Within a batch (registry_batch). */
int registry_link_revoke_signed(struct registry *r, uint32_t key,
	void (*fn)(void *ctx, const char *reseller, const char *url),
	void *ctx, struct err *err) ERR_CHECKED;

/* Whose link this very URL is, current, earlier or revoked, handed to FN as
 * below; nobody's is no error, and FN is not called. */
int registry_link_find(struct registry *r, const char *url,
	int (*fn)(void *ctx, const struct registry_link *), void *ctx,
	struct err *err) ERR_CHECKED;

/* Each row is handed to FN and lives until it returns; a non-zero return
 * stops and is returned. RESELLER NULL: of all. Sorted by reseller, then by
 * serial. */
int registry_links(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct registry_link *), void *ctx,
	struct err *err) ERR_CHECKED;

#endif
