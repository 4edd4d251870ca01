#include "core/provider.h"

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "core/buf.h"

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

struct example {
	const char *slot;
	const char *value;
};

/* What stands for a slot in an example. */
static const struct example examples[] = {
	{ "account", "3b33e682-00c3-41ee-9dd2-a548adf56438" },
	{ "provider", "b01b1487-b36e-4e6d-9b5e-0b58974c4b28" },
	{ "guid", "484e548c-f5f3-4528-93a9-c16c6373cb59" },
	{ "guids", "484e548c-f5f3-4528-93a9-c16c6373cb59" },
	{ "number", "0" },
	{ "token", "TOKEN" },
};

/* SLOT is what stands between braces: a name, or words to choose from. */
static void
add_slot(struct span slot, struct buf *out)
{
	size_t i, colon, bar;

	for (i = 0; i < sizeof examples / sizeof examples[0]; i++)
		if (span_eq_str(slot, examples[i].slot)) {
			buf_add_str(out, examples[i].value);
			return;
		}
	colon = span_find_byte(slot, 0, ':');
	if (colon != SPAN_NONE)
		slot = span_sub(slot, colon + 1, slot.n);
	bar = span_find_byte(slot, 0, '|');
	buf_add(out, bar == SPAN_NONE ? slot : span_sub(slot, 0, bar));
}

/* A link of the shape TEMPLATE, without the parameters that may be absent. */
static void
example(const char *template, struct buf *out)
{
	struct span t = span_str(template);
	size_t i, end;

	for (i = 0; i < t.n; i++) {
		end = SPAN_NONE;
		if (t.p[i] == '[')
			end = span_find_byte(t, i, ']');
		else if (t.p[i] == '{')
			end = span_find_byte(t, i, '}');
		if (end == SPAN_NONE) {
			buf_add_byte(out, t.p[i]);
			continue;
		}
		if (t.p[i] == '{')
			add_slot(span_sub(t, i + 1, end), out);
		i = end;
	}
}

static void
print_shape(const struct provider_shape *s, const char *what)
{
	struct buf out;

	buf_init(&out, 2 * LIMIT_URL);
	example(provider_shape_template(s), &out);
	printf("\n%s, \"%s\":\n  %s\n", what, provider_shape_label(s),
		provider_shape_template(s));
	if (strcmp(buf_str(&out), provider_shape_template(s)) != 0)
		printf("  for example\n  %s\n", buf_str(&out));
	buf_deinit(&out);
}

static void
print_shapes(const struct provider *p)
{
	const struct provider_shape *s;
	size_t i;

	if (p->n_shapes == 0)
		puts("\nIts links have no host yet: set own_host in "
			"linkseal.conf.");
	for (i = 0; i < p->n_shapes; i++) {
		s = p->shapes[i];
		print_shape(s, provider_shape_refused(s) ?
			"Known, but never issued" : "A link may look so");
	}
	for (i = 0; i < p->n_companions; i++)
		print_shape(p->companions[i],
			"This page may stand beside the link");
}

static void
print_rules(const struct provider *p)
{
	static const char *const accounts[] = {
		[PROVIDER_ACCOUNT_GUID] = "a GUID",
		[PROVIDER_ACCOUNT_NUMBER] = "a number",
		[PROVIDER_ACCOUNT_WORD] =
			"letters, digits, '-', '.' and '_'",
	};

	printf("name       %s\ntitle      %s\nfile       %s\n", p->name,
		p->title, p->file ? p->file : "none");
	printf("account    %s\n", accounts[p->account_kind]);
	printf("rule       %s: %s\n", rule(p), p->rule == PROVIDER_STRICT ?
		"the paragraphs from the call to accept on stay as they are" :
		"any words may be edited, the link stays as it is");
	printf("reusable   %s\n", p->reusable ?
		"yes: the same link for every customer" :
		"no: each relationship has a link of its own");
	printf("issued     %s\n", p->signed_here ?
		"here, signed with our key" : "by the provider");
}

static int
run_show(struct call *call, struct err *err)
{
	const struct provider *p = providers_find(&call->config->providers,
		call->operands[0]);

	if (p == NULL)
		return err_set(err, ERR_NOT_FOUND, "provider \"%.60s\" has no "
			"profile; `provider list` shows those there are",
			call->operands[0]);
	print_rules(p);
	print_shapes(p);
	return 0;
}

const struct command provider_show = {
	.noun = "provider", .verb = "show", .operands = "NAME",
	.min = 1, .max = 1,
	.summary = "Tells what links of a provider look like, and its rule.",
	.run = run_show,
};
