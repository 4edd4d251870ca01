#include "registry/ledger_invited.h"

#include <stdlib.h>

#include "registry/ledger_parts.h"
#include "registry/public_mail.h"

struct telling {
	const struct ledger_sent *list;
	size_t n;
	struct ledger_actor actor;
	size_t news;
};

/* One of them, with its domain in its one spelling and its time as text. */
struct one {
	struct store_value args[3];	/* reseller, domain, time */
	const char *reseller;
	const char *domain;
	char at[STORE_TIME];
};

/* Mail to oneself invites nobody. */
#define OWN_DOMAIN "SELECT 1 FROM resellers r WHERE r.name = ?1" \
	" AND (r.domain = ?2 OR EXISTS (SELECT 1 FROM senders s" \
	" WHERE s.reseller = r.id AND ((s.kind = 'domain' AND s.value = ?2)" \
	" OR (s.kind = 'address' AND substr(s.value, instr(s.value, '@') + 1)" \
	" = ?2))))"

/* By whichever of its domains. */
#define TOLD_THAT_DAY "SELECT 1 FROM events WHERE reseller = ?1" \
	" AND (customer = ?2 OR customer IN (SELECT a.domain" \
	" FROM customer_domains a JOIN customers c ON c.id = a.customer" \
	" WHERE c.domain = ?2)) AND action = 'invited'" \
	" AND substr(at, 1, 10) = substr(?3, 1, 10)"

/* 1, 0, or -1 with *err. */
static int
is_customer(struct registry *r, const struct one *o, struct err *err)
{
	int rc = store_exists(r, "SELECT 1 FROM resellers WHERE name = ?1",
		o->args, 1, err);

	if (rc <= 0)
		return rc;
	rc = store_exists(r, OWN_DOMAIN, o->args, 2, err);
	return rc < 0 ? -1 : rc == 0;
}

#define PAIR " WHERE customer = " LEDGER_CUSTOMER \
	" AND reseller = " LEDGER_RESELLER

/* The pair's row. What was accepted or ended since is an answer to it. */
static int
make_row(struct registry *r, const struct one *o, struct err *err)
{
	return store_query(r, "INSERT INTO invitations (customer, reseller,"
		" first, last, times, answer, answered)"
		" SELECT " LEDGER_CUSTOMER ", " LEDGER_RESELLER ", ?3, ?3, 0,"
		" iif(o.at >= ?3, 'accepted', NULL), iif(o.at >= ?3, o.at,"
		" NULL) FROM (SELECT max(coalesce(until, since)) AS at"
		" FROM relationships" PAIR ") o"
		" WHERE NOT EXISTS (SELECT 1 FROM invitations" PAIR ")",
		o->args, 3, NULL, NULL, err);
}

/* MORE: it is news. An answer makes a row before the first invitation is told:
 * then its times are not those of one. */
static int
update_row(struct registry *r, const struct one *o, bool more,
	struct err *err)
{
	const struct store_value args[] = { o->args[0], o->args[1],
		o->args[2], store_number(more) };

	return store_query(r, "UPDATE invitations SET times = times + ?4,"
		" first = iif(times = 0 OR ?3 < first, ?3, first),"
		" last = iif(times = 0 OR ?3 > last, ?3, last),"
		" answer = iif(answered < ?3, NULL, answer),"
		" answered = iif(answered < ?3, NULL, answered)" PAIR, args, 4,
		NULL, NULL, err);
}

static int
write_one(struct registry *r, struct telling *t, const struct one *o,
	bool told, struct err *err)
{
	int again;

	if (ledger_make_customer(r, o->domain, err) != 0 ||
	    make_row(r, o, err) != 0)
		return -1;
	again = store_exists(r, "SELECT 1 FROM invitations" PAIR
		" AND answered < ?3", o->args, 3, err);
	if (again < 0 || update_row(r, o, again || !told, err) != 0)
		return -1;
	if (told && !again)
		return 0;
	t->news++;
	return ledger_note(r, o->reseller, o->domain, "invited", o->at,
		&t->actor, err);
}

static int
tell_one(struct registry *r, struct telling *t, const struct one *o,
	struct err *err)
{
	int rc = is_customer(r, o, err), told;

	if (rc <= 0)
		return rc;
	told = store_exists(r, TOLD_THAT_DAY, o->args, 3, err);
	if (told < 0)
		return -1;
	/* Told, and gone since: it is to stay forgotten. */
	rc = store_exists(r, "SELECT 1 FROM customers WHERE domain = ?1",
		o->args + 1, 1, err);
	if (rc < 0 || (told && rc == 0))
		return rc;
	return write_one(r, t, o, told, err);
}

static int
tell_sent(struct registry *r, struct telling *t, const struct ledger_sent *s,
	struct err *err)
{
	struct err bad;
	char *domain = ledger_customer_domain(r, s->domain, &bad);
	struct one o = { .reseller = s->reseller, .domain = domain };
	int rc = 0;

	if (domain == NULL && bad.kind == ERR_DATA)
		return 0;
	if (domain == NULL) {
		*err = bad;
		return -1;
	}
	store_time(s->at, o.at);
	o.args[0] = store_text(o.reseller);
	o.args[1] = store_text(o.domain);
	o.args[2] = store_text(o.at);
	if (!public_mail_has(domain))
		rc = tell_one(r, t, &o, err);
	free(domain);
	return rc;
}

static int
tell(struct registry *r, void *ctx, struct err *err)
{
	struct telling *t = ctx;
	int rc = 0;

	for (size_t i = 0; i < t->n && rc == 0; i++)
		rc = tell_sent(r, t, &t->list[i], err);
	return rc;
}

int
ledger_invited(struct registry *r, const struct ledger_sent *list, size_t n,
	const char *program, size_t *new_r, struct err *err)
{
	struct telling t = { list, n, { "partner", program }, 0 };

	if (registry_batch(r, tell, &t, err) != 0)
		return -1;
	if (new_r)
		*new_r = t.news;
	return 0;
}
