#include "core/provider.h"

#include <stdio.h>

#include "command.h"
#include "describe.h"
#include "provider_words.h"

static const char *
rule(const struct provider *p)
{
	return p->rule == PROVIDER_STRICT ? "strict" : "loose";
}

static const struct command_option json_option[] = {
	DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

static int
list_json(const struct providers *all, struct err *err)
{
	struct json_list list;
	struct json *j;
	size_t i;

	json_list_begin(&list, stdout);
	for (i = 0; i < all->n; i++) {
		j = json_new();
		describe_provider(j, NULL, all->list[i]);
		json_list_add(&list, &j);
	}
	return json_list_end(&list, err);
}

static int
show_json(const struct provider *p, struct err *err)
{
	struct json *j = json_new();
	int rc;

	describe_provider(j, NULL, p);
	rc = json_print(j, JSON_PRETTY, stdout, err);
	json_free(&j);
	return rc;
}

static int
run_list(struct call *call, struct err *err)
{
	const struct providers *all = &call->config->providers;
	size_t i;

	if (call->values[0])
		return list_json(all, err);
	for (i = 0; i < all->n; i++)
		printf("%-24s %-8s %s\n", all->list[i]->name,
			rule(all->list[i]), all->list[i]->title);
	return 0;
}

const struct command provider_list = {
	.noun = "provider", .verb = "list", .operands = "[--json]",
	.summary = "Lists the provider profiles: name, editing rule, title.",
	.options = json_option,
	.run = run_list,
};

static int
run_show(struct call *call, struct err *err)
{
	const struct provider *p = providers_find(&call->config->providers,
		call->operands[0]);

	if (p == NULL)
		return err_set(err, ERR_NOT_FOUND, "provider \"%.60s\" has no "
			"profile; `provider list` shows those there are",
			call->operands[0]);
	if (call->values[0])
		return show_json(p, err);
	provider_words(p);
	return 0;
}

const struct command provider_show = {
	.noun = "provider", .verb = "show", .operands = "NAME [--json]",
	.min = 1, .max = 1,
	.summary = "Tells what links of a provider look like, and its rules.",
	.details = "Hosts and shapes of links, each with an example; what may "
		"be edited; how long\na link lives and for whom; what "
		"resellers under an indirect provider send; where\nlinks are "
		"fetched from.\n",
	.options = json_option,
	.run = run_show,
};
