/* Changes of relationships. Everything is asked inside the transaction that
 * writes, so the answer still holds when it is written. */

#include <stdlib.h>
#include <string.h>

#include "registry/ledger_parts.h"

/* Runs FN with the domain in its one spelling. */
static int
change(struct registry *r, struct ledger_change *c,
	int (*fn)(struct registry *r, const void *ctx, struct err *err),
	struct err *err)
{
	char *domain = ledger_customer_domain(r, c->domain, err);
	int rc;

	if (domain == NULL)
		return -1;
	c->domain = domain;
	rc = store_change(r, fn, c, err);
	free(domain);
	return rc;
}

/* Runs SQL about a pair; what it finds is text: NULL is nothing. */
static int
ask(struct registry *r, const struct ledger_change *c, const char *sql,
	char **found_r, struct err *err)
{
	*found_r = NULL;
	return store_query(r, sql, (struct store_value[]){
		store_text(c->reseller), store_text(c->domain) }, 2,
		ledger_take_text, found_r, err);
}

/* R10, in words. */
int
ledger_check_seller(struct registry *r, const struct ledger_change *c,
	struct err *err)
{
	char *holder;

	if (ask(r, c, "SELECT h.display || ' has delegated administrative"
	    " privileges for ' || s.title FROM relationships o"
	    " JOIN" LEDGER_OFFERS "w ON w.service = o.service"
	    " JOIN resellers h ON h.id = o.reseller"
	    " JOIN services s ON s.name = o.service"
	    /* What there is keeps its type, whatever is offered now. */
	    " LEFT JOIN relationships was ON was.reseller = " LEDGER_RESELLER
	    " AND was.customer = o.customer AND was.service = o.service"
	    " AND was.until IS NULL"
	    " WHERE o.customer = " LEDGER_CUSTOMER " AND o.until IS NULL"
	    " AND o.dap = 1 AND o.transacting = 1"
	    " AND coalesce(was.transacting, w.transacting) = 1"
	    " AND o.reseller <> " LEDGER_RESELLER, &holder, err) != 0)
		return -1;
	if (holder == NULL)
		return 0;
	err_set(err, ERR_EXISTS, "%s, and only one partner who sells a "
		"service may; take them away from that partner first", holder);
	free(holder);
	return -1;
}

/* R18 and R21, in words. */
int
ledger_check_parties(struct registry *r, const struct ledger_change *c,
	struct err *err)
{
	struct store_value args[] = { store_text(c->reseller),
		store_text(c->domain) };
	int rc = store_exists(r, "SELECT 1 FROM customers c, resellers n"
		" WHERE c.domain = ?2 AND (lower(c.tenant) IN"
		" (lower(n.account), lower(n.tenant)) OR c.domain = n.domain)",
		args, 2, err);

	if (rc > 0)
		return err_set(err, ERR_DATA, "%s is itself a partner, and a "
			"partner can't be the customer of another", c->domain);
	if (rc == 0)
		rc = store_exists(r, "SELECT 1 FROM customers c, resellers n"
			" LEFT JOIN markets mc ON mc.country = upper(c.region)"
			" LEFT JOIN markets mn ON mn.country = upper(n.region)"
			" WHERE n.name = ?1 AND c.domain = ?2"
			" AND coalesce(mc.market, upper(c.region)) <>"
			" coalesce(mn.market, upper(n.region))", args, 2, err);
	if (rc > 0)
		return err_set(err, ERR_DATA, "%s and %s are in different "
			"regions", c->domain, c->reseller);
	return rc;
}

int
ledger_answer(struct registry *r, const struct ledger_change *c,
	const char *word, struct err *err)
{
	char now[STORE_TIME];

	store_now(now);
	return store_query(r, "UPDATE invitations SET answer = ?3,"
		" answered = ?4 WHERE reseller = " LEDGER_RESELLER
		" AND customer = " LEDGER_CUSTOMER, (struct store_value[]){
			store_text(c->reseller), store_text(c->domain),
			store_text(word), store_text(now) }, 4, NULL, NULL,
		err);
}

