#ifndef LS_REGISTRY_PROVIDER_NEWS_H
#define LS_REGISTRY_PROVIDER_NEWS_H

/*
 * What a provider has told of customers by signed events: only that something
 * happened. What it was is asked for. It knows no signature and no HTTP.
 */

#include <stdbool.h>

#include "core/err.h"
#include "registry/registry.h"

#define PROVIDER_NEWS_DIGEST 32

struct provider_news {
	const char *reseller;	/* name */
	const char *tenant;	/* the customer's, a GUID in small letters;
				   "": it was not said whose */
	const char *event;	/* "dap-admin-relationship-terminated" */
	int64_t at;		/* seconds since 1970 */
	int64_t n;		/* for provider_news_done */
};

/* Notes it; DIGEST is that of the whole event, kept until BEFORE passes it.
 * *KNOWN_R: the same event had come before, and nothing was noted.
 * ERR_NOT_FOUND: no such reseller. */
int provider_news_add(struct registry *r, const struct provider_news *news,
	const unsigned char digest[PROVIDER_NEWS_DIGEST], int64_t before,
	bool *known_r, struct err *err) ERR_CHECKED;

/* What nobody has looked at, of RESELLER, the oldest first. Rows as in
 * registry.h. */
int provider_news_each(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct provider_news *), void *ctx,
	struct err *err) ERR_CHECKED;

/* It was looked at; stays when more has come since it was read. */
int provider_news_done(struct registry *r, const struct provider_news *news,
	struct err *err) ERR_CHECKED;

#endif
