#ifndef LS_REGISTRY_LEDGER_SERVICE_H
#define LS_REGISTRY_LEDGER_SERVICE_H

/* What is sold: services, who offers them, and subscriptions. Errors as in
 * ledger.h. */

#include "registry/ledger.h"

struct ledger_service {
	const char *name;	/* "microsoft-365" */
	const char *title;	/* as customers know it */
	bool transacting;	/* of an offer: sells it, not only supports */
};

/* Adds a service, or gives it another title. */
int ledger_service_set(struct registry *r, const char *name,
	const char *title, struct err *err) ERR_CHECKED;
/* All, sorted by name. */
int ledger_services(struct registry *r,
	int (*fn)(void *ctx, const struct ledger_service *), void *ctx,
	struct err *err) ERR_CHECKED;

/* What the reseller's link asks for from now on; relationships that hold stay
 * as they are. */
int ledger_offer_set(struct registry *r, const char *reseller,
	const char *service, bool transacting, struct err *err) ERR_CHECKED;
/* ERR_NOT_FOUND: it was not offered. */
int ledger_offer_remove(struct registry *r, const char *reseller,
	const char *service, struct err *err) ERR_CHECKED;
/* What it offers; the service `cloud`, transacting, when nothing was set. */
int ledger_offers(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct ledger_service *), void *ctx,
	struct err *err) ERR_CHECKED;

struct ledger_subscription {
	const char *domain;
	const char *service;
	const char *name;	/* tells one from another of that service */
	const char *billed_by;	/* reseller; NULL: bought elsewhere */
	const char *of_record;	/* partner of record; or NULL */
	long long seats;
	const char *addons;	/* "" */
	const char *state;	/* active, suspended, ended */
};

/* Adds it, or changes seats, add-ons and state of the one of that name;
 * CHANGER is the reseller who does (NULL: nobody here) and must be who bills
 * it. ERR_NO_PERM: it is not; ERR_DATA: no relationship to sell it in. */
int ledger_subscription_set(struct registry *r,
	const struct ledger_subscription *s, const char *changer,
	struct err *err) ERR_CHECKED;
/* Of one customer, sorted by service and name. */
int ledger_subscriptions(struct registry *r, const char *domain,
	int (*fn)(void *ctx, const struct ledger_subscription *), void *ctx,
	struct err *err) ERR_CHECKED;

#endif
