#ifndef LS_PORTAL_PROVIDER_ACCOUNT_H
#define LS_PORTAL_PROVIDER_ACCOUNT_H

/* A reseller's account at its provider, for the commands that ask there. */

#include "cli/command.h"
#include "cloud/cloud_account.h"

/* Has the reseller's provider a REST API? NULL: no. Borrowed. */
const struct provider *provider_account_api(const struct config *c,
	const struct registry_reseller *reseller);

/* Says on standard error what is waited for. As cloud_open; texts begin with
 * the reseller's name. */
int provider_account_open(struct cloud_account *a, const struct config *c,
	const struct registry_reseller *reseller, const struct provider *p,
	struct err *err) ERR_CHECKED;

#endif
