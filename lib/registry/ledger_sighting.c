#include "registry/ledger_sighting.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "registry/ledger_customer.h"
#include "registry/ledger_known.h"

/* One sighting while it is laid over. */
struct look {
	const struct ledger_sighting *seen;
	struct ledger_known known;
	struct ledger_change pair;
	bool only_look, looked;
	struct ledger_outcome *out;
};

static void
difference(struct look *l, enum ledger_difference what)
{
	l->out->differences |= what;
}

static int
want_customer(struct registry *r, struct look *l, struct err *err)
{
	if (l->known.domain == NULL && l->known.n == 0)
		return err_set(err, ERR_DATA, "the provider names no domain of "
			"the customer %s that could be one", l->seen->tenant);
	if (l->known.domain == NULL) {
		l->known.domain = buf_strdup(l->known.domains[0]);
		difference(l, LEDGER_ADDED);
	}
	l->pair.domain = l->known.domain;
	return ledger_make_customer(r, l->known.domain, err);
}

/* A name that can't be is none: the provider keeps it otherwise. */
static const char *
usable_name(const struct ledger_sighting *seen)
{
	struct err bad;

	return seen->name && *seen->name && store_check_text("the name",
		seen->name, LIMIT_VALUE, &bad) == 0 ? seen->name : NULL;
}

static int
identify(struct registry *r, struct look *l, struct err *err)
{
	struct ledger_customer c = { .domain = l->known.domain,
		.tenant = l->known.tenant, .name = usable_name(l->seen) };
	struct store_value args[] = { store_text(c.domain),
		store_text(c.tenant), store_text(c.name) };
	int unknown = store_exists(r, "SELECT 1 FROM customers"
		" WHERE domain = ?1 AND tenant IS NULL AND ?2 = ?2 AND"
		" (?3 IS NULL OR TRUE)", args, 3, err), renamed;

	if (unknown < 0)
		return -1;
	renamed = store_exists(r, "SELECT 1 FROM customers WHERE domain = ?1"
		" AND ?2 = ?2 AND coalesce(name, '') <>"
		" coalesce(?3, name, '')", args, 3,
		err);
	if (renamed < 0)
		return -1;
	if (unknown)
		difference(l, LEDGER_IDENTIFIED);
	if (renamed)
		difference(l, LEDGER_RENAMED);
	return ledger_identify(r, &c, err);
}

static int
join(struct registry *r, struct look *l, struct err *err)
{
	if (ledger_known_join(r, &l->known, err) != 0)
		return -1;
	if (l->known.joined)
		difference(l, LEDGER_JOINED);
	return 0;
}

#define HOLDING " FROM relationships WHERE reseller = " LEDGER_RESELLER \
	" AND customer = " LEDGER_CUSTOMER " AND until IS NULL"

/* 1: a relationship of the pair holds for which CONDITION is true. */
static int
holds(struct registry *r, const struct look *l, const char *sql,
	const char *kind, struct err *err)
{
	return store_exists(r, sql, (struct store_value[]){
		store_text(l->pair.reseller), store_text(l->pair.domain),
		store_text(kind) }, 3, err);
}

#define ANY "SELECT 1" HOLDING " AND (?3 = ?3 OR TRUE)"
#define OTHER_KIND "SELECT 1" HOLDING " AND kind <> ?3"
#define WITH_DAP "SELECT 1" HOLDING " AND dap = 1 AND (?3 = ?3 OR TRUE)"
#define WITHOUT_DAP "SELECT 1" HOLDING " AND dap = 0 AND (?3 = ?3 OR TRUE)"

static int
finish(struct registry *r, struct look *l, struct err *err)
{
	if (ledger_check_end(r, &l->pair, err) != 0)
		return -1;
	difference(l, LEDGER_OVER);
	return ledger_finish(r, &l->pair, err);
}

