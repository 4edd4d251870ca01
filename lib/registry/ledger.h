#ifndef LS_REGISTRY_LEDGER_H
#define LS_REGISTRY_LEDGER_H

/*
 * Who resells what to whom: customers, and their relationships with resellers,
 * one for each service, each with or without delegated administrative
 * privileges (DAP). The tables hold the rules (schema_ledger.c); here they
 * are asked first, so that who breaks one is told which, and why.
 *
 * Domains come in any spelling and are kept in one (sender.h). Errors of all:
 * ERR_DATA a value that can't be, or a rule that forbids it; ERR_NOT_FOUND
 * what is named is not there; and those of the store.
 */

#include <stdbool.h>

#include "core/err.h"
#include "registry/registry.h"

/* The domain that a customer is kept by, from any of its own, in its one
 * spelling; DOMAIN itself when it is nobody's. The caller frees. NULL: ERR_DATA
 * as above. */
char *ledger_customer_domain(struct registry *r, const char *domain,
	struct err *err);

/* Who does it, for the history. */
struct ledger_actor {
	const char *role;	/* customer, partner, operator, provider */
	const char *who;	/* an address or a login */
};

/* One relationship of a customer with a reseller for a service. */
struct ledger_relationship {
	const char *domain;	/* the customer's */
	const char *reseller;	/* name */
	const char *display;
	const char *service;
	const char *title;	/* the service's */
	const char *kind;	/* "reseller", "administrator", "advisor", … */
	bool transacting;
	bool dap;
	const char *dap_changed;
	const char *since;
	const char *until;	/* NULL: it holds */
};

/* The customer takes the offer of RESELLER: a relationship for each service
 * offered, with DAP; where there is one, DAP is restored. Nothing else
 * changes. Accepting what is accepted changes nothing and is no error.
 * ERR_EXISTS: another transacting partner has DAP for a service (it is named);
 * nothing was changed then. */
int ledger_accept(struct registry *r, const char *reseller,
	const char *domain, const struct ledger_actor *actor, struct err *err)
	ERR_CHECKED;

/* The customer does not want it; what there is stays. */
int ledger_decline(struct registry *r, const char *reseller,
	const char *domain, const struct ledger_actor *actor, struct err *err)
	ERR_CHECKED;

/* Takes DAP from RESELLER (NULL: from all) for SERVICE (NULL: for all); the
 * relationships stay. ERR_NOT_FOUND: nobody had it. */
int ledger_remove_dap(struct registry *r, const char *domain,
	const char *reseller, const char *service,
	const struct ledger_actor *actor, struct err *err) ERR_CHECKED;

/* Ends the relationships with RESELLER, all its services, and takes DAP with
 * them. ERR_EXISTS: a subscription is active (it is named); ERR_NO_PERM: a
 * customer can't end a reseller's relationship. */
int ledger_end(struct registry *r, const char *domain, const char *reseller,
	const struct ledger_actor *actor, struct err *err) ERR_CHECKED;

/* Whether ledger_end would: its errors, and nothing changes. */
int ledger_may_end(struct registry *r, const char *domain,
	const char *reseller, const struct ledger_actor *actor,
	struct err *err) ERR_CHECKED;

/* Relationships of that customer and that reseller, either NULL for all, those
 * that hold; sorted by display name, service. Rows as in registry.h. */
int ledger_relationships(struct registry *r, const char *domain,
	const char *reseller,
	int (*fn)(void *ctx, const struct ledger_relationship *), void *ctx,
	struct err *err) ERR_CHECKED;

/* A line of the history. */
struct ledger_event {
	const char *at;
	const char *domain;
	const char *reseller;	/* name; it may be gone by now */
	const char *display;	/* as it is called now; else its name */
	const char *service;	/* title; NULL: of none in particular */
	const char *action;	/* invited, accepted, declined, dap-removed,
				   dap-restored, ended */
	const char *who;	/* "": forgotten */
	const char *role;
};

/* What happened to that customer, with RESELLER (NULL: any), newest first, MAX
 * lines at most. */
int ledger_events(struct registry *r, const char *domain,
	const char *reseller, unsigned max,
	int (*fn)(void *ctx, const struct ledger_event *), void *ctx,
	struct err *err) ERR_CHECKED;

/* All that WHO did, an address or a login, with any customer, newest first. */
int ledger_deeds(struct registry *r, const char *who,
	int (*fn)(void *ctx, const struct ledger_event *), void *ctx,
	struct err *err) ERR_CHECKED;

#endif
