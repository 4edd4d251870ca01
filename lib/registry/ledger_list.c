/* What the ledger knows, row by row. */

#include <stdlib.h>

#include "registry/ledger_parts.h"

struct each_relationship {
	int (*fn)(void *ctx, const struct ledger_relationship *);
	void *ctx;
};

static int
hand_relationship(void *ctx, const struct store_value *c)
{
	const struct each_relationship *e = ctx;
	struct ledger_relationship l = {
		.domain = c[0].text, .reseller = c[1].text,
		.display = c[2].text, .service = c[3].text,
		.title = c[4].text, .kind = c[5].text,
		.transacting = c[6].number, .dap = c[7].number,
		.dap_changed = c[8].text, .since = c[9].text,
		.until = c[10].text,
	};

	return e->fn(e->ctx, &l);
}

int
ledger_relationships(struct registry *r, const char *domain,
	const char *reseller,
	int (*fn)(void *ctx, const struct ledger_relationship *), void *ctx,
	struct err *err)
{
	struct each_relationship e = { fn, ctx };
	char *folded = domain ? ledger_customer_domain(r, domain,
		err) : NULL;
	int rc;

	if (domain && folded == NULL)
		return -1;
	rc = store_query(r, "SELECT c.domain, n.name, n.display, o.service,"
		" s.title, o.kind, o.transacting, o.dap, o.dap_changed,"
		" o.since, o.until FROM relationships o"
		" JOIN customers c ON c.id = o.customer"
		" JOIN resellers n ON n.id = o.reseller"
		" JOIN services s ON s.name = o.service"
		" WHERE o.until IS NULL AND (?1 IS NULL OR c.domain = ?1)"
		" AND (?2 IS NULL OR n.name = ?2)"
		" ORDER BY n.display, n.name, s.title, c.domain",
		(struct store_value[]){ store_text(folded),
			store_text(reseller) }, 2, hand_relationship, &e, err);
	free(folded);
	return rc;
}

struct each_event {
	int (*fn)(void *ctx, const struct ledger_event *);
	void *ctx;
};

static int
hand_event(void *ctx, const struct store_value *c)
{
	const struct each_event *e = ctx;
	struct ledger_event l = {
		.at = c[0].text, .domain = c[1].text, .reseller = c[2].text,
		.display = c[3].text, .service = c[4].text,
		.action = c[5].text, .who = c[6].text, .role = c[7].text,
	};

	return e->fn(e->ctx, &l);
}

#define EVENTS "SELECT e.at, e.customer, e.reseller," \
	" coalesce(n.display, e.reseller), coalesce(s.title, e.service)," \
	" e.action, coalesce(p.address, ''), e.role FROM events e" \
	" JOIN people p ON p.id = e.who" \
	" LEFT JOIN resellers n ON n.name = e.reseller" \
	" LEFT JOIN services s ON s.name = e.service"

int
ledger_deeds(struct registry *r, const char *who,
	int (*fn)(void *ctx, const struct ledger_event *), void *ctx,
	struct err *err)
{
	struct each_event e = { fn, ctx };

	return store_query(r, EVENTS " WHERE lower(p.address) = lower(?1)"
		" ORDER BY e.id DESC", (struct store_value[]){
			store_text(who) }, 1, hand_event, &e, err);
}

int
ledger_events(struct registry *r, const char *domain, const char *reseller,
	unsigned max, int (*fn)(void *ctx, const struct ledger_event *),
	void *ctx, struct err *err)
{
	struct each_event e = { fn, ctx };
	char *folded = ledger_customer_domain(r, domain, err);
	int rc;

	if (folded == NULL)
		return -1;
	rc = store_query(r, EVENTS
		" WHERE (e.customer = ?1 OR e.customer IN (SELECT a.domain"
		" FROM customer_domains a JOIN customers c"
		" ON c.id = a.customer WHERE c.domain = ?1))"
		" AND (?2 IS NULL OR e.reseller = ?2)"
		" ORDER BY e.id DESC LIMIT ?3", (struct store_value[]){
			store_text(folded), store_text(reseller),
			store_number(max) }, 3, hand_event, &e, err);
	free(folded);
	return rc;
}
