#ifndef LS_REGISTRY_LEDGER_KNOWN_H
#define LS_REGISTRY_LEDGER_KNOWN_H

/*
 * Which customer of the ledger is a provider's tenant: found by tenant and by
 * the domains it has. Private to lib/registry; part of a transaction of the
 * caller's.
 */

#include "registry/ledger_parts.h"

struct ledger_known {
	const char *reseller;
	const char *tenant;	/* in small letters */
	char **domains;		/* in their one spelling */
	size_t n;
	char *domain;		/* what it is kept by; NULL: not found. Owned */
	char *apart;		/* another customer by one of its domains, with
				   relationships of its own; or NULL. Owned */
	unsigned joined;	/* how many others became this one */
};

/* By its tenant; else by its domains, where an invitation of RESELLER's counts
 * more than none and a later one more. Fills in K->domain. ERR_DATA: one of
 * its domains is kept with another tenant, or is a partner's own (R21). */
int ledger_known_find(struct registry *r, struct ledger_known *k,
	struct err *err) ERR_CHECKED;

/* The customer K->domain goes by all domains from now on. Customers that were
 * kept by one of them, without tenant and relationships, become this one with
 * their invitations. */
int ledger_known_join(struct registry *r, struct ledger_known *k,
	struct err *err) ERR_CHECKED;

#endif
