#ifndef LS_PORTAL_CUSTOMER_MENTION_H
#define LS_PORTAL_CUSTOMER_MENTION_H

/* What the partner's pages say of a customer wherever they name it: where it
 * stands, and the path of its own page. Knows none of those pages. */

#include "registry/ledger_customer.h"
#include "visit.h"

/* What a state is called. */
enum word customer_mention_word(enum ledger_state state);

/* Shows that, with the state's name as class for its colour. */
void customer_mention_state(struct visit *v, enum ledger_state state);

/* Appends /customer?reseller=…&domain=…. Names and domains need no escape. */
void customer_mention_path(const char *reseller, const char *domain,
	struct buf *out);

#endif
