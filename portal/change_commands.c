/* Changes of the ledger on the command line, which ask first. */

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "commands.h"
#include "registry/ledger_privacy.h"

enum { SERVICE, EVERY, DAP_YES };

static const struct command_option dap_options[] = {
	[SERVICE] = { "service", "SERVICE", "only for this one" },
	[EVERY] = { "all", NULL, "from every reseller" },
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

static int
run_dap(struct call *call, struct err *err)
{
	const char *reseller = call->n_operands == 2 ? call->operands[1] :
		NULL;
	const char *service = call->values[SERVICE];
	char login[COMMANDS_LOGIN], question[400];
	struct ledger_actor actor = commands_actor(login);

	snprintf(question, sizeof question, "Remove the delegated "
		"administrative privileges of %.64s at %.200s for %.64s?",
		reseller ? reseller : "all resellers", call->operands[0],
		service ? service : "all services");
	if (commands_want_reseller(call->registry, reseller, err) != 0 ||
	    commands_ask(call->values[DAP_YES], question, err) != 0)
		return -1;
	return ledger_remove_dap(call->registry, call->operands[0], reseller,
		service, &actor, err);
}

const struct command commands_remove_dap = {
	.noun = "remove-dap", .operands = "DOMAIN [RESELLER] [OPTION...]",
	.min = 1, .max = 2,
	.summary = "Removes delegated administrative privileges.",
	.details = "The relationships stay; the same link restores the "
		"privileges.\n",
	.options = dap_options,
	.registry = REGISTRY_OPEN,
	.check = check_dap,
	.run = run_dap,
};

static const struct command_option yes_option[] = {
	{ "yes", NULL, "do not ask" },
	{ NULL, NULL, NULL },
};

static int
run_end(struct call *call, struct err *err)
{
	const char *domain = call->operands[0], *reseller = call->operands[1];
	char login[COMMANDS_LOGIN], question[400];
	struct ledger_actor actor = commands_actor(login);

	snprintf(question, sizeof question, "End all relationships of %.200s "
		"with %.64s?", domain, reseller);
	if (commands_want_reseller(call->registry, reseller, err) != 0 ||
	    commands_ask(call->values[0], question, err) != 0)
		return -1;
	return ledger_end(call->registry, domain, reseller, &actor, err);
}

const struct command commands_end = {
	.noun = "end", .operands = "DOMAIN RESELLER [OPTION...]",
	.min = 2, .max = 2,
	.summary = "Ends a customer's relationships with a reseller.",
	.details = "Privileges end with them. Refused while a subscription "
		"is active.\n",
	.options = yes_option,
	.registry = REGISTRY_OPEN,
	.run = run_end,
};

static void
tell(const char *done, const struct ledger_forgotten *n)
{
	printf("%s: %lu persons, %lu codes and sessions, %lu customers\n",
		done, n->people, n->sessions, n->customers);
}

static int
erase(struct call *call, bool only_look, struct ledger_forgotten *n,
	struct err *err)
{
	const char *what = call->operands[0];

	if (strchr(what, '@'))
		return ledger_forget_address(call->registry, what, only_look,
			n, err);
	return ledger_forget_domain(call->registry, what, only_look, n, err);
}

static int
run_erase(struct call *call, struct err *err)
{
	struct ledger_forgotten n;
	char question[400];

	if (erase(call, true, &n, err) != 0)
		return -1;
	snprintf(question, sizeof question, "Forget %.200s: %lu persons, %lu "
		"codes and sessions, %lu customers?", call->operands[0],
		n.people, n.sessions, n.customers);
	if (commands_ask(call->values[0], question, err) != 0 ||
	    erase(call, false, &n, err) != 0)
		return -1;
	tell("forgotten", &n);
	return EX_OK;
}

const struct command commands_erase = {
	.noun = "erase", .operands = "ADDRESS|DOMAIN [OPTION...]",
	.min = 1, .max = 1,
	.summary = "Forgets a person, or a customer and all its persons.",
	.details = "What was done stays in the history, by nobody. A customer "
		"is forgotten only\nwhen no relationship holds.\n",
	.options = yes_option,
	.registry = REGISTRY_OPEN,
	.run = run_erase,
};

enum { DRY_RUN };

static const struct command_option expire_options[] = {
	[DRY_RUN] = { "dry-run", NULL, "only tell what would be forgotten" },
	{ NULL, NULL, NULL },
};

static int
run_expire(struct call *call, struct err *err)
{
	bool only_look = call->values[DRY_RUN] != NULL;
	struct ledger_forgotten n;

	if (ledger_expire(call->registry, call->config->portal.retention,
	    only_look, &n, err) != 0)
		return -1;
	tell(only_look ? "to be forgotten" : "forgotten", &n);
	return EX_OK;
}

const struct command commands_expire = {
	.noun = "expire", .operands = "[OPTION...]",
	.summary = "Forgets persons who did nothing for as long as is kept.",
	.details = "How long that is says `retention` in the section portal "
		"of linkseal.conf.\nWho stands behind a relationship that "
		"holds is kept. For a daily timer.\n",
	.options = expire_options,
	.registry = REGISTRY_OPEN,
	.run = run_expire,
};