/* For each service that is offered. */
static int
begin(struct registry *r, struct look *l, struct err *err)
{
	const struct ledger_sighting *s = l->seen;
	bool dap = s->dap_told && s->dap;
	char now[STORE_TIME];
	int64_t who;

	if (ledger_check_parties(r, &l->pair, err) != 0 ||
	    ledger_person(r, l->pair.actor, &who, err) != 0)
		return -1;
	store_now(now);
	difference(l, LEDGER_BEGUN);
	if (dap)
		difference(l, LEDGER_DAP_GIVEN);
	return store_query(r, "INSERT INTO relationships (customer, reseller,"
		" service, kind, transacting, dap, dap_changed, since, who,"
		" role) SELECT " LEDGER_CUSTOMER ", " LEDGER_RESELLER ","
		" w.service, ?3, w.transacting * ?4, ?5, ?6, ?6, ?7, ?8"
		" FROM" LEDGER_OFFERS "w", (struct store_value[]){
			store_text(s->reseller), store_text(l->pair.domain),
			store_text(s->kind), store_number(s->transacting),
			store_number(dap), store_text(now), store_number(who),
			store_text(l->pair.actor->role) }, 8, NULL, NULL, err);
}

static int
set_dap(struct registry *r, struct look *l, struct err *err)
{
	bool dap = l->seen->dap;
	char now[STORE_TIME];
	int64_t who;
	int rc = holds(r, l, dap ? WITHOUT_DAP : WITH_DAP, NULL, err);

	if (rc <= 0)
		return rc;
	if (ledger_person(r, l->pair.actor, &who, err) != 0)
		return -1;
	store_now(now);
	difference(l, dap ? LEDGER_DAP_GIVEN : LEDGER_DAP_TAKEN);
	return store_query(r, "UPDATE relationships SET dap = ?3,"
		" dap_changed = ?4, who = ?5, role = ?6 WHERE reseller = "
		LEDGER_RESELLER " AND customer = " LEDGER_CUSTOMER
		" AND until IS NULL AND dap <> ?3", (struct store_value[]){
			store_text(l->pair.reseller),
			store_text(l->pair.domain), store_number(dap),
			store_text(now), store_number(who),
			store_text(l->pair.actor->role) }, 6, NULL, NULL, err);
}

/* A relationship of another type is over, and one of this type begins. */
static int
relate(struct registry *r, struct look *l, struct err *err)
{
	const struct ledger_sighting *s = l->seen;
	int held, other = holds(r, l, OTHER_KIND, s->kind, err);

	if (other < 0 || (other > 0 && finish(r, l, err) != 0))
		return -1;
	if (s->dap_told && s->dap && s->transacting &&
	    ledger_check_seller(r, &l->pair, err) != 0)
		return -1;
	held = holds(r, l, ANY, NULL, err);
	if (held < 0)
		return -1;
	if (!held)
		return begin(r, l, err);
	return s->dap_told ? set_dap(r, l, err) : 0;
}

/* An invitation that is open is answered by what it asked for. */
static int
answer(struct registry *r, const struct look *l, struct err *err)
{
	int open;

	if (!(l->out->differences & (LEDGER_BEGUN | LEDGER_DAP_GIVEN)) &&
	    !(l->seen->dap_told && l->seen->dap))
		return 0;
	open = holds(r, l, "SELECT 1 FROM invitations WHERE reseller = "
		LEDGER_RESELLER " AND customer = " LEDGER_CUSTOMER
		" AND coalesce(answer, '') <> 'accepted'"
		" AND (?3 = ?3 OR TRUE)", NULL, err);
	return open <= 0 ? open : ledger_answer(r, &l->pair, "accepted", err);
}

static int
lay_over(struct registry *r, struct look *l, struct err *err)
{
	int held;

	if (store_want_reseller(r, l->seen->reseller, err) != 0 ||
	    ledger_known_find(r, &l->known, err) != 0)
		return -1;
	if (l->seen->kind == NULL && l->known.domain == NULL)
		return 0;
	if (want_customer(r, l, err) != 0 || identify(r, l, err) != 0 ||
	    join(r, l, err) != 0)
		return -1;
	if (l->seen->kind)
		return relate(r, l, err) == 0 ? answer(r, l, err) : -1;
	held = holds(r, l, ANY, NULL, err);
	return held <= 0 ? held : finish(r, l, err);
}

