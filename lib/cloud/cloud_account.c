#include "cloud/cloud_account.h"

int
cloud_account_open(struct cloud_account *a, const struct config *c,
	const char *reseller, const char *tenant,
	const struct provider_api *api, void (*tell)(const char *text),
	struct err *err)
{
	a->cloud = NULL;
	a->account = config_account(c, reseller);
	a->settings = (struct cloud_settings){
		.api = api, .account = &a->account,
		.tenant = a->account.tenant ? a->account.tenant : tenant,
		.patience = c->cloud.patience,
	};
	cloud_world_init(&a->world, &c->cloud, tell);
	if (cloud_open(&a->settings, &a->world.world, &a->cloud, err) == 0)
		return 0;
	cloud_world_deinit(&a->world);
	return -1;
}

void
cloud_account_close(struct cloud_account *a)
{
	cloud_close(&a->cloud);
	cloud_world_deinit(&a->world);
}
