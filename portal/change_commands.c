/* Changes of the ledger on the command line, which ask first. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "provider_change.h"

enum { SERVICE, EVERY, DAP_HERE_ONLY, DAP_YES };

static const struct command_option dap_options[] = {
	[SERVICE] = { "service", "SERVICE", "only for this one" },
	[EVERY] = { "all", NULL, "from every reseller" },
	[DAP_HERE_ONLY] = { "here-only", NULL, "only write it down: it was "
		"done at the provider" },
	[DAP_YES] = { "yes", NULL, "do not ask" },
	{ NULL, NULL, NULL },
};

static int
check_dap(const struct call *call, struct err *err)
{
	if ((call->n_operands == 2) == (call->values[EVERY] != NULL))
		return err_set(err, ERR_USAGE, "name the reseller who loses "
			"the privileges, or say --all");
	return 0;
}

/* R11 and R13 to R15, for whoever answers. */
static int
ask_dap(struct call *call, const char *whose, const char *at,
	struct err *err)
{
	const char *service = call->values[SERVICE];
	char question[1000];

	snprintf(question, sizeof question, "%.200s loses its delegated "
		"administrative privileges at %.200s for %.64s%s%.80s: it "
		"administers nothing there any more and opens no support "
		"tickets. The relationship, subscriptions and bills stay, and "
		"so does its duty to support the customer. The same link "
		"restores the privileges. Go on?", whose, call->operands[0],
		service ? service : "all services", *at ? ", at " : "", at);
	return commands_ask(call->values[DAP_YES], question, err);
}

static int
remove_dap(struct call *call, const struct provider_change *p,
	struct err *err)
{
	char login[COMMANDS_LOGIN];
	struct ledger_actor actor = commands_actor(login);
	int rc;

	if (provider_change_make(p, call, cloud_customer_remove_dap, err) != 0)
		return -1;
	rc = ledger_remove_dap(call->registry, p->domain, p->reseller.name,
		call->values[SERVICE], &actor, err);
	return provider_change_told(p, "took the privileges away", rc, err);
}

static int
remove_from(struct call *call, const char *reseller, bool ask,
	struct err *err)
{
	struct provider_change p;
	int rc = provider_change_init(&p, call, call->operands[0], reseller,
		call->values[DAP_HERE_ONLY] != NULL, err);

	if (rc != 0)
		return rc;
	if (p.provider && call->values[SERVICE])
		rc = err_set(err, ERR_USAGE, "%s knows no single service: "
			"leave out --service", p.provider->title);
	if (rc == 0 && ask)
		rc = ask_dap(call, p.reseller.display, p.provider ?
			p.provider->title : "", err);
	if (rc == 0)
		rc = remove_dap(call, &p, err);
	provider_change_deinit(&p);
	return rc;
}

/* A customer has a handful of partners. */
#define LIMIT_HOLDERS 100

/* Resellers with privileges; each stands there for each of its services. */
struct holders {
	char *names[LIMIT_HOLDERS];
	size_t n;
	const char *service;
};

static int
take_holder(void *ctx, const struct ledger_relationship *l)
{
	struct holders *h = ctx;
	bool known = h->n && strcmp(h->names[h->n - 1], l->reseller) == 0;

	if (!l->dap || known || (h->service && strcmp(h->service,
	    l->service) != 0))
		return 0;
	if (h->n == LIMIT_HOLDERS)
		return 1;
	h->names[h->n++] = buf_strdup(l->reseller);
	return 0;
}

static int
remove_all(struct call *call, struct err *err)
{
	struct holders h = { .service = call->values[SERVICE] };
	int rc = ledger_relationships(call->registry, call->operands[0], NULL,
		take_holder, &h, err);

	if (rc > 0)
		rc = err_set(err, ERR_LIMIT, "%s has more than %d partners "
			"with privileges; name one after the other",
			call->operands[0], LIMIT_HOLDERS);
	if (rc == 0 && h.n == 0)
		rc = err_set(err, ERR_NOT_FOUND, "%s has delegated no "
			"administrative privileges there", call->operands[0]);
	if (rc == 0)
		rc = ask_dap(call, "Every reseller", "each one's provider",
			err);
	for (size_t i = 0; i < h.n; i++) {
		if (rc == 0)
			rc = remove_from(call, h.names[i], false, err);
		free(h.names[i]);
	}
	return rc;
}

static int
run_dap(struct call *call, struct err *err)
{
	return call->n_operands == 1 ? remove_all(call, err) :
		remove_from(call, call->operands[1], true, err);
}

const struct command commands_remove_dap = {
	.noun = "remove-dap", .operands = "DOMAIN [RESELLER] [OPTION...]",
	.min = 1, .max = 2,
	.summary = "Removes delegated administrative privileges.",
	.details = "At the reseller's provider first, where it has an API, "
		"and here when it has said\nyes. The relationships stay; the "
		"same link restores the privileges.\n",
	.options = dap_options,
	.registry = REGISTRY_OPEN,
	.check = check_dap,
	.run = run_dap,
};

enum { END_HERE_ONLY, END_YES };

static const struct command_option end_options[] = {
	[END_HERE_ONLY] = { "here-only", NULL, "only write it down: it was "
		"done at the provider" },
	[END_YES] = { "yes", NULL, "do not ask" },
	{ NULL, NULL, NULL },
};

/* R15 and R16. */
static int
ask_end(struct call *call, const struct provider_change *p, struct err *err)
{
	char question[1000];

	snprintf(question, sizeof question, "The relationship of %.200s with "
		"%.200s ends%s%.80s: its privileges, its place as support "
		"contact and what it could sell there end with it, and the "
		"customer leaves its list. Only the customer can bring it "
		"back, by the same link. Go on?", p->reseller.display,
		p->domain, p->provider ? ", at " : "", p->provider ?
		p->provider->title : "");
	return commands_ask(call->values[END_YES], question, err);
}

/* The ledger's rules are asked first: what they forbid is not done at the
 * provider either. */
static int
end_relationship(struct call *call, const struct provider_change *p,
	struct err *err)
{
	char login[COMMANDS_LOGIN];
	struct ledger_actor actor = commands_actor(login);
	int rc;

	if (ledger_may_end(call->registry, p->domain, p->reseller.name,
	    &actor, err) != 0 || ask_end(call, p, err) != 0 ||
	    provider_change_make(p, call, cloud_customer_remove, err) != 0)
		return -1;
	rc = ledger_end(call->registry, p->domain, p->reseller.name, &actor,
		err);
	return provider_change_told(p, "ended the relationship", rc, err);
}

static int
run_end(struct call *call, struct err *err)
{
	struct provider_change p;
	int rc = provider_change_init(&p, call, call->operands[0],
		call->operands[1], call->values[END_HERE_ONLY] != NULL, err);

	if (rc != 0)
		return rc;
	rc = end_relationship(call, &p, err);
	provider_change_deinit(&p);
	return rc;
}

const struct command commands_end = {
	.noun = "end", .operands = "DOMAIN RESELLER [OPTION...]",
	.min = 2, .max = 2,
	.summary = "Ends a customer's relationships with a reseller.",
	.details = "At the reseller's provider first, where it has an API, "
		"and here when it has said\nyes. Privileges end with them. "
		"Refused while a subscription is active.\n",
	.options = end_options,
	.registry = REGISTRY_OPEN,
	.run = run_end,
};