/* DAP again where it was lost, relationships where there are none. */
static int
grant(struct registry *r, const struct ledger_change *c,
	struct err *err)
{
	char now[STORE_TIME];
	int64_t who;
	struct store_value args[6];

	if (ledger_person(r, c->actor, &who, err) != 0)
		return -1;
	store_now(now);
	args[0] = store_text(c->reseller);
	args[1] = store_text(c->domain);
	args[2] = store_text(now);
	args[3] = store_number(who);
	args[4] = store_text(c->actor->role);
	if (store_query(r, "UPDATE relationships SET dap = 1, dap_changed = ?3,"
	    " who = ?4, role = ?5 WHERE reseller = " LEDGER_RESELLER
	    " AND customer = " LEDGER_CUSTOMER " AND until IS NULL"
	    " AND dap = 0 AND service IN (SELECT service FROM" LEDGER_OFFERS
	    "w)", args, 5, NULL, NULL, err) != 0)
		return -1;
	return store_query(r, "INSERT INTO relationships (customer, reseller,"
		" service, kind, transacting, dap, dap_changed, since, who,"
		" role) SELECT " LEDGER_CUSTOMER ", " LEDGER_RESELLER ","
		" w.service, 'reseller', w.transacting, 1, ?3, ?3, ?4, ?5"
		" FROM" LEDGER_OFFERS "w WHERE NOT EXISTS (SELECT 1"
		" FROM relationships o WHERE o.reseller = " LEDGER_RESELLER
		" AND o.customer = " LEDGER_CUSTOMER " AND o.until IS NULL"
		" AND o.service = w.service)", args, 5, NULL, NULL, err);
}

static int
accept(struct registry *r, const void *ctx, struct err *err)
{
	const struct ledger_change *c = ctx;

	if (store_want_reseller(r, c->reseller, err) != 0 ||
	    ledger_make_customer(r, c->domain, err) != 0 ||
	    ledger_check_parties(r, c, err) != 0 ||
	    ledger_check_seller(r, c, err) != 0 || grant(r, c, err) != 0)
		return -1;
	return ledger_answer(r, c, "accepted", err);
}

int
ledger_accept(struct registry *r, const char *reseller, const char *domain,
	const struct ledger_actor *actor, struct err *err)
{
	struct ledger_change c = { reseller, domain, NULL, actor };

	return change(r, &c, accept, err);
}

/* A row for the pair, so that the answer has a place. */
static int
make_invitation(struct registry *r, const struct ledger_change *c,
	const char *now, struct err *err)
{
	return store_query(r, "INSERT INTO invitations (customer, reseller,"
		" first, last, times) VALUES (" LEDGER_CUSTOMER ", "
		LEDGER_RESELLER ", ?3, ?3, 0) ON CONFLICT DO NOTHING",
		(struct store_value[]){ store_text(c->reseller),
			store_text(c->domain), store_text(now) }, 3, NULL,
		NULL, err);
}

static int
decline(struct registry *r, const void *ctx, struct err *err)
{
	const struct ledger_change *c = ctx;
	char now[STORE_TIME];

	store_now(now);
	if (store_want_reseller(r, c->reseller, err) != 0 ||
	    ledger_make_customer(r, c->domain, err) != 0 ||
	    make_invitation(r, c, now, err) != 0 ||
	    ledger_answer(r, c, "declined", err) != 0)
		return -1;
	return ledger_note(r, c->reseller, c->domain, "declined", now,
		c->actor, err);
}

int
ledger_decline(struct registry *r, const char *reseller, const char *domain,
	const struct ledger_actor *actor, struct err *err)
{
	struct ledger_change c = { reseller, domain, NULL, actor };

	return change(r, &c, decline, err);
}

#define HAVING_DAP " WHERE customer = " LEDGER_CUSTOMER " AND until IS NULL" \
	" AND dap = 1 AND (?1 IS NULL OR reseller = " LEDGER_RESELLER ")" \
	" AND (?3 IS NULL OR service = ?3)"

