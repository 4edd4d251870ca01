/* Services, and for which of them a reseller asks by its link. */

#include <stdio.h>

#include "command.h"
#include "describe.h"
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

static const struct command_option list_options[] = {
	DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

static struct json *
begin_json(const struct ledger_service *s)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	json_put_text(j, "name", s->name);
	json_put_text(j, "title", s->title);
	return j;
}

static int
add_service(void *ctx, const struct ledger_service *s)
{
	struct json *j = begin_json(s);

	json_close(j);
	json_list_add(ctx, &j);
	return 0;
}

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
	struct json_list list;

	if (call->values[0] == NULL)
		return ledger_services(call->registry, print_service, NULL,
			err);
	json_list_begin(&list, stdout);
	if (ledger_services(call->registry, add_service, &list, err) != 0)
		return -1;
	return json_list_end(&list, err);
}

const struct command service_list = {
	.noun = "service", .verb = "list", .operands = "[--json]",
	.summary = "Lists all services: name, title.",
	.options = list_options,
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
add_offer(void *ctx, const struct ledger_service *s)
{
	struct json *j = begin_json(s);

	json_put_bool(j, "sells", s->transacting);
	json_close(j);
	json_list_add(ctx, &j);
	return 0;
}

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
	const char *name = call->operands[0];
	struct registry_reseller s;
	struct json_list list;

	if (registry_reseller_get(call->registry, name, &s, err) != 0)
		return -1;
	registry_reseller_deinit(&s);
	if (call->values[0] == NULL)
		return ledger_offers(call->registry, name, print_offer, NULL,
			err);
	json_list_begin(&list, stdout);
	if (ledger_offers(call->registry, name, add_offer, &list, err) != 0)
		return -1;
	return json_list_end(&list, err);
}

const struct command offer_list = {
	.noun = "offer", .verb = "list", .operands = "NAME [--json]",
	.min = 1, .max = 1,
	.summary = "Lists the services for which a reseller asks.",
	.options = list_options,
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
