#include "provider_account.h"

#include <stdio.h>

#include "commands.h"
#include "sys/provider_file.h"

const struct provider *
provider_account_api(const struct config *c,
	const struct registry_reseller *reseller)
{
	const struct provider *p = providers_find(&c->providers,
		reseller->provider);

	return p && p->api.base ? p : NULL;
}

static void
tell(const char *text)
{
	fprintf(stderr, PROGRAM ": %s\n", text);
}

int
provider_account_open(struct cloud_account *a, const struct config *c,
	const struct registry_reseller *reseller, const struct provider *p,
	struct err *err)
{
	const char *tenant = reseller->tenant ? reseller->tenant :
		reseller->account;

	return cloud_account_open(a, c, reseller->name, tenant, &p->api, tell,
		err) == 0 ? 0 : err_prefix(err, "%s", reseller->name);
}
