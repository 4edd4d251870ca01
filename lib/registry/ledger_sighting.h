#ifndef LS_REGISTRY_LEDGER_SIGHTING_H
#define LS_REGISTRY_LEDGER_SIGHTING_H

/*
 * What a provider says of a customer of a reseller's, laid over what the ledger
 * holds. The ledger's rules stand: what they forbid is told, and nothing is
 * changed then. Errors as in ledger.h.
 */

#include "registry/ledger.h"

struct ledger_sighting {
	const char *reseller;
	const char *tenant;		/* never NULL */
	char *const *domains;		/* in any spelling; what is no domain
					   of a customer is passed over */
	size_t n_domains;
	const char *name;		/* or NULL */
	const char *kind;		/* of relationship; NULL: there is
					   none */
	bool transacting;		/* where the offer says so, too */
	bool dap, dap_told;		/* not told: stays as it is */
};

/* What is different afterwards. */
enum ledger_difference {
	LEDGER_ADDED = 1,	/* the customer was not known */
	LEDGER_IDENTIFIED = 2,	/* its tenant was not */
	LEDGER_RENAMED = 4,
	LEDGER_JOINED = 8,	/* with what was kept by another domain */
	LEDGER_BEGUN = 16,	/* a relationship */
	LEDGER_DAP_GIVEN = 32,
	LEDGER_DAP_TAKEN = 64,
	LEDGER_OVER = 128,	/* a relationship has ended */
};

struct ledger_outcome {
	unsigned differences;
	char *domain;		/* that the customer is kept by; NULL: none */
	char *apart;		/* a domain of its that another customer is
				   kept by, with relationships; or NULL */
};

/* All or nothing; with ONLY_LOOK nothing, and what would be different. The
 * customer is found by tenant, else by domain; one without a relationship is
 * not added. The relationship is for all services that are offered, and an
 * invitation is answered by a new one and by DAP. ERR_EXISTS: R10, R15;
 * ERR_DATA: R18, R21, a domain that is kept with another tenant, no domain at
 * all. OUT is made in any case. */
int ledger_see(struct registry *r, const struct ledger_sighting *seen,
	bool only_look, const struct ledger_actor *actor,
	struct ledger_outcome *out_r, struct err *err) ERR_CHECKED;
void ledger_outcome_deinit(struct ledger_outcome *out);

/* Customers of RESELLER with a relationship that holds: domain, tenant (or
 * NULL), name; as ledger_customers() else. */
struct ledger_customer;
int ledger_held(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct ledger_customer *), void *ctx,
	struct err *err) ERR_CHECKED;

/* The tenant of a customer, NULL when it is not known; the caller frees.
 * ERR_NOT_FOUND: there is no such customer. */
int ledger_tenant(struct registry *r, const char *domain, char **tenant_r,
	struct err *err) ERR_CHECKED;

#endif
