#include "core/provider.h"

#include <stdio.h>

#include "command.h"
#include "provider_words.h"

static const char *
rule(const struct provider *p)
{
	return p->rule == PROVIDER_STRICT ? "strict" : "loose";
}

static int
run_list(struct call *call, struct err *err)
{
	const struct providers *all = &call->config->providers;
	size_t i;

	(void)err;
	for (i = 0; i < all->n; i++)
		printf("%-24s %-8s %s\n", all->list[i]->name,
			rule(all->list[i]), all->list[i]->title);
	return 0;
}

const struct command provider_list = {
	.noun = "provider", .verb = "list", .operands = "",
	.summary = "Lists the provider profiles: name, editing rule, title.",
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
	provider_words(p);
	return 0;
}

const struct command provider_show = {
	.noun = "provider", .verb = "show", .operands = "NAME",
	.min = 1, .max = 1,
	.summary = "Tells what links of a provider look like, and its rules.",
	.details = "Hosts and shapes of links, each with an example; what may "
		"be edited; how long\na link lives and for whom; what "
		"resellers under an indirect provider send; where\nlinks are "
		"fetched from.\n",
	.run = run_show,
};
