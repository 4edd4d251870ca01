#include "registry/ledger_privacy.h"

#include <stdlib.h>
#include <time.h>

#include "registry/erasure.h"
#include "registry/ledger_parts.h"

/* Which rows a query is about; they share ?1 to ?3. */
struct subject {
	/* Behind WHERE; customers NULL: none. */
	const char *people, *codes, *sessions, *customers;
	struct store_value args[3];
	/* In the history too, when WHAT is set. */
	struct person person;
	const char *domain;	/* the customer's; NULL: none */
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

/* Who still may send, or is told to customers, is no matter of the past. */
#define NEEDED(sender, contact) \
	"SELECT 'may still send for ' || n.name || '; take that away first:" \
	" linkseal-linkgen sender remove ' || n.name" \
	" FROM senders x JOIN resellers n ON n.id = x.reseller WHERE " sender \
	" UNION ALL SELECT 'is the contact of ' || name || '; name another:" \
	" linkseal-linkgen reseller set ' || name || ' --contact ADDRESS'" \
	" FROM resellers WHERE " contact

static const char *const needed[] = {
	[PERSON_ADDRESS] = NEEDED("x.kind = 'address' AND x.value = lower(?1)",
		"lower(contact) = lower(?1)"),
	[PERSON_DOMAIN] = NEEDED("x.kind = 'address'"
		" AND x.value LIKE '%@' || replace(?1, '_', '!_') ESCAPE '!'",
		"contact LIKE '%@' || replace(?1, '_', '!_') ESCAPE '!'"),
	[PERSON_LOGIN] = NEEDED("x.kind = 'login' AND x.value = ?1", "FALSE"),
};

static int
check_needed(struct registry *r, const struct person *p, struct err *err)
{
	char *why = NULL;

	if (store_query(r, needed[p->kind], (struct store_value[]){
	    store_text(p->what) }, 1, ledger_take_text, &why, err) != 0)
		return -1;
	if (why == NULL)
		return 0;
	err_set(err, ERR_EXISTS, "%s%s %s", p->kind == PERSON_DOMAIN ?
		"somebody at " : "", p->what, why);
	free(why);
	return -1;
}

static int
add_one(void *ctx, const struct erasure_line *l)
{
	(void)l;
	++*(unsigned long *)ctx;
	return 0;
}

static int
forget_in_history(struct registry *r, const struct subject *s,
	const struct person *p, struct err *err)
{
	unsigned long n = 0;
	int rc = check_needed(r, p, err);

	if (rc == 0)
		rc = s->only_look ? erasure_lines(r, p, add_one, &n, err) :
			erasure_apply(r, p, &n, err);
	s->n->lines += n;
	return rc;
}

struct names {
	char **list;
	size_t n;
};

static int
take_name(void *ctx, const struct store_value *c)
{
	struct names *names = ctx;

	names->list = buf_grow(names->list, names->n + 1,
		sizeof *names->list);
	names->list[names->n++] = buf_strdup(c[0].text);
	return 0;
}

/* What a customer's domain is beside the one it is kept by. */
#define OTHER_DOMAINS "SELECT d.domain FROM customer_domains d" \
	" JOIN customers c ON c.id = d.customer WHERE c.domain = "

static int
forget_others_in_history(struct registry *r, const struct subject *s,
	struct err *err)
{
	struct names names = { NULL, 0 };
	int rc = store_query(r, OTHER_DOMAINS "?1", (struct store_value[]){
			store_text(s->domain) }, 1, take_name, &names, err);

