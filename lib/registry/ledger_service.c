#include "registry/ledger_service.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "registry/ledger_parts.h"

static int
check_service(const char *name, const char *title, struct err *err)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-._");

	if (name[n] != '\0' || n < 1 || n > LIMIT_NAME)
		return err_set(err, ERR_DATA, "service \"%.80s\": a name has 1"
			" to %d lower-case letters, digits, '-', '.' and '_'",
			name, LIMIT_NAME);
	if (*title == '\0' || strlen(title) > LIMIT_VALUE)
		return err_set(err, ERR_DATA, "service %s: a title has 1 to %d"
			" bytes", name, LIMIT_VALUE);
	return 0;
}

int
ledger_service_set(struct registry *r, const char *name, const char *title,
	struct err *err)
{
	if (check_service(name, title, err) != 0)
		return -1;
	return store_query(r, "INSERT INTO services (name, title)"
		" VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET title = ?2",
		(struct store_value[]){ store_text(name), store_text(title) },
		2, NULL, NULL, err);
}

struct each_service {
	int (*fn)(void *ctx, const struct ledger_service *);
	void *ctx;
};

static int
hand_service(void *ctx, const struct store_value *c)
{
	const struct each_service *e = ctx;
	struct ledger_service s = { c[0].text, c[1].text, c[2].number };

	return e->fn(e->ctx, &s);
}

int
ledger_services(struct registry *r,
	int (*fn)(void *ctx, const struct ledger_service *), void *ctx,
	struct err *err)
{
	struct each_service e = { fn, ctx };

	return store_query(r, "SELECT name, title, 0 FROM services"
		" ORDER BY name", NULL, 0, hand_service, &e, err);
}

struct offer {
	const char *reseller;
	const char *service;
	bool transacting;
};

static int
offer_set(struct registry *r, const void *ctx, struct err *err)
{
	const struct offer *o = ctx;

	if (store_want_reseller(r, o->reseller, err) != 0 ||
	    ledger_want_service(r, o->service, err) != 0 ||
	    store_query(r, "INSERT INTO offers (reseller, service,"
	    " transacting) VALUES (" LEDGER_RESELLER ", ?2, ?3)"
	    " ON CONFLICT (reseller, service) DO UPDATE SET transacting = ?3",
	    (struct store_value[]){ store_text(o->reseller),
		store_text(o->service), store_number(o->transacting) }, 3,
	    NULL, NULL, err) != 0)
		return -1;
	return store_note(r, "offer set", o->reseller, o->service, err);
}

int
ledger_offer_set(struct registry *r, const char *reseller,
	const char *service, bool transacting, struct err *err)
{
	struct offer o = { reseller, service, transacting };

	return store_change(r, offer_set, &o, err);
}

static int
offer_remove(struct registry *r, const void *ctx, struct err *err)
{
	const struct offer *o = ctx;
	struct store_value args[] = { store_text(o->reseller),
		store_text(o->service) };
	int rc = store_exists(r, "SELECT 1 FROM offers WHERE reseller = "
		LEDGER_RESELLER " AND service = ?2", args, 2, err);

	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND, "%s does not offer %s",
			o->reseller, o->service);
	if (rc < 0 || store_query(r, "DELETE FROM offers WHERE reseller = "
	    LEDGER_RESELLER " AND service = ?2", args, 2, NULL, NULL,
	    err) != 0)
		return -1;
	return store_note(r, "offer remove", o->reseller, o->service, err);
}

int
ledger_offer_remove(struct registry *r, const char *reseller,
	const char *service, struct err *err)
{
	struct offer o = { reseller, service, false };

	return store_change(r, offer_remove, &o, err);
}

int
ledger_offers(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct ledger_service *), void *ctx,
	struct err *err)
{
	struct each_service e = { fn, ctx };

	return store_query(r, "SELECT s.name, s.title, w.transacting FROM"
		LEDGER_OFFERS "w JOIN services s ON s.name = w.service"
		" ORDER BY s.title", (struct store_value[]){
			store_text(reseller) }, 1, hand_service, &e, err);
}

