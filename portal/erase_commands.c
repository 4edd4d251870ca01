/* Forgetting persons and customers, on demand and after a while. */

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "commands.h"
#include "registry/ledger_privacy.h"

#define LOGIN "login:"

static const struct command_option yes_option[] = {
	{ "yes", NULL, "do not ask" },
	{ NULL, NULL, NULL },
};

static void
tell(const char *done, const struct ledger_forgotten *n)
{
	printf("%s: %lu persons, %lu codes and sessions, %lu customers, %lu "
		"lines of the history\n", done, n->people, n->sessions,
		n->customers, n->lines);
}

static int
erase(struct call *call, bool only_look, struct ledger_forgotten *n,
	struct err *err)
{
	const char *what = call->operands[0];

	if (strncmp(what, LOGIN, strlen(LOGIN)) == 0)
		return ledger_forget_login(call->registry,
			what + strlen(LOGIN), only_look, n, err);
	if (strchr(what, '@'))
		return ledger_forget_address(call->registry, what, only_look,
			n, err);
	return ledger_forget_domain(call->registry, what, only_look, n, err);
}

/* What was forgotten is forgotten, also when traces of it stay for now. */
static int
scrub(struct call *call, struct err *err)
{
	if (registry_scrub(call->registry, err) == 0)
		return EX_OK;
	return err_prefix(err, "forgotten, and yet");
}

static int
run_erase(struct call *call, struct err *err)
{
	struct ledger_forgotten n;
	char question[400];

	if (erase(call, true, &n, err) != 0)
		return -1;
	snprintf(question, sizeof question, "Forget %.200s: %lu persons, %lu "
		"codes and sessions, %lu customers, %lu lines of the history?",
		call->operands[0], n.people, n.sessions, n.customers,
		n.lines);
	if (commands_ask(call->values[0], question, err) != 0 ||
	    erase(call, false, &n, err) != 0)
		return -1;
	tell("forgotten", &n);
	return scrub(call, err);
}

const struct command commands_erase = {
	.noun = "erase", .operands = "ADDRESS|login:NAME|DOMAIN [OPTION...]",
	.min = 1, .max = 1,
	.summary = "Forgets a person, or a customer and all its persons.",
	.details = "What was done stays, by nobody; in the history of the "
		"registry a pseudonym stands\nin a person's place. A customer "
		"is forgotten only when no relationship holds. No\ntrace is "
		"left in the registry's files; copies, the mailer's journals "
		"and logs of\nmail servers are yours to look after.\n",
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
	if (only_look || n.people + n.sessions + n.customers == 0)
		return EX_OK;
	return scrub(call, err);
}

const struct command commands_expire = {
	.noun = "expire", .operands = "[OPTION...]",
	.summary = "Forgets persons who did nothing for as long as is kept.",
	.details = "How long that is says `retention` in the section portal "
		"of linkseal.conf.\nWho stands behind a relationship that "
		"holds is kept. Customers who were invited\nthat long ago and "
		"never became any are forgotten too. For a daily timer:\n"
		"linkseal-expire.timer.\n",
	.options = expire_options,
	.registry = REGISTRY_OPEN,
	.run = run_expire,
};
