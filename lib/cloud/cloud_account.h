#ifndef LS_CLOUD_CLOUD_ACCOUNT_H
#define LS_CLOUD_CLOUD_ACCOUNT_H

/* A reseller's account at its provider, opened as linkseal.conf says: what a
 * command needs before it can ask. */

#include "cloud/cloud_world.h"

/* Keep it where it is until cloud_account_close. */
struct cloud_account {
	struct config_account account;
	struct cloud_settings settings;
	struct cloud_world_real world;
	struct cloud *cloud;	/* for cloud_call and its neighbours */
};

/* TENANT: the reseller's own, used when linkseal.conf names none. TELL gets
 * what is waited for. All is borrowed. As cloud_open. */
int cloud_account_open(struct cloud_account *a, const struct config *c,
	const char *reseller, const char *tenant,
	const struct provider_api *api, void (*tell)(const char *text),
	struct err *err) ERR_CHECKED;
void cloud_account_close(struct cloud_account *a);

#endif
