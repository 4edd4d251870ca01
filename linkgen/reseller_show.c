/* What the registry knows of resellers, for people and for programs. */
#include <stdio.h>

#include "command.h"
#include "describe.h"
#include "registry/sender.h"

static const struct command_option json_option[] = {
	DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

static void
print_fields(struct registry_reseller *s)
{
	const struct describe_field *f;
	const char *value, *c;

	printf("%-10s %s\n", "name", s->name);
	for (f = describe_fields; f->name; f++) {
		value = *describe_value(f, s);
		if (value == NULL)
			continue;
		for (c = f->name; *c; c++)
			putchar(*c == '_' ? ' ' : *c);
		printf("%*s %s\n", (int)(10 - (c - f->name)), "", value);
	}
}

static int
print_link(void *ctx, const struct registry_link *l)
{
	(void)ctx;
	printf("%-10s %s (%s %s%s%s%s%s)\n", l->current ? "link" :
		l->revoked ? "revoked" : "earlier", l->url, l->source,
		l->issued, l->revoked ? ", revoked " : "",
		l->revoked ? l->revoked : "", l->reason ? ": " : "",
		l->reason ? l->reason : "");
	return 0;
}

static int
print_sender(void *ctx, const struct registry_sender *s)
{
	(void)ctx;
	printf("%-10s %s%s\n", "sender", sender_prefix(s->kind), s->value);
	return 0;
}

static int
print_all(struct registry *r, struct registry_reseller *s, struct err *err)
{
	print_fields(s);
	if (registry_links(r, s->name, print_link, NULL, err) != 0)
		return -1;
	return registry_senders(r, s->name, print_sender, NULL, err);
}

static int
put_link(void *ctx, const struct registry_link *l)
{
	describe_link(ctx, NULL, l);
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
	const struct registry_reseller *s, struct err *err)
{
	json_open_object(j, NULL);
	describe_reseller(j, s);
	json_open_array(j, "links");
	if (registry_links(r, s->name, put_link, j, err) != 0)
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
	struct registry_reseller s;
	struct json *j;
	int rc;

	if (registry_reseller_get(call->registry, call->operands[0], &s,
	    err) != 0)
		return -1;
	if (call->values[0]) {
		j = json_new();
		rc = put_all(j, call->registry, &s, err);
		json_free(&j);
	} else {
		rc = print_all(call->registry, &s, err);
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

static int
print_reseller(void *ctx, const struct registry_reseller *s)
{
	(void)ctx;
	printf("%-20s %-24s %-36s  %s\n", s->name, s->provider, s->account,
		s->display);
	return 0;
}

static int
add_json(void *ctx, const struct registry_reseller *s)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	describe_reseller(j, s);
	json_close(j);
	json_list_add(ctx, &j);
	return 0;
}

static int
run_list(struct call *call, struct err *err)
{
	struct json_list list;

	if (call->values[0] == NULL)
		return registry_resellers(call->registry, print_reseller,
			NULL, err);
	json_list_begin(&list, stdout);
	if (registry_resellers(call->registry, add_json, &list, err) != 0)
		return -1;
	return json_list_end(&list, err);
}

const struct command reseller_list = {
	.noun = "reseller", .verb = "list", .operands = "[--json]",
	.summary = "Lists all resellers: name, provider, account, display "
		"name.",
	.options = json_option,
	.registry = REGISTRY_OPEN,
	.run = run_list,
};
