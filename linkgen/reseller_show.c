/* What the registry knows of a reseller, for people and for programs. */
#include <stdio.h>

#include "command.h"
#include "describe.h"
#include "lender.h"
#include "registry/lapse.h"
#include "registry/registry_field.h"
#include "registry/sender.h"

static const struct command_option json_option[] = {
	DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

static void
print_fields(struct registry_reseller *s)
{
	const char *name, *value, *c;
	size_t i;

	printf("%-10s %s\n", "name", s->name);
	for (i = 0; i < REGISTRY_FIELDS; i++) {
		name = registry_fields[i].name;
		value = *registry_field(s, i);
		if (value == NULL)
			continue;
		for (c = name; *c; c++)
			putchar(*c == '_' ? ' ' : *c);
		printf("%*s %s\n", (int)(10 - (c - name)), "", value);
	}
}

static int
print_link(void *ctx, const struct registry_link *l)
{
	struct lapse lapse;

	lapse_of(ctx, l->issued, l->expires, &lapse);
	printf("%-10s %s (%s %s%s%s%s%s%s%s)\n", l->current ? "link" :
		l->revoked ? "revoked" : "earlier", l->url, l->source,
		l->issued, l->revoked ? ", revoked " : "",
		l->revoked ? l->revoked : "", l->reason ? ": " : "",
		l->reason ? l->reason : "", !lapse.at ? "" :
		lapse_over(&lapse) ? ", lapsed " : ", lapses ", lapse.day);
	return 0;
}

static int
print_sender(void *ctx, const struct registry_sender *s)
{
	(void)ctx;
	printf("%-10s %s%s\n", "sender", sender_prefix(s->kind), s->value);
	return 0;
}

/* Its provider's link, when it sends that one's. */
static int
print_lent(struct registry *r, const struct registry_reseller *s,
	const struct provider *p, struct err *err)
{
	struct registry_reseller lender;
	int rc;

	if (!lender_needed(s, p))
		return 0;
	if (lender_find(r, s, &lender, err) != 0) {
		if (err->kind != ERR_NOT_FOUND)
			return -1;
		puts("sends      the link of its indirect provider, who is not "
			"in the registry yet");
		return 0;
	}
	printf("sends      the link of %s (%s), its indirect provider\n",
		lender.name, lender.display);
	rc = registry_links(r, lender.name, print_link, (void *)p, err);
	registry_reseller_deinit(&lender);
	return rc;
}

static int
print_all(struct registry *r, struct registry_reseller *s,
	const struct provider *p, struct err *err)
{
	print_fields(s);
	if (print_lent(r, s, p, err) != 0 ||
	    registry_links(r, s->name, print_link, (void *)p, err) != 0)
		return -1;
	return registry_senders(r, s->name, print_sender, NULL, err);
}

/* The name of the reseller whose link it sends; null: its own, or of one who
 * is not in the registry. */
static int
put_lender(struct json *j, struct registry *r,
	const struct registry_reseller *s, const struct provider *p,
	struct err *err)
{
	struct registry_reseller lender = { .name = NULL };

	if (lender_needed(s, p) && lender_find(r, s, &lender, err) != 0 &&
	    err->kind != ERR_NOT_FOUND)
		return -1;
	json_put_text(j, "sends_link_of", lender.name);
	registry_reseller_deinit(&lender);
	return 0;
}

struct links {
	struct json *json;
	const struct provider *provider;
};

static int
put_link(void *ctx, const struct registry_link *l)
{
	const struct links *links = ctx;

	describe_link(links->json, NULL, l, links->provider);
	return 0;
}

static int
put_sender(void *ctx, const struct registry_sender *s)
{
	describe_sender(ctx, NULL, s);
	return 0;
}

static int
put_all(struct json *j, struct registry *r,
	const struct registry_reseller *s, const struct provider *p,
	struct err *err)
{
	struct links links = { j, p };

	json_open_object(j, NULL);
	describe_reseller(j, s);
	if (put_lender(j, r, s, p, err) != 0)
		return -1;
	json_open_array(j, "links");
	if (registry_links(r, s->name, put_link, &links, err) != 0)
		return -1;
	json_close(j);
	json_open_array(j, "senders");
	if (registry_senders(r, s->name, put_sender, j, err) != 0)
		return -1;
	json_close(j);
	json_close(j);
	return json_print(j, JSON_PRETTY, stdout, err);
}

static int
run_show(struct call *call, struct err *err)
{
	const struct provider *p;
	struct registry_reseller s;
	struct json *j;
	int rc;

	if (registry_reseller_get(call->registry, call->operands[0], &s,
	    err) != 0)
		return -1;
	p = providers_find(&call->config->providers, s.provider);
	if (call->values[0]) {
		j = json_new();
		rc = put_all(j, call->registry, &s, p, err);
		json_free(&j);
	} else {
		rc = print_all(call->registry, &s, p, err);
	}
	registry_reseller_deinit(&s);
	return rc;
}

const struct command reseller_show = {
	.noun = "reseller", .verb = "show", .operands = "NAME [--json]",
	.min = 1, .max = 1,
	.summary = "Shows all about a reseller, its links and senders.",
	.options = json_option,
	.registry = REGISTRY_OPEN,
	.run = run_show,
};