/* A look is a change that is not kept. */
static int
see(struct registry *r, const void *ctx, struct err *err)
{
	struct look *l = *(struct look *const *)ctx;

	if (lay_over(r, l, err) != 0)
		return -1;
	l->looked = l->only_look;
	return l->looked ? -1 : 0;
}

static void
fold_domains(struct look *l)
{
	const struct ledger_sighting *s = l->seen;
	struct err unused;

	l->known.domains = buf_zalloc((s->n_domains + 1) * sizeof (char *));
	for (size_t i = 0; i < s->n_domains; i++) {
		char *d = ledger_domain(s->domains[i], &unused);

		if (d && strspn(d, "abcdefghijklmnopqrstuvwxyz0123456789.-") ==
		    strlen(d))
			l->known.domains[l->known.n++] = d;
		else
			free(d);
	}
}

int
ledger_see(struct registry *r, const struct ledger_sighting *seen,
	bool only_look, const struct ledger_actor *actor,
	struct ledger_outcome *out_r, struct err *err)
{
	struct look l = { .seen = seen, .only_look = only_look, .out = out_r,
		.known = { .reseller = seen->reseller,
			.tenant = seen->tenant },
		.pair = { .reseller = seen->reseller, .actor = actor } };
	struct look *ctx = &l;
	int rc;

	*out_r = (struct ledger_outcome){ .differences = 0 };
	fold_domains(&l);
	rc = store_change(r, see, &ctx, err);
	if (l.looked)
		rc = 0;
	if (rc != 0)
		out_r->differences = 0;
	out_r->domain = l.known.domain;
	out_r->apart = l.known.apart;
	for (size_t i = 0; i < l.known.n; i++)
		free(l.known.domains[i]);
	free(l.known.domains);
	return rc;
}

void
ledger_outcome_deinit(struct ledger_outcome *out)
{
	free(out->domain);
	free(out->apart);
	*out = (struct ledger_outcome){ .differences = 0 };
}

struct each_held {
	int (*fn)(void *ctx, const struct ledger_customer *);
	void *ctx;
};

static int
hand_over(void *ctx, const struct store_value *c)
{
	const struct each_held *e = ctx;
	struct ledger_customer l = { .domain = c[0].text,
		.tenant = c[1].text, .name = c[2].text, .reseller = c[3].text,
		.state = LEDGER_ACCEPTED };

	return e->fn(e->ctx, &l);
}

int
ledger_held(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct ledger_customer *), void *ctx,
	struct err *err)
{
	struct each_held e = { fn, ctx };

	return store_query(r, "SELECT DISTINCT c.domain, c.tenant, c.name,"
		" n.name FROM relationships o JOIN customers c"
		" ON c.id = o.customer JOIN resellers n ON n.id = o.reseller"
		" WHERE o.until IS NULL AND n.name = ?1 ORDER BY c.domain",
		(struct store_value[]){ store_text(reseller) }, 1, hand_over,
		&e, err);
}

/* *ctx is a char * for the tenant; a row without one leaves "". */
static int
take_tenant(void *ctx, const struct store_value *c)
{
	free(*(char **)ctx);
	*(char **)ctx = buf_strdup(c[0].text ? c[0].text : "");
	return 0;
}

int
ledger_tenant(struct registry *r, const char *domain, char **tenant_r,
	struct err *err)
{
	char *known = ledger_customer_domain(r, domain, err), *tenant = NULL;
	int rc;

	if (known == NULL)
		return -1;
	rc = store_query(r, "SELECT tenant FROM customers WHERE domain = ?1",
		(struct store_value[]){ store_text(known) }, 1, take_tenant,
		&tenant, err);
	if (rc == 0 && tenant == NULL)
		rc = err_set(err, ERR_NOT_FOUND, "%s is no customer that is "
			"known here", known);
	free(known);
	if (rc != 0 || *tenant == '\0') {
		free(tenant);
		tenant = NULL;
	}
	*tenant_r = tenant;
	return rc;
}
