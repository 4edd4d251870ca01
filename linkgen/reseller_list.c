/* All resellers, for people and for programs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "describe.h"
#include "registry/lapse.h"

/* The current link of one reseller. */
struct current {
	char *reseller;
	char *url;
	char *issued, *expires;
};

/* The links are read first; both come sorted by the reseller's name. */
struct listing {
	const struct providers *providers;
	struct current *links;
	size_t n, cap;
	size_t at;		/* the first that is not behind */
	struct json_list *json;	/* NULL: for people */
};

static int
take_link(void *ctx, const struct registry_link *l)
{
	struct listing *all = ctx;

	if (!l->current)
		return 0;
	if (all->n == all->cap) {
		all->cap = all->cap ? 2 * all->cap : 64;
		all->links = buf_grow(all->links, all->cap,
			sizeof *all->links);
	}
	all->links[all->n++] = (struct current){ buf_strdup(l->reseller),
		buf_strdup(l->url), buf_strdup(l->issued),
		l->expires ? buf_strdup(l->expires) : NULL };
	return 0;
}

/* NULL: it has none. */
static const struct current *
link_of(struct listing *all, const char *reseller)
{
	while (all->at < all->n &&
	    strcmp(all->links[all->at].reseller, reseller) < 0)
		all->at++;
	return all->at < all->n &&
		strcmp(all->links[all->at].reseller, reseller) == 0 ?
		&all->links[all->at] : NULL;
}

static void
print_reseller(const struct registry_reseller *s, const struct lapse *lapse)
{
	printf("%-20s %-24s %-36s  %s", s->name, s->provider, s->account,
		s->display);
	if (lapse->at)
		printf(" (its link %s on %s)", lapse_over(lapse) ? "lapsed" :
			"lapses", lapse->day);
	putchar('\n');
}

static void
add_json(struct json_list *list, const struct registry_reseller *s,
	const struct current *link, const struct lapse *lapse)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	describe_reseller(j, s);
	json_put_text(j, "link", link ? link->url : NULL);
	json_put_text(j, "lapses", lapse->at ? lapse->time : NULL);
	json_put_bool(j, "lapsed", lapse_over(lapse));
	json_close(j);
	json_list_add(list, &j);
}

static int
list_reseller(void *ctx, const struct registry_reseller *s)
{
	struct listing *all = ctx;
	const struct current *link = link_of(all, s->name);
	struct lapse lapse = { .at = 0 };

	if (link)
		lapse_of(providers_find(all->providers, s->provider),
			link->issued, link->expires, &lapse);
	if (all->json)
		add_json(all->json, s, link, &lapse);
	else
		print_reseller(s, &lapse);
	return 0;
}

static int
list_all(struct registry *r, struct listing *all, struct err *err)
{
	if (registry_links(r, NULL, take_link, all, err) != 0)
		return -1;
	if (all->json)
		json_list_begin(all->json, stdout);
	if (registry_resellers(r, list_reseller, all, err) != 0)
		return -1;
	return all->json ? json_list_end(all->json, err) : 0;
}

static int
run_list(struct call *call, struct err *err)
{
	struct json_list json;
	struct listing all = { .providers = &call->config->providers,
		.json = call->values[0] ? &json : NULL };
	int rc = list_all(call->registry, &all, err);

	for (size_t i = 0; i < all.n; i++) {
		free(all.links[i].reseller);
		free(all.links[i].url);
		free(all.links[i].issued);
		free(all.links[i].expires);
	}
	free(all.links);
	return rc;
}

static const struct command_option options[] = {
	DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

const struct command reseller_list = {
	.noun = "reseller", .verb = "list", .operands = "[--json]",
	.summary = "Lists all resellers: name, provider, account, display "
		"name.",
	.options = options,
	.registry = REGISTRY_OPEN,
	.run = run_list,
};