struct sale {
	const struct ledger_subscription *s;
	const char *changer;
	const char *domain;
};

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* R11, and that it is sold in a relationship. */
static int
check_sale(struct registry *r, const struct sale *q, struct err *err)
{
	int rc;

	if (!same(q->changer, q->s->billed_by))
		return err_set(err, ERR_NO_PERM, "only who bills the "
			"subscription \"%.100s\" may change it", q->s->name);
	if (q->s->billed_by == NULL || strcmp(q->s->state, "active") != 0)
		return 0;
	rc = store_exists(r, "SELECT 1 FROM relationships WHERE reseller = "
		LEDGER_RESELLER " AND customer = " LEDGER_CUSTOMER
		" AND service = ?3 AND until IS NULL", (struct store_value[]){
			store_text(q->s->billed_by), store_text(q->domain),
			store_text(q->s->service) }, 3, err);
	if (rc == 0)
		return err_set(err, ERR_DATA, "%s has no relationship with %s "
			"for %s", q->s->billed_by, q->domain, q->s->service);
	return rc < 0 ? -1 : 0;
}

static int
sell(struct registry *r, const void *ctx, struct err *err)
{
	const struct sale *q = ctx;
	const struct ledger_subscription *s = q->s;
	struct store_value args[] = { store_text(s->billed_by),
		store_text(q->domain), store_text(s->of_record),
		store_text(s->service), store_text(s->name),
		store_number(s->seats), store_text(s->addons),
		store_text(s->state), store_text(q->changer) };
	int rc;

	if (ledger_want_service(r, s->service, err) != 0 ||
	    ledger_make_customer(r, q->domain, err) != 0 ||
	    check_sale(r, q, err) != 0)
		return -1;
	rc = store_exists(r, "SELECT 1 FROM subscriptions WHERE customer ="
		LEDGER_CUSTOMER " AND service = ?4 AND name = ?5", args, 5,
		err);
	if (rc < 0)
		return -1;
	return store_query(r, rc ? "UPDATE subscriptions SET seats = ?6,"
		" addons = ?7, state = ?8, changed_by = (SELECT id"
		" FROM resellers WHERE name = ?9) WHERE customer = "
		LEDGER_CUSTOMER " AND service = ?4 AND name = ?5" :
		"INSERT INTO subscriptions (billed_by, customer,"
		" of_record, service, name, seats, addons, state, changed_by)"
		" VALUES (" LEDGER_RESELLER ", " LEDGER_CUSTOMER ","
		" (SELECT id FROM resellers WHERE name = ?3), ?4, ?5, ?6, ?7,"
		" ?8, (SELECT id FROM resellers WHERE name = ?9))", args, 9,
		NULL, NULL, err);
}

int
ledger_subscription_set(struct registry *r,
	const struct ledger_subscription *s, const char *changer,
	struct err *err)
{
	struct sale q = { s, changer, NULL };
	char *domain = ledger_customer_domain(r, s->domain, err);
	int rc;

	if (domain == NULL)
		return -1;
	q.domain = domain;
	rc = store_change(r, sell, &q, err);
	free(domain);
	return rc;
}

struct each_subscription {
	int (*fn)(void *ctx, const struct ledger_subscription *);
	void *ctx;
};

static int
hand_subscription(void *ctx, const struct store_value *c)
{
	const struct each_subscription *e = ctx;
	struct ledger_subscription s = {
		.domain = c[0].text, .service = c[1].text, .name = c[2].text,
		.billed_by = c[3].text, .of_record = c[4].text,
		.seats = c[5].number, .addons = c[6].text, .state = c[7].text,
	};

	return e->fn(e->ctx, &s);
}

int
ledger_subscriptions(struct registry *r, const char *domain,
	int (*fn)(void *ctx, const struct ledger_subscription *), void *ctx,
	struct err *err)
{
	struct each_subscription e = { fn, ctx };
	char *folded = ledger_customer_domain(r, domain, err);
	int rc;

	if (folded == NULL)
		return -1;
	rc = store_query(r, "SELECT c.domain, s.service, s.name, b.name,"
		" o.name, s.seats, s.addons, s.state FROM subscriptions s"
		" JOIN customers c ON c.id = s.customer"
		" LEFT JOIN resellers b ON b.id = s.billed_by"
		" LEFT JOIN resellers o ON o.id = s.of_record"
		" WHERE c.domain = ?1 ORDER BY s.service, s.name",
		(struct store_value[]){ store_text(folded) }, 1,
		hand_subscription, &e, err);
	free(folded);
	return rc;
}
