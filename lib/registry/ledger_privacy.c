#include "registry/ledger_privacy.h"

#include <stdlib.h>
#include <time.h>

#include "registry/ledger_parts.h"

/* Which rows a query is about; they share ?1 to ?3. */
struct subject {
	const char *people, *codes, *sessions;	/* behind WHERE */
	struct store_value args[3];
	const char *domain;	/* of the customer; NULL: none */
	bool only_look;
	struct ledger_forgotten *n;
};

static int
count(struct registry *r, const struct subject *s, const char *table,
	const char *where, unsigned long *n, struct err *err)
{
	struct buf sql;
	int64_t found = 0;
	int rc;

	buf_init(&sql, 2000);
	buf_printf(&sql, "SELECT count(*) FROM %s WHERE %s", table, where);
	rc = store_query(r, buf_str(&sql), s->args, 3, ledger_take_number,
		&found, err);
	*n += (unsigned long)found;
	buf_deinit(&sql);
	return rc;
}

static int
apply(struct registry *r, const struct subject *s, const char *what,
	const char *where, struct err *err)
{
	struct buf sql;
	int rc;

	buf_init(&sql, 2000);
	buf_printf(&sql, "%s WHERE %s", what, where);
	rc = store_query(r, buf_str(&sql), s->args, 3, NULL, NULL, err);
	buf_deinit(&sql);
	return rc;
}

/* A relationship that holds is needed, and so is whose customer it is. */
static int
check_over(struct registry *r, const char *domain, struct err *err)
{
	char *holder = NULL;

	if (store_query(r, "SELECT n.display FROM relationships o"
	    " JOIN customers c ON c.id = o.customer"
	    " JOIN resellers n ON n.id = o.reseller"
	    " WHERE c.domain = ?1 AND o.until IS NULL ORDER BY n.display"
	    " DESC", (struct store_value[]){ store_text(domain) }, 1,
	    ledger_take_text, &holder, err) != 0)
		return -1;
	if (holder == NULL)
		return 0;
	err_set(err, ERR_EXISTS, "the relationship of %s with %s holds; end "
		"it first, or erase single addresses", domain, holder);
	free(holder);
	return -1;
}

static int
forget_customer(struct registry *r, const struct subject *s, struct err *err)
{
	if (check_over(r, s->domain, err) != 0 ||
	    count(r, s, "customers", "domain = ?3", &s->n->customers,
	    err) != 0)
		return -1;
	return s->only_look ? 0 :
		apply(r, s, "DELETE FROM customers", "domain = ?3", err);
}

static int
forget(struct registry *r, const void *ctx, struct err *err)
{
	const struct subject *s = ctx;

	*s->n = (struct ledger_forgotten){ .people = 0 };
	if ((s->domain && forget_customer(r, s, err) != 0) ||
	    count(r, s, "people", s->people, &s->n->people, err) != 0 ||
	    count(r, s, "codes", s->codes, &s->n->sessions, err) != 0 ||
	    count(r, s, "sessions", s->sessions, &s->n->sessions, err) != 0)
		return -1;
	if (s->only_look)
		return 0;
	if (apply(r, s, "UPDATE people SET address = NULL", s->people,
	    err) != 0 ||
	    apply(r, s, "DELETE FROM codes", s->codes, err) != 0)
		return -1;
	return apply(r, s, "DELETE FROM sessions", s->sessions, err);
}

/* All arguments are bound, so each query names them all. */
#define ALL_ARGS " AND (?1 = ?1 OR ?2 = ?2 OR ?3 = ?3 OR TRUE)"
#define OF_ADDRESS "lower(address) = lower(?1)" ALL_ARGS
#define OF_DOMAIN "lower(address) LIKE '%' || replace(?1, '_', '!_')" \
	" ESCAPE '!'" ALL_ARGS

int
ledger_forget_address(struct registry *r, const char *address, bool only_look,
	struct ledger_forgotten *n_r, struct err *err)
{
	struct subject s = { OF_ADDRESS, OF_ADDRESS, OF_ADDRESS,
		{ store_text(address) }, NULL, only_look, n_r };

	return store_change(r, forget, &s, err);
}

int
ledger_forget_domain(struct registry *r, const char *domain, bool only_look,
	struct ledger_forgotten *n_r, struct err *err)
{
	char *folded = ledger_domain(domain, err);
	struct subject s = { OF_DOMAIN, OF_DOMAIN, OF_DOMAIN, { { 0 } },
		folded, only_look, n_r };
	struct buf at;
	int rc;

	if (folded == NULL)
		return -1;
	buf_init(&at, 1000);
	buf_printf(&at, "@%s", folded);
	s.args[0] = store_text(buf_str(&at));
	s.args[2] = store_text(folded);
	rc = store_change(r, forget, &s, err);
	buf_deinit(&at);
	free(folded);
	return rc;
}

int
ledger_expire(struct registry *r, unsigned days, bool only_look,
	struct ledger_forgotten *n_r, struct err *err)
{
	time_t now = time(NULL);
	char then[STORE_TIME];
	struct subject s = {
		"address IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events e"
		" WHERE e.who = people.id AND e.at >= ?1) AND NOT EXISTS"
		" (SELECT 1 FROM relationships o WHERE o.who = people.id"
		" AND o.until IS NULL)" ALL_ARGS,
		/* How often an address asked is counted for an hour. */
		"expires <= ?2 AND issued <= ?2 - 3600" ALL_ARGS,
		"expires <= ?2" ALL_ARGS,
		{ { 0 }, store_number(now) }, NULL, only_look, n_r };

	store_time(now - (time_t)days * 86400, then);
	s.args[0] = store_text(then);
	return store_change(r, forget, &s, err);
}
