#ifndef LS_PORTAL_PROVIDER_CHANGE_H
#define LS_PORTAL_PROVIDER_CHANGE_H

/*
 * A change of one customer's relationship with one reseller, made at the
 * reseller's provider before it is written down: where the provider says no,
 * nothing is. Resellers of one's own programme have no provider to ask.
 */

#include "cli/command.h"
#include "cloud/cloud_customer.h"

struct provider_change {
	const char *domain;		/* the customer's, borrowed */
	struct registry_reseller reseller;
	const struct provider *provider;	/* NULL: nobody to ask */
	char *tenant;			/* the customer's; NULL: not needed */
};

/* Finds out whom to ask; HERE_ONLY: nobody. ERR_NOT_FOUND: no such reseller or
 * customer; ERR_DATA: the provider is to be asked, and the customer's tenant
 * is not known. P is to be given to provider_change_deinit when it is 0. */
int provider_change_init(struct provider_change *p, struct call *call,
	const char *domain, const char *reseller, bool here_only,
	struct err *err) ERR_CHECKED;
void provider_change_deinit(struct provider_change *p);

/* Asks the provider, if there is one, by MAKE: cloud_customer_remove_dap or
 * cloud_customer_remove, whose errors it has. */
int provider_change_make(const struct provider_change *p, struct call *call,
	int (*make)(struct cloud *c, const char *id, struct err *err),
	struct err *err) ERR_CHECKED;

/* After writing it down: RC is what came of that, and the result. Says what was
 * done, WORDS: "took the privileges away"; an error, that it was and is not
 * written down. */
int provider_change_told(const struct provider_change *p, const char *words,
	int rc, struct err *err) ERR_CHECKED;

#endif
