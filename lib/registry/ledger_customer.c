#include "registry/ledger_customer.h"

#include <stdlib.h>
#include <string.h>

#include "registry/ledger_parts.h"

static const char *const names[] = {
	[LEDGER_INVITED] = "invited",
	[LEDGER_ACCEPTED] = "accepted",
	[LEDGER_DAP_REMOVED] = "dap-removed",
	[LEDGER_DECLINED] = "declined",
	[LEDGER_ENDED] = "ended",
};

static const struct {
	const char *name;
	const char *sql;	/* behind it domain and reseller decide */
} orders[LEDGER_ORDERS] = {
	[LEDGER_BY_DOMAIN] = { "domain", "c.domain" },
	[LEDGER_BY_NAME] = { "name", "coalesce(c.name, c.domain)"
		" COLLATE NOCASE" },
	[LEDGER_OLDEST] = { "oldest", "t.since" },
	[LEDGER_NEWEST] = { "newest", "t.since DESC" },
};

const char *
ledger_order_name(enum ledger_order order)
{
	return orders[order].name;
}

int
ledger_order_of(const char *name)
{
	for (int i = 0; i < LEDGER_ORDERS; i++)
		if (strcmp(name, orders[i].name) == 0)
			return i;
	return -1;
}

const char *
ledger_state_name(enum ledger_state state)
{
	return names[state];
}

int
ledger_state_of(const char *name)
{
	for (int i = LEDGER_INVITED; i <= LEDGER_ENDED; i++)
		if (strcmp(name, names[i]) == 0)
			return i;
	return LEDGER_ANY;
}

/* R21, in words, for one who is somebody's customer. */
static int
check_tenant(struct registry *r, const struct ledger_customer *c,
	const char *domain, struct err *err)
{
	int rc = store_exists(r, "SELECT 1 FROM resellers n, customers c"
		" JOIN relationships o ON o.customer = c.id"
		" WHERE c.domain = ?1 AND o.until IS NULL AND lower(?2) IN"
		" (lower(n.account), lower(n.tenant))", (struct store_value[]){
			store_text(domain), store_text(c->tenant) }, 2, err);

	if (rc > 0)
		return err_set(err, ERR_DATA, "the tenant of %s is a partner's"
			" own, and a partner can't be the customer of another",
			domain);
	return rc;
}

int
ledger_identify(struct registry *r, const struct ledger_customer *c,
	struct err *err)
{
	if (ledger_make_customer(r, c->domain, err) != 0 ||
	    check_tenant(r, c, c->domain, err) != 0)
		return -1;
	return store_query(r, "UPDATE customers SET"
		" tenant = coalesce(lower(?2), tenant),"
		" name = coalesce(?3, name), region = coalesce(?4, region)"
		" WHERE domain = ?1", (struct store_value[]){
			store_text(c->domain), store_text(c->tenant),
			store_text(c->name), store_text(c->region) }, 4, NULL,
		NULL, err);
}

static int
set(struct registry *r, const void *ctx, struct err *err)
{
	return ledger_identify(r, ctx, err);
}

int
ledger_customer_set(struct registry *r,
	const struct ledger_customer *customer, struct err *err)
{
	char *domain = ledger_customer_domain(r, customer->domain, err);
	struct ledger_customer named = *customer;
	int rc;

	if (domain == NULL)
		return -1;
	named.domain = domain;
	rc = store_change(r, set, &named, err);
	free(domain);
	return rc;
}

struct each {
	int (*fn)(void *ctx, const struct ledger_customer *);
	void *ctx;
};

static int
hand_over(void *ctx, const struct store_value *c)
{
	const struct each *e = ctx;
	int state = ledger_state_of(c[4].text);
	struct ledger_customer l = {
		.domain = c[0].text, .tenant = c[1].text, .name = c[2].text,
		.region = c[3].text, .since = c[5].text,
		.invited = c[6].text, .reseller = c[7].text,
		.times = (unsigned)c[8].number,
	};

	if (state == LEDGER_ANY)
		return 0;
	l.state = (enum ledger_state)state;
	return e->fn(e->ctx, &l);
}

/* WORDS as patterns of LIKE in which '!' takes the meaning of the next:
 * "con" gives "con%"; BEFORE: "% con%". */
static char *
pattern(const char *before, const char *words)
{
	struct buf b;

	buf_init(&b, 4096);
	buf_add_str(&b, before);
	for (; *words; words++) {
		if (strchr("!%_", *words))
			buf_add_byte(&b, '!');
		buf_add_byte(&b, (unsigned char)*words);
	}
	buf_add_byte(&b, '%');
	return buf_take(&b);
}

#define FOUND "SELECT c.domain, c.tenant, c.name, c.region," \
	" t.state, t.since, t.invited, n.name, coalesce(i.times, 0)" \
	" FROM standings t JOIN customers c ON c.id = t.customer" \
	" JOIN resellers n ON n.id = t.reseller" \
	" LEFT JOIN invitations i ON i.customer = t.customer" \
	" AND i.reseller = t.reseller" \
	" WHERE (?1 IS NULL OR n.name = ?1)" \
	" AND (?2 IS NULL OR t.state = ?2)" \
	" AND (c.domain LIKE ?3 ESCAPE '!' OR c.name LIKE ?3 ESCAPE '!'" \
	" OR c.name LIKE ?4 ESCAPE '!' OR EXISTS (SELECT 1" \
	" FROM customer_domains a WHERE a.customer = c.id" \
	" AND a.domain LIKE ?3 ESCAPE '!'))" \
	" AND (?5 IS NULL OR t.since >= ?5)" \
	" AND (?6 IS NULL OR t.since < ?6) ORDER BY "

int
ledger_customers(struct registry *r, const struct ledger_search *search,
	int (*fn)(void *ctx, const struct ledger_customer *), void *ctx,
	struct err *err)
{
	const char *words = search->words ? search->words : "";
	char *begins = pattern("", words), *within = pattern("% ", words);
	struct each e = { fn, ctx };
	struct buf sql;
	int rc;

	buf_init(&sql, sizeof FOUND + 200);
	buf_printf(&sql, FOUND "%s, c.domain, n.name LIMIT ?7 OFFSET ?8",
		orders[search->order].sql);
	rc = store_query(r, buf_str(&sql), (struct store_value[]){
			store_text(search->reseller),
			store_text(search->state == LEDGER_ANY ? NULL :
				names[search->state]),
			store_text(begins), store_text(within),
			store_text(search->since), store_text(search->before),
			store_number(search->max),
			store_number(search->first) }, 8, hand_over, &e, err);
	buf_deinit(&sql);
	free(begins);
	free(within);
	return rc;
}

static int
take_count(void *ctx, const struct store_value *c)
{
	unsigned long *counts = ctx;
	int state = ledger_state_of(c[0].text);

	if (state != LEDGER_ANY)
		counts[state] = (unsigned long)c[1].number;
	return 0;
}

int
ledger_count(struct registry *r, const char *reseller,
	unsigned long counts_r[LEDGER_ENDED + 1], struct err *err)
{
	memset(counts_r, 0, (LEDGER_ENDED + 1) * sizeof *counts_r);
	return store_query(r, "SELECT t.state, count(*) FROM standings t"
		" JOIN resellers n ON n.id = t.reseller WHERE n.name = ?1"
		" GROUP BY t.state", (struct store_value[]){
			store_text(reseller) }, 1, take_count, counts_r, err);
}