static int
remove_dap(struct registry *r, const void *ctx, struct err *err)
{
	const struct ledger_change *c = ctx;
	char now[STORE_TIME];
	struct store_value args[6] = { store_text(c->reseller),
		store_text(c->domain), store_text(c->service) };
	int64_t who;
	int rc = store_exists(r, "SELECT 1 FROM relationships" HAVING_DAP,
		args, 3, err);

	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND, "%s has delegated no "
			"administrative privileges there", c->domain);
	if (rc < 0 || ledger_person(r, c->actor, &who, err) != 0)
		return -1;
	store_now(now);
	args[3] = store_text(now);
	args[4] = store_number(who);
	args[5] = store_text(c->actor->role);
	return store_query(r, "UPDATE relationships SET dap = 0,"
		" dap_changed = ?4, who = ?5, role = ?6" HAVING_DAP, args, 6,
		NULL, NULL, err);
}

int
ledger_remove_dap(struct registry *r, const char *domain,
	const char *reseller, const char *service,
	const struct ledger_actor *actor, struct err *err)
{
	struct ledger_change c = { reseller, domain, service, actor };

	return change(r, &c, remove_dap, err);
}

#define HOLDING " WHERE reseller = " LEDGER_RESELLER \
	" AND customer = " LEDGER_CUSTOMER " AND until IS NULL"

/* R15, in words. */
int
ledger_check_end(struct registry *r, const struct ledger_change *c,
	struct err *err)
{
	char *found;

	if (ask(r, c, "SELECT kind FROM relationships" HOLDING
	    " ORDER BY kind IN ('administrator', 'advisor') DESC", &found,
	    err) != 0)
		return -1;
	if (found == NULL)
		return err_set(err, ERR_NOT_FOUND, "%s and %s have no "
			"relationship", c->reseller, c->domain);
	if (strcmp(c->actor->role, "customer") == 0 &&
	    strcmp(found, "administrator") != 0 &&
	    strcmp(found, "advisor") != 0) {
		free(found);
		return err_set(err, ERR_NO_PERM, "a customer can't end the "
			"relationship with a reseller; the reseller can");
	}
	free(found);
	if (ask(r, c, "SELECT s.name FROM subscriptions s WHERE s.billed_by = "
	    LEDGER_RESELLER " AND s.customer = " LEDGER_CUSTOMER
	    " AND s.state = 'active'", &found, err) != 0)
		return -1;
	if (found == NULL)
		return 0;
	err_set(err, ERR_EXISTS, "the subscription \"%.100s\" of %s is active;"
		" suspend it first", found, c->domain);
	free(found);
	return -1;
}

int
ledger_finish(struct registry *r, const struct ledger_change *c,
	struct err *err)
{
	char now[STORE_TIME];
	int64_t who;

	if (ledger_person(r, c->actor, &who, err) != 0)
		return -1;
	store_now(now);
	if (store_query(r, "UPDATE relationships SET dap = 0, dap_changed ="
	    " CASE WHEN dap = 1 THEN ?3 ELSE dap_changed END,"
	    " until = ?3, who = ?4, role = ?5"
	    HOLDING, (struct store_value[]){ store_text(c->reseller),
	    store_text(c->domain), store_text(now), store_number(who),
	    store_text(c->actor->role) }, 5, NULL, NULL, err) != 0)
		return -1;
	return ledger_answer(r, c, "accepted", err);
}

static int
end(struct registry *r, const void *ctx, struct err *err)
{
	const struct ledger_change *c = ctx;

	if (store_want_reseller(r, c->reseller, err) != 0 ||
	    ledger_check_end(r, c, err) != 0)
		return -1;
	return ledger_finish(r, c, err);
}

int
ledger_end(struct registry *r, const char *domain, const char *reseller,
	const struct ledger_actor *actor, struct err *err)
{
	struct ledger_change c = { reseller, domain, NULL, actor };

	return change(r, &c, end, err);
}

int
ledger_may_end(struct registry *r, const char *domain, const char *reseller,
	const struct ledger_actor *actor, struct err *err)
{
	char *known = ledger_customer_domain(r, domain, err);
	struct ledger_change c = { reseller, known, NULL, actor };
	int rc;

	if (known == NULL)
		return -1;
	rc = ledger_check_end(r, &c, err);
	free(known);
	return rc;
}
