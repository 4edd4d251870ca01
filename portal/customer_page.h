#ifndef LS_PORTAL_CUSTOMER_PAGE_H
#define LS_PORTAL_CUSTOMER_PAGE_H

/* One customer as its partner sees it. Part of the partner's pages. */

#include "registry/ledger_customer.h"
#include "visit.h"

/* /customer?reseller=…&domain=…, for one who is a sender of S. */
int customer_page(struct visit *v, const struct registry_reseller *s,
	struct err *err) ERR_CHECKED;

#endif
