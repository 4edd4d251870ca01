/* What the ledger holds, on the command line: relationships, and what
 * happened. */

#include <stdint.h>
#include <stdio.h>

#include "commands.h"
#include "put.h"

/* Of LIMIT: all there are. */
#define ALL_ROWS ((unsigned)INT32_MAX)

/* Where rows go: lines, or a list of JSON objects. */
struct rows {
	bool json;
	struct json_list list;
};

static void
begin(struct rows *rows, const char *json)
{
	rows->json = json != NULL;
	if (rows->json)
		json_list_begin(&rows->list, stdout);
}

static int
end(struct rows *rows, int rc, struct err *err)
{
	if (rows->json && rc == 0)
		rc = json_list_end(&rows->list, err);
	return rc;
}

enum { CUSTOMER, RELATIONSHIPS_RESELLER, RELATIONSHIPS_JSON };

static const struct command_option relationships_options[] = {
	[CUSTOMER] = { "customer", "DOMAIN", "only this one's" },
	[RELATIONSHIPS_RESELLER] = { "reseller", "NAME", "only this one's" },
	[RELATIONSHIPS_JSON] = { "json", NULL, "for programs" },
	{ NULL, NULL, NULL },
};

static int
print_relationship(void *ctx, const struct ledger_relationship *l)
{
	struct rows *rows = ctx;
	struct json *j;

	if (rows->json) {
		j = json_new();
		put_relationship(j, l);
		json_list_add(&rows->list, &j);
		return 0;
	}
	printf("%-28s %-16s %-16s %-13s %-12s %-6s %s\n", l->domain,
		l->reseller, l->service, l->kind,
		l->transacting ? "sells" : "support-only",
		l->dap ? "dap" : "no-dap", l->since);
	return 0;
}

static int
run_relationships(struct call *call, struct err *err)
{
	const char *reseller = call->values[RELATIONSHIPS_RESELLER];
	struct rows rows;

	if (commands_want_reseller(call->registry, reseller, err) != 0)
		return -1;
	begin(&rows, call->values[RELATIONSHIPS_JSON]);
	return end(&rows, ledger_relationships(call->registry,
		call->values[CUSTOMER], reseller, print_relationship, &rows,
		err), err);
}

const struct command commands_relationships = {
	.noun = "relationships", .operands = "[OPTION...]",
	.summary = "Lists relationships that hold: customer, reseller, "
		"service, type, DAP, since.",
	.options = relationships_options,
	.registry = REGISTRY_OPEN,
	.run = run_relationships,
};

enum { HISTORY_RESELLER, HISTORY_JSON };

static const struct command_option history_options[] = {
	[HISTORY_RESELLER] = { "reseller", "NAME", "only with this one" },
	[HISTORY_JSON] = { "json", NULL, "for programs" },
	{ NULL, NULL, NULL },
};

static int
print_event(void *ctx, const struct ledger_event *e)
{
	struct rows *rows = ctx;
	struct json *j;

	if (rows->json) {
		j = json_new();
		put_event(j, e);
		json_list_add(&rows->list, &j);
		return 0;
	}
	printf("%s %-12s %-16s %-10s %s%s%s\n", e->at, e->action, e->reseller,
		e->role, *e->who ? e->who : "(forgotten)",
		e->service ? ", " : "", e->service ? e->service : "");
	return 0;
}

/* A reseller that is gone has its history still, so it is not looked up. */
static int
run_history(struct call *call, struct err *err)
{
	struct rows rows;

	begin(&rows, call->values[HISTORY_JSON]);
	return end(&rows, ledger_events(call->registry, call->operands[0],
		call->values[HISTORY_RESELLER], ALL_ROWS, print_event, &rows,
		err), err);
}

const struct command commands_history = {
	.noun = "history", .operands = "DOMAIN [OPTION...]",
	.min = 1, .max = 1,
	.summary = "Tells what happened to a customer, the newest first.",
	.options = history_options,
	.registry = REGISTRY_OPEN,
	.run = run_history,
};
