/* Services, and for which of them a reseller asks by its link. */

#include <stdio.h>

#include "command.h"
#include "registry/ledger_service.h"

enum { TITLE };

static const struct command_option title_option[] = {
	[TITLE] = { "title", "TEXT", "as customers know it" },
	{ NULL, NULL, NULL },
};

static int
check_title(const struct call *call, struct err *err)
{
	if (call->values[TITLE] == NULL)
		return err_set(err, ERR_USAGE, "service add needs --title "
			"TEXT: what customers call it");
	return 0;
}

static int
run_service_add(struct call *call, struct err *err)
{
	return ledger_service_set(call->registry, call->operands[0],
		call->values[TITLE], err);
}

const struct command service_add = {
	.noun = "service", .verb = "add", .operands = "SERVICE --title TEXT",
	.min = 1, .max = 1,
	.summary = "Adds a service that resellers offer, or renames it.",
	.details = "SERVICE is how you call it here: lower-case letters, "
		"digits, '-', '.' and '_'.\n",
	.options = title_option,
	.registry = REGISTRY_CREATE,
	.check = check_title,
	.run = run_service_add,
};

static int
print_service(void *ctx, const struct ledger_service *s)
{
	(void)ctx;
	printf("%-24s %s\n", s->name, s->title);
	return 0;
}

static int
run_service_list(struct call *call, struct err *err)
{
	return ledger_services(call->registry, print_service, NULL, err);
}

const struct command service_list = {
	.noun = "service", .verb = "list", .operands = "",
	.summary = "Lists all services: name, title.",
	.registry = REGISTRY_OPEN,
	.run = run_service_list,
};

enum { SUPPORT_ONLY };

static const struct command_option offer_options[] = {
	[SUPPORT_ONLY] = { "support-only", NULL, "it does not sell the "
		"service, only looks after it" },
	{ NULL, NULL, NULL },
};

static int
run_offer_add(struct call *call, struct err *err)
{
	for (size_t i = 1; i < call->n_operands; i++)
		if (ledger_offer_set(call->registry, call->operands[0],
		    call->operands[i], call->values[SUPPORT_ONLY] == NULL,
		    err) != 0)
			return -1;
	return 0;
}

const struct command offer_add = {
	.noun = "offer", .verb = "add", .operands = "NAME SERVICE...",
	.min = 2, .max = COMMAND_ANY,
	.summary = "Says for which services a reseller asks by its link.",
	.details = "Of the partners who sell a service to a customer, one can "
		"have delegated\nadministrative privileges. Without any "
		"offer it is the service `cloud`, sold.\n",
	.options = offer_options,
	.registry = REGISTRY_OPEN,
	.run = run_offer_add,
};

static int
print_offer(void *ctx, const struct ledger_service *s)
{
	(void)ctx;
	printf("%-24s %-13s %s\n", s->name, s->transacting ? "sells" :
		"support-only", s->title);
	return 0;
}

static int
run_offer_list(struct call *call, struct err *err)
{
	return ledger_offers(call->registry, call->operands[0], print_offer,
		NULL, err);
}

const struct command offer_list = {
	.noun = "offer", .verb = "list", .operands = "NAME",
	.min = 1, .max = 1,
	.summary = "Lists the services for which a reseller asks.",
	.registry = REGISTRY_OPEN,
	.run = run_offer_list,
};

static int
run_offer_remove(struct call *call, struct err *err)
{
	return ledger_offer_remove(call->registry, call->operands[0],
		call->operands[1], err);
}

const struct command offer_remove = {
	.noun = "offer", .verb = "remove", .operands = "NAME SERVICE",
	.min = 2, .max = 2,
	.summary = "Asks no more for a service.",
	.details = "Relationships that hold stay as they are.\n",
	.registry = REGISTRY_OPEN,
	.run = run_offer_remove,
};
