#include "registry/ledger_known.h"

#include <stdlib.h>
#include <string.h>

/* A customer that goes by one of the domains. */
struct candidate {
	char *domain, *tenant, *invited;	/* NULL: none of it */
};

static void
candidate_deinit(struct candidate *c)
{
	free(c->domain);
	free(c->tenant);
	free(c->invited);
	*c = (struct candidate){ NULL, NULL, NULL };
}

static int
take_candidate(void *ctx, const struct store_value *columns)
{
	struct candidate *c = ctx;

	candidate_deinit(c);
	c->domain = buf_strdup(columns[0].text);
	c->tenant = buf_strdup(columns[1].text);
	c->invited = buf_strdup(columns[2].text);
	return 0;
}

static int
look_up(struct registry *r, const struct ledger_known *k, const char *domain,
	struct candidate *c, struct err *err)
{
	return store_query(r, "SELECT c.domain, c.tenant, i.last"
		" FROM customers c LEFT JOIN invitations i"
		" ON i.customer = c.id AND i.reseller = " LEDGER_RESELLER
		" WHERE c.domain = ?2 OR c.id = (SELECT a.customer"
		" FROM customer_domains a WHERE a.domain = ?2)",
		(struct store_value[]){ store_text(k->reseller),
			store_text(domain) }, 2, take_candidate, c, err);
}

static int
check_candidate(const struct ledger_known *k, const char *domain,
	const struct candidate *c, struct err *err)
{
	if (c->domain == NULL || c->tenant == NULL ||
	    strcmp(c->tenant, k->tenant) == 0)
		return 0;
	return err_set(err, ERR_DATA, "the provider says that %s belongs to "
		"the tenant %s, and it is kept as the tenant %s here", domain,
		k->tenant, c->tenant);
}

/* The better of two: the one that was invited last. */
static void
choose(struct candidate *best, struct candidate *c)
{
	bool better = c->domain && (best->domain == NULL || (c->invited &&
		(best->invited == NULL ||
		strcmp(c->invited, best->invited) > 0)));

	if (better) {
		candidate_deinit(best);
		*best = *c;
	} else {
		candidate_deinit(c);
	}
}

static int
find_by_domains(struct registry *r, struct ledger_known *k,
	struct candidate *best, struct err *err)
{
	for (size_t i = 0; i < k->n; i++) {
		struct candidate c = { NULL, NULL, NULL };
		int rc = look_up(r, k, k->domains[i], &c, err);

		if (rc == 0)
			rc = check_candidate(k, k->domains[i], &c, err);
		if (rc != 0) {
			candidate_deinit(&c);
			return -1;
		}
		choose(best, &c);
	}
	return 0;
}

/* R21 also for the domains that a customer is not kept by. */
static int
check_partners(struct registry *r, const struct ledger_known *k,
	struct err *err)
{
	int rc = store_exists(r, "SELECT 1 FROM resellers n WHERE ?1 IN"
		" (lower(n.account), lower(n.tenant))",
		(struct store_value[]){ store_text(k->tenant) }, 1, err);

	for (size_t i = 0; rc == 0 && i < k->n; i++)
		rc = store_exists(r, "SELECT 1 FROM resellers n"
			" WHERE n.domain = ?1", (struct store_value[]){
				store_text(k->domains[i]) }, 1, err);
	if (rc <= 0)
		return rc;
	return err_set(err, ERR_DATA, "the tenant %s (%s) is itself a partner, "
		"and a partner can't be the customer of another", k->tenant,
		k->n ? k->domains[0] : "of no domain");
}

int
ledger_known_find(struct registry *r, struct ledger_known *k, struct err *err)
{
	struct candidate best = { NULL, NULL, NULL };
	char *by_tenant = NULL;
	int rc = check_partners(r, k, err);

	if (rc == 0)
		rc = find_by_domains(r, k, &best, err);
	if (rc == 0)
		rc = store_query(r, "SELECT domain FROM customers"
			" WHERE tenant = ?1", (struct store_value[]){
				store_text(k->tenant) }, 1, ledger_take_text,
			&by_tenant, err);
	k->domain = buf_strdup(by_tenant ? by_tenant : best.domain);
	free(by_tenant);
	candidate_deinit(&best);
	return rc;
}

/* ?1 is what our customer is kept by, ?2 another domain of its. */
#define OURS "(SELECT id FROM customers WHERE domain = ?1)"
#define OTHER "(SELECT id FROM customers WHERE domain = ?2)"

/* The other one's invitations become ours; the later one is what counts. */
static const char *const join[] = {
	"INSERT INTO invitations (customer, reseller, first, last, times,"
	" answer, answered) SELECT " OURS ", o.reseller, o.first, o.last,"
	" o.times, o.answer, o.answered FROM invitations o"
	" WHERE o.customer = " OTHER " ON CONFLICT (customer, reseller)"
	" DO UPDATE SET first = CASE WHEN excluded.first < invitations.first"
	" THEN excluded.first ELSE invitations.first END,"
	" times = invitations.times + excluded.times,"
	" answer = CASE WHEN excluded.last > invitations.last"
	" THEN excluded.answer ELSE invitations.answer END,"
	" answered = CASE WHEN excluded.last > invitations.last"
	" THEN excluded.answered ELSE invitations.answered END,"
	" last = CASE WHEN excluded.last > invitations.last"
	" THEN excluded.last ELSE invitations.last END",
	"DELETE FROM customers WHERE id = " OTHER " AND id <> " OURS,
	"INSERT INTO customer_domains (domain, customer) VALUES (?2, " OURS ")"
	" ON CONFLICT (domain) DO UPDATE SET customer = " OURS,
};

/* 1: it stays apart. */
static int
stays_apart(struct registry *r, const struct store_value args[2],
	struct err *err)
{
	return store_exists(r, "SELECT 1 FROM customers c WHERE c.domain = ?2"
		" AND c.domain <> ?1 AND (EXISTS (SELECT 1"
		" FROM relationships o WHERE o.customer = c.id) OR EXISTS"
		" (SELECT 1 FROM subscriptions s WHERE s.customer = c.id))",
		args, 2, err);
}

static int
join_one(struct registry *r, struct ledger_known *k, const char *domain,
	struct err *err)
{
	struct store_value args[] = { store_text(k->domain),
		store_text(domain) };
	int rc = stays_apart(r, args, err), is_one;

	if (rc > 0) {
		free(k->apart);
		k->apart = buf_strdup(domain);
		return 0;
	}
	is_one = rc < 0 ? -1 : store_exists(r, "SELECT 1 FROM customers"
		" WHERE domain = ?2 AND domain <> ?1", args, 2, err);
	if (is_one < 0)
		return -1;
	k->joined += (unsigned)is_one;
	for (size_t i = is_one ? 0 : 2; i < 3; i++)
		if (store_query(r, join[i], args, 2, NULL, NULL, err) != 0)
			return -1;
	return 0;
}

int
ledger_known_join(struct registry *r, struct ledger_known *k, struct err *err)
{
	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->domains[i], k->domain) != 0 &&
		    join_one(r, k, k->domains[i], err) != 0)
			return -1;
	return 0;
}
