#include "provider_change.h"

#include <stdio.h>
#include <stdlib.h>

#include "provider_account.h"
#include "registry/ledger_sighting.h"

static int
find_tenant(struct provider_change *p, struct call *call, struct err *err)
{
	char *tenant;

	if (ledger_tenant(call->registry, p->domain, &tenant, err) != 0)
		return -1;
	p->tenant = tenant;
	if (tenant == NULL)
		return err_set(err, ERR_DATA, "%s can't be asked about %s, "
			"whose tenant is not known here; run `linkseal-portal "
			"sync %s`, or say --here-only if it has been done "
			"there", p->provider->title, p->domain,
			p->reseller.name);
	return 0;
}

int
provider_change_init(struct provider_change *p, struct call *call,
	const char *domain, const char *reseller, bool here_only,
	struct err *err)
{
	*p = (struct provider_change){ .domain = domain };
	if (registry_reseller_get(call->registry, reseller, &p->reseller,
	    err) != 0)
		return -1;
	if (!here_only)
		p->provider = provider_account_api(call->config,
			&p->reseller);
	if (p->provider == NULL || find_tenant(p, call, err) == 0)
		return 0;
	provider_change_deinit(p);
	return -1;
}

void
provider_change_deinit(struct provider_change *p)
{
	registry_reseller_deinit(&p->reseller);
	free(p->tenant);
	p->tenant = NULL;
}

/* A refusal is one; an answer that did not come may have been a yes. */
static int
not_made(const struct provider_change *p, struct err *err)
{
	bool refused = err->kind == ERR_NO_PERM || err->kind == ERR_EXISTS ||
		err->kind == ERR_NOT_FOUND || err->kind == ERR_CONFIG;

	if (refused)
		return err_prefix(err, "%s: nothing was changed",
			p->reseller.name);
	return err_prefix(err, "%s: nothing was written down here, and whether "
		"it was done there tells `linkseal-portal sync %s`",
		p->reseller.name, p->reseller.name);
}

int
provider_change_make(const struct provider_change *p, struct call *call,
	int (*make)(struct cloud *c, const char *id, struct err *err),
	struct err *err)
{
	struct cloud_account account;
	int rc;

	if (p->provider == NULL)
		return 0;
	if (provider_account_open(&account, call->config, &p->reseller,
	    p->provider, err) != 0)
		return -1;
	rc = make(account.cloud, p->tenant, err);
	cloud_account_close(&account);
	return rc == 0 ? 0 : not_made(p, err);
}

int
provider_change_told(const struct provider_change *p, const char *words,
	int rc, struct err *err)
{
	if (p->provider == NULL)
		return rc;
	/* The ledger was behind, and is not now. */
	if (rc != 0 && err->kind != ERR_NOT_FOUND)
		return err_prefix(err, "%s %s, and that could not be written "
			"down here; run `linkseal-portal sync %s`",
			p->provider->title, words, p->reseller.name);
	printf("%s: %s %s\n", p->domain, p->provider->title, words);
	return 0;
}