	for (size_t i = 0; i < names.n; i++) {
		struct person p = { PERSON_DOMAIN, names.list[i] };

		if (rc == 0)
			rc = forget_in_history(r, s, &p, err);
		free(names.list[i]);
	}
	free(names.list);
	return rc;
}

static int
check(struct registry *r, const struct subject *s, struct err *err)
{
	if (s->domain && check_over(r, s->domain, err) != 0)
		return -1;
	if (s->person.what && forget_in_history(r, s, &s->person, err) != 0)
		return -1;
	return s->domain ? forget_others_in_history(r, s, err) : 0;
}

static int
count_all(struct registry *r, const struct subject *s, struct err *err)
{
	struct ledger_forgotten *n = s->n;

	if (count(r, s, "people", s->people, &n->people, err) != 0 ||
	    count(r, s, "codes", s->codes, &n->sessions, err) != 0 ||
	    count(r, s, "sessions", s->sessions, &n->sessions, err) != 0)
		return -1;
	return s->customers ? count(r, s, "customers", s->customers,
		&n->customers, err) : 0;
}

static int
forget(struct registry *r, const void *ctx, struct err *err)
{
	const struct subject *s = ctx;

	*s->n = (struct ledger_forgotten){ .people = 0 };
	if (check(r, s, err) != 0 || count_all(r, s, err) != 0)
		return -1;
	if (s->only_look)
		return 0;
	if (apply(r, s, "UPDATE people SET address = NULL", s->people,
	    err) != 0 ||
	    apply(r, s, "DELETE FROM codes", s->codes, err) != 0 ||
	    apply(r, s, "DELETE FROM sessions", s->sessions, err) != 0)
		return -1;
	/* Last: the domains it has tell whose addresses go. */
	return s->customers ? apply(r, s, "DELETE FROM customers",
		s->customers, err) : 0;
}

/* All arguments are bound, so each query names them all. */
#define ALL_ARGS " AND (?1 = ?1 OR ?2 = ?2 OR ?3 = ?3 OR TRUE)"
#define OF_ADDRESS "lower(address) = lower(?1)" ALL_ARGS
#define OF_LOGIN "address = ?1" ALL_ARGS
#define OF_DOMAIN "EXISTS (SELECT 1 FROM (SELECT ?3 AS domain UNION ALL " \
	OTHER_DOMAINS "?3) o WHERE lower(address) LIKE '%@'" \
	" || replace(o.domain, '_', '!_') ESCAPE '!')" ALL_ARGS

int
ledger_forget_address(struct registry *r, const char *address, bool only_look,
	struct ledger_forgotten *n_r, struct err *err)
{
	struct subject s = { .people = OF_ADDRESS, .codes = OF_ADDRESS,
		.sessions = OF_ADDRESS, .args = { store_text(address) },
		.person = { PERSON_ADDRESS, address },
		.only_look = only_look, .n = n_r };

	return store_change(r, forget, &s, err);
}

int
ledger_forget_login(struct registry *r, const char *login, bool only_look,
	struct ledger_forgotten *n_r, struct err *err)
{
	struct subject s = { .people = OF_LOGIN, .codes = OF_LOGIN,
		.sessions = OF_LOGIN, .args = { store_text(login) },
		.person = { PERSON_LOGIN, login },
		.only_look = only_look, .n = n_r };

	return store_change(r, forget, &s, err);
}

int
ledger_forget_domain(struct registry *r, const char *domain, bool only_look,
	struct ledger_forgotten *n_r, struct err *err)
{
	char *known = ledger_customer_domain(r, domain, err);
	struct subject s = { .people = OF_DOMAIN, .codes = OF_DOMAIN,
		.sessions = OF_DOMAIN, .customers = "domain = ?3" ALL_ARGS,
		.person = { PERSON_DOMAIN, known }, .domain = known,
		.only_look = only_look, .n = n_r };
	int rc;

	if (known == NULL)
		return -1;
	s.args[2] = store_text(known);
	rc = store_change(r, forget, &s, err);
	free(known);
	return rc;
}

int
ledger_expire(struct registry *r, unsigned days, bool only_look,
	struct ledger_forgotten *n_r, struct err *err)
{
	time_t now = time(NULL);
	char then[STORE_TIME];
	struct subject s = {
		/* Our own programs tell of invitations, and are nobody. */
		.people = "address IS NOT NULL AND address NOT LIKE"
		" 'linkseal-%' AND NOT EXISTS (SELECT 1 FROM events e"
		" WHERE e.who = people.id AND e.at >= ?1) AND NOT EXISTS"
		" (SELECT 1 FROM relationships o WHERE o.who = people.id"
		" AND o.until IS NULL)" ALL_ARGS,
		/* How often an address asked is counted for an hour. */
		.codes = "expires <= ?2 AND issued <= ?2 - 3600" ALL_ARGS,
		.sessions = "expires <= ?2" ALL_ARGS,
		/* Nothing but an invitation, and that long ago. */
		.customers = "tenant IS NULL AND added < ?1 AND NOT EXISTS"
		" (SELECT 1 FROM invitations i WHERE i.customer = customers.id"
		" AND (i.last >= ?1 OR i.answered >= ?1)) AND NOT EXISTS"
		" (SELECT 1 FROM relationships o WHERE o.customer ="
		" customers.id) AND NOT EXISTS (SELECT 1 FROM subscriptions u"
		" WHERE u.customer = customers.id)" ALL_ARGS,
		.args = { { 0 }, store_number(now) },
		.only_look = only_look, .n = n_r };

	store_time(now - (time_t)days * 86400, then);
	s.args[0] = store_text(then);
	return store_change(r, forget, &s, err);
}
