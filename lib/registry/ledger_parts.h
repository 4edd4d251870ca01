#ifndef LS_REGISTRY_LEDGER_PARTS_H
#define LS_REGISTRY_LEDGER_PARTS_H

/* What the ledger's files share. Private to lib/registry; all of it is part of
 * a transaction of the caller's. */

#include "registry/ledger_customer.h"
#include "registry/store.h"

/* The domain in its one spelling, or NULL with ERR_DATA; the caller frees. */
char *ledger_domain(const char *domain, struct err *err);

/* The customer's row is there afterwards. DOMAIN: in its one spelling. */
int ledger_make_customer(struct registry *r, const char *domain,
	struct err *err) ERR_CHECKED;

/* As ledger_customer_set, of a domain in its one spelling. */
int ledger_identify(struct registry *r, const struct ledger_customer *c,
	struct err *err) ERR_CHECKED;

/* The number that stands for that person. */
int ledger_person(struct registry *r, const struct ledger_actor *actor,
	int64_t *id_r, struct err *err) ERR_CHECKED;

/* A line of the history, of the time AT (store_time()); changes of
 * relationships write their own. */
int ledger_note(struct registry *r, const char *reseller, const char *domain,
	const char *action, const char *at, const struct ledger_actor *actor,
	struct err *err) ERR_CHECKED;

/* What is done with a pair. */
struct ledger_change {
	const char *reseller;	/* NULL: all, where that may be */
	const char *domain;	/* in its one spelling */
	const char *service;
	const struct ledger_actor *actor;
};

/* R10, R18 and R21, R15: asked before they are broken, so that who would is
 * told in words. ERR_EXISTS, ERR_DATA, ERR_NOT_FOUND, ERR_NO_PERM. */
int ledger_check_seller(struct registry *r, const struct ledger_change *c,
	struct err *err) ERR_CHECKED;
int ledger_check_parties(struct registry *r, const struct ledger_change *c,
	struct err *err) ERR_CHECKED;
int ledger_check_end(struct registry *r, const struct ledger_change *c,
	struct err *err) ERR_CHECKED;

/* WORD, "accepted" or "declined", answers the pair's invitation, if any. */
int ledger_answer(struct registry *r, const struct ledger_change *c,
	const char *word, struct err *err) ERR_CHECKED;
/* The relationships of the pair end now; the caller has checked. */
int ledger_finish(struct registry *r, const struct ledger_change *c,
	struct err *err) ERR_CHECKED;

/* ERR_DATA when no such service is known. */
int ledger_want_service(struct registry *r, const char *service,
	struct err *err) ERR_CHECKED;

/* For store_query: the number of the row's first column. */
int ledger_take_number(void *ctx, const struct store_value *columns);
/* A copy of its text; ctx is a char ** that holds NULL or is freed. */
int ledger_take_text(void *ctx, const struct store_value *columns);

/* The ids behind ?1 (reseller's name) and ?2 (customer's domain). */
#define LEDGER_RESELLER "(SELECT id FROM resellers WHERE name = ?1)"
#define LEDGER_CUSTOMER "(SELECT id FROM customers WHERE domain = ?2)"
/* Rows (service, transacting) that reseller ?1 offers. */
#define LEDGER_OFFERS \
	" (SELECT o.service, o.transacting FROM offers o" \
	" JOIN resellers n ON n.id = o.reseller WHERE n.name = ?1" \
	" UNION ALL SELECT 'cloud', 1" \
	" WHERE NOT EXISTS (SELECT 1 FROM offers o" \
	" JOIN resellers n ON n.id = o.reseller WHERE n.name = ?1)) "

#endif
