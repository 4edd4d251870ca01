#ifndef LS_MAILER_ACCOUNT_H
#define LS_MAILER_ACCOUNT_H

/*
 * The reseller in whose name we write: what configuration and registry know
 * of it, read once.
 */

#include "core/facts.h"
#include "core/vars.h"
#include "registry/snapshot.h"
#include "sys/config.h"

struct account {
	struct config *config;
	struct snapshot *snapshot;
	struct registry_reseller row;	/* contact, phone, address */
	struct facts facts;		/* of this reseller alone */
	const struct reseller *reseller;	/* borrowed from snapshot */
};

/* CONFIG and REGISTRY as in config_load. ERR_NOT_FOUND: no such reseller, or
 * no link issued yet; ERR_DATA: its link has lapsed; the text has the command
 * that helps. The caller calls account_deinit on success. */
int account_open(const char *config, const char *registry, const char *name,
	struct account *a, struct err *err) ERR_CHECKED;
void account_deinit(struct account *a);

/* What the registry knows: partner, link, contact, phone, address. */
int account_vars(const struct account *a, struct vars *v, struct err *err)
	ERR_CHECKED;

#endif
