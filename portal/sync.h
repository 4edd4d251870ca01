#ifndef LS_PORTAL_SYNC_H
#define LS_PORTAL_SYNC_H

/*
 * What a provider says of a reseller's customers, brought into the ledger: all
 * of them, or those that it sent news of. Each customer is asked for by id and
 * settled in one transaction, so a sync that is stopped anywhere is run again.
 * What the ledger's rules forbid is told and left.
 */

#include "cloud/cloud_customer.h"
#include "registry/ledger_sighting.h"

/* What is told of one customer; strings live until the call returns. */
struct sync_row {
	const char *reseller;
	const char *tenant;
	const char *domain;	/* that it is kept by; NULL: not known here */
	unsigned differences;	/* enum ledger_difference */
	const char *conflict;	/* the rule that forbids it; or NULL */
	const char *problem;	/* why it could not be looked at; or NULL */
	const char *remark;	/* or NULL */
};

struct sync {
	struct registry *registry;
	struct cloud *cloud;
	const char *reseller;	/* name */
	const char *provider;	/* for the history */
	bool only_look;
	/* Called for each customer of which there is something to tell. */
	void (*tell)(void *ctx, const struct sync_row *row);
	void *ctx;
	/* So far: */
	size_t customers, done, changed, conflicts, problems;
	size_t others;		/* with a relationship that is no reseller's */
};

/* All customers, and those of the ledger that have gone from the list. Errors:
 * as cloud_customers, and those of the store; what was settled before stays
 * so. */
int sync_all(struct sync *s, struct err *err) ERR_CHECKED;

/* Those that the provider has told of since they were looked at. */
int sync_news(struct sync *s, struct err *err) ERR_CHECKED;

#endif
