/* linkseal-portal export: all that is kept about a customer or a person. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "put.h"
#include "registry/erasure.h"
#include "registry/ledger_service.h"
#include "registry/signin.h"

#define LOGIN "login:"
#define ALL_ROWS ((unsigned)INT32_MAX)

/* Of the customers that ledger_customers() finds, the one that is meant. */
struct only {
	struct json *j;
	const char *domain;
};

static int
put_only(void *ctx, const struct ledger_customer *c)
{
	const struct only *only = ctx;

	if (strcmp(c->domain, only->domain) == 0)
		put_customer(only->j, c);
	return 0;
}

static int
put_held(void *ctx, const struct ledger_relationship *l)
{
	put_relationship(ctx, l);
	return 0;
}

static int
put_sold(void *ctx, const struct ledger_subscription *s)
{
	put_subscription(ctx, s);
	return 0;
}

static int
put_happened(void *ctx, const struct ledger_event *e)
{
	put_event(ctx, e);
	return 0;
}

static int
put_signin(void *ctx, const struct signin_kept *k)
{
	json_open_object(ctx, NULL);
	json_put_text(ctx, "what", k->what);
	json_put_text(ctx, "address", k->address);
	json_put_text(ctx, "role", k->role);
	json_put_number(ctx, "expires", k->expires);
	json_close(ctx);
	return 0;
}

static int
put_sender(void *ctx, const struct registry_sender *s)
{
	json_open_object(ctx, NULL);
	json_put_text(ctx, "reseller", s->reseller);
	json_put_text(ctx, "kind", s->kind);
	json_put_text(ctx, "value", s->value);
	json_close(ctx);
	return 0;
}

static int
put_line(void *ctx, const struct erasure_line *l)
{
	json_open_object(ctx, NULL);
	json_put_text(ctx, "at", l->at);
	json_put_text(ctx, "who", l->who);
	json_put_text(ctx, "command", l->command);
	json_put_text(ctx, "action", l->action);
	json_put_text(ctx, "reseller", l->reseller);
	json_put_text(ctx, "detail", l->detail);
	json_close(ctx);
	return 0;
}

/* What the two have in common: who signs in, and lines of the registry's own
 * history. */
static int
put_rest(struct json *j, struct registry *r, const struct person *p,
	struct err *err)
{
	bool domain = p->kind == PERSON_DOMAIN;
	int rc;

	json_open_array(j, "sign_ins");
	rc = signin_each(r, domain ? NULL : p->what, domain ? p->what : NULL,
		put_signin, j, err);
	json_close(j);
	json_open_array(j, "changes");
	if (rc == 0)
		rc = erasure_lines(r, p, put_line, j, err);
	json_close(j);
	return rc;
}

static int
put_customer_known(struct json *j, struct registry *r, const char *domain,
	struct err *err)
{
	struct ledger_search search = { .words = domain, .max = ALL_ROWS,
		.state = LEDGER_ANY };
	struct only only = { j, domain };
	int rc;

	json_open_array(j, "standings");
	rc = ledger_customers(r, &search, put_only, &only, err);
	json_close(j);
	json_open_array(j, "relationships");
	if (rc == 0)
		rc = ledger_relationships(r, domain, NULL, put_held, j, err);
	json_close(j);
	json_open_array(j, "subscriptions");
	if (rc == 0)
		rc = ledger_subscriptions(r, domain, put_sold, j, err);
	json_close(j);
	json_open_array(j, "history");
	if (rc == 0)
		rc = ledger_events(r, domain, NULL, ALL_ROWS, put_happened, j,
			err);
	json_close(j);
	return rc;
}

static int
export_customer(struct json *j, struct registry *r, const char *given,
	struct err *err)
{
	char *domain = ledger_customer_domain(r, given, err);
	struct person p = { PERSON_DOMAIN, domain };
	int rc;

	if (domain == NULL)
		return -1;
	json_put_text(j, "domain", domain);
	rc = put_customer_known(j, r, domain, err);
	if (rc == 0)
		rc = put_rest(j, r, &p, err);
	free(domain);
	return rc;
}

static int
export_person(struct json *j, struct registry *r, const struct person *p,
	struct err *err)
{
	bool login = p->kind == PERSON_LOGIN;
	int rc;

	json_put_text(j, login ? "login" : "address", p->what);
	json_open_array(j, "history");
	rc = ledger_deeds(r, p->what, put_happened, j, err);
	json_close(j);
	json_open_array(j, "sender_of");
	if (rc == 0)
		rc = registry_sender_find(r, login ? "login" : "address",
			p->what, put_sender, j, err);
	json_close(j);
	return rc == 0 ? put_rest(j, r, p, err) : rc;
}

static int
export_any(struct json *j, struct registry *r, const char *what,
	struct err *err)
{
	struct person p = { PERSON_ADDRESS, what };

	if (strncmp(what, LOGIN, strlen(LOGIN)) == 0)
		p = (struct person){ PERSON_LOGIN, what + strlen(LOGIN) };
	else if (strchr(what, '@') == NULL)
		return export_customer(j, r, what, err);
	return export_person(j, r, &p, err);
}

static int
run_export(struct call *call, struct err *err)
{
	struct json *j = json_new();
	int rc;

	json_open_object(j, NULL);
	rc = export_any(j, call->registry, call->operands[0], err);
	json_close(j);
	if (rc == 0)
		rc = json_print(j, JSON_PRETTY, stdout, err);
	json_free(&j);
	return rc;
}

const struct command commands_export = {
	.noun = "export", .operands = "ADDRESS|login:NAME|DOMAIN",
	.min = 1, .max = 1,
	.summary = "Writes all that is kept about a customer or a person, as "
		"JSON.",
	.registry = REGISTRY_OPEN,
	.run = run_export,
};
