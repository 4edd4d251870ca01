#ifndef LS_CORE_INBOUND_CLAIMS_H
#define LS_CORE_INBOUND_CLAIMS_H

/*
 * Which links a message that came in claims to carry. Once they are known, the
 * message can be looked at as its sender's side would have: as if these very
 * links had been issued, so that all that breaks them for some reader is told.
 */

#include "core/facts.h"
#include "core/inbound_link.h"

struct inbound_claim {
	struct reseller issued;	/* as whose link it is looked for */
	const struct inbound_link *link;	/* what an intact one is */
};

struct inbound_claims {
	struct inbound_claim *list;
	size_t n;
	const struct reseller **resellers;	/* of each, for facts */
};

/* A zeroed one is empty. */
void inbound_claims_deinit(struct inbound_claims *c);

/* Adds the link that L should be, unless there is none or it is there already.
 * Borrows L. */
void inbound_claims_add(struct inbound_claims *c,
	const struct inbound_link *l);

/* F with the claims as its resellers; borrows both. */
struct facts inbound_claims_facts(struct inbound_claims *c,
	const struct facts *f);

/* What was added for that one of the facts' resellers; NULL when WHOSE is. */
const struct inbound_link *inbound_claims_find(const struct inbound_claims *c,
	const struct reseller *whose);

#endif
