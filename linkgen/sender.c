#include "registry/sender.h"

#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "core/buf.h"
#include "describe.h"

static const char who[] =
	"WHO is an e-mail address (alice@contoso.example), a whole domain\n"
	"(@invite.contoso.example, without its sub-domains) or a SASL login\n"
	"(login:alice). All are taken, or none.\n";

/* The operands behind the reseller's name, parsed. */
static int
parse(const struct call *call, struct registry_sender *list, struct err *err)
{
	size_t i;

	for (i = 1; i < call->n_operands; i++) {
		if (sender_parse(call->operands[i], &list[i - 1], err) != 0)
			return -1;
		list[i - 1].reseller = buf_strdup(call->operands[0]);
	}
	return 0;
}

static int
change(struct call *call, int (*fn)(struct registry *,
	const struct registry_sender *, size_t, struct err *),
	struct err *err)
{
	size_t i, n = call->n_operands - 1;
	struct registry_sender *list = buf_zalloc(n * sizeof *list);
	int rc = parse(call, list, err);

	if (rc == 0)
		rc = fn(call->registry, list, n, err);
	for (i = 0; i < n; i++)
		registry_sender_deinit(&list[i]);
	free(list);
	return rc;
}

static int
run_add(struct call *call, struct err *err)
{
	return change(call, registry_sender_add, err);
}

const struct command sender_add = {
	.noun = "sender", .verb = "add", .operands = "NAME WHO...",
	.min = 2, .max = COMMAND_ANY,
	.summary = "Lets somebody send for a reseller.",
	.details = who,
	.registry = REGISTRY_OPEN,
	.run = run_add,
};

static int
run_remove(struct call *call, struct err *err)
{
	return change(call, registry_sender_remove, err);
}

const struct command sender_remove = {
	.noun = "sender", .verb = "remove", .operands = "NAME WHO...",
	.min = 2, .max = COMMAND_ANY,
	.summary = "Takes that away again.",
	.details = who,
	.registry = REGISTRY_OPEN,
	.run = run_remove,
};

static int
print(void *ctx, const struct registry_sender *s)
{
	(void)ctx;
	printf("%-20s %s%s\n", s->reseller, sender_prefix(s->kind), s->value);
	return 0;
}

static int
add_json(void *ctx, const struct registry_sender *s)
{
	struct json *j = json_new();

	describe_sender(j, NULL, s);
	json_list_add(ctx, &j);
	return 0;
}

static int
list_json(struct registry *r, const char *name, struct err *err)
{
	struct json_list list;

	json_list_begin(&list, stdout);
	if (registry_senders(r, name, add_json, &list, err) != 0)
		return -1;
	return json_list_end(&list, err);
}

static int
run_list(struct call *call, struct err *err)
{
	struct registry_reseller s;
	const char *name = NULL;

	if (call->n_operands) {
		name = call->operands[0];
		if (registry_reseller_get(call->registry, name, &s, err) != 0)
			return -1;
		registry_reseller_deinit(&s);
	}
	if (call->values[0])
		return list_json(call->registry, name, err);
	return registry_senders(call->registry, name, print, NULL, err);
}

static const struct command_option list_options[] = {
	DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

const struct command sender_list = {
	.noun = "sender", .verb = "list", .operands = "[NAME] [--json]",
	.max = 1, .options = list_options,
	.summary = "Lists who may send, for all resellers or for one.",
	.registry = REGISTRY_OPEN,
	.run = run_list,
};
