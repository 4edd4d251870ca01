#ifndef LS_REGISTRY_LEDGER_CUSTOMER_H
#define LS_REGISTRY_LEDGER_CUSTOMER_H

/* Customers as a partner sees them, and what is known of them. Errors as in
 * ledger.h. */

#include "registry/ledger.h"

/* In their order in lists of states. */
enum ledger_state {
	LEDGER_INVITED,		/* and no answer yet */
	LEDGER_ACCEPTED,
	LEDGER_DAP_REMOVED,	/* the relationship holds */
	LEDGER_DECLINED,
	LEDGER_ENDED,
};

#define LEDGER_ANY (-1)

struct ledger_customer {
	const char *domain;
	const char *tenant;	/* or NULL, as what follows */
	const char *name;
	const char *region;
	/* With one reseller; not read by ledger_customer_set. */
	enum ledger_state state;
	const char *since;	/* of the state */
	const char *invited;	/* last time; NULL: never */
	unsigned times;		/* days on which it was invited */
	const char *reseller;	/* name */
};

/* "invited", "accepted", "dap-removed", "declined", "ended". */
const char *ledger_state_name(enum ledger_state state);
/* LEDGER_ANY when NAME is none of these. */
int ledger_state_of(const char *name);

/* Adds the customer, or lays what is not NULL over what is known.
 * ERR_DATA also: it is a partner's tenant and has a partner (R21). */
int ledger_customer_set(struct registry *r,
	const struct ledger_customer *customer, struct err *err) ERR_CHECKED;

enum ledger_order {
	LEDGER_BY_DOMAIN,
	LEDGER_BY_NAME,		/* those without one by their domain */
	LEDGER_OLDEST,		/* longest in their state */
	LEDGER_NEWEST,
	LEDGER_ORDERS,
};

/* "domain", "name", "oldest", "newest". */
const char *ledger_order_name(enum ledger_order order);
/* -1 when NAME is none of these. */
int ledger_order_of(const char *name);

/* Customers of RESELLER (NULL: of each, a row for each pair) in STATE (or
 * LEDGER_ANY) whose name or any of whose domains begins with WORDS, or whose
 * name holds it at the beginning of a word (NULL or "": all), and who are in
 * their state SINCE that day or later, and since BEFORE that day
 * ("2026-11-21"; NULL: any); MAX rows from FIRST. */
struct ledger_search {
	const char *reseller;
	const char *words;
	int state;
	const char *since;
	const char *before;
	enum ledger_order order;
	unsigned first;
	unsigned max;
};
int ledger_customers(struct registry *r, const struct ledger_search *search,
	int (*fn)(void *ctx, const struct ledger_customer *), void *ctx,
	struct err *err) ERR_CHECKED;

/* How many customers of RESELLER are in each state. */
int ledger_count(struct registry *r, const char *reseller,
	unsigned long counts_r[LEDGER_ENDED + 1], struct err *err)
	ERR_CHECKED;

#endif
