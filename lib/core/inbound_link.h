#ifndef LS_CORE_INBOUND_LINK_H
#define LS_CORE_INBOUND_LINK_H

/*
 * What a link is to who receives it: proven, damaged on its way, an approved
 * partner's, or nobody's that is known. The receiver's registry lists the
 * partners who are approved, perhaps with their links; keys that are trusted
 * prove signed ones. Who sent the mail counts for nothing.
 */

#include <stdbool.h>

#include "core/facts.h"
#include "core/key_record.h"
#include "core/link.h"

/* The better first. */
enum inbound_verdict {
	INBOUND_NONE,		/* no invitation */
	INBOUND_GENUINE,	/* proven: by signature, or byte for byte */
	INBOUND_APPROVED,	/* an approved partner's, whole; no proof */
	INBOUND_DAMAGED,
	INBOUND_UNKNOWN,	/* of nobody who is approved */
	INBOUND_IMITATION,
};

/* Whom the receiver has approved. All answer NULL for nobody, and what they
 * give lives as long as CTX. */
struct inbound_partners {
	const struct reseller *(*by_name)(const void *ctx, const char *name);
	/* For whom this very link was issued, now or earlier. */
	const struct reseller *(*by_link)(const void *ctx, const char *url);
	/* By what a token says of the account. */
	const struct reseller *(*by_token)(const void *ctx,
		const struct provider *p, const unsigned char account[8]);
	/* When and why this very link was, "2026-11-21 (…)"; NULL: it was
	 * not. */
	const char *(*revoked)(const void *ctx, const char *url);
	const void *ctx;
	/* Public keys of others, beside those of the facts; or NULL. One that
	 * names a host proves that host's links alone. */
	const struct key_records *keys;
};

struct inbound_link {
	enum inbound_verdict verdict;
	const struct reseller *partner;	/* approved; or NULL */
	const struct provider *provider;	/* or NULL */
	/* The link that it is meant to be, byte for byte: itself when it is
	 * genuine or approved, the partner's when it is not that one; NULL
	 * when nobody knows. Borrowed from SEEN or the registry. */
	const char *issued;
	char why[240];		/* words for people */
};

/* SEEN: the address as a reader sees it, which was read as LINK, foreign or an
 * imitation, by facts F of nobody: no resellers, and an owner that names those
 * of PARTNERS. */
void inbound_link_read(const char *seen, const struct link_reading *link,
	const struct facts *f, const struct inbound_partners *partners,
	struct inbound_link *r);

/* "genuine", "damaged" …; "none". */
const char *inbound_verdict_text(enum inbound_verdict v);

#endif
