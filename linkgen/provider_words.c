#include "provider_words.h"

#include <stdio.h>
#include <string.h>

#include "core/buf.h"

struct slot {
	const char *name;
	const char *example;
	const char *words;
};

static const struct slot slots[] = {
	{ "account", "3b33e682-00c3-41ee-9dd2-a548adf56438",
		"the reseller's account" },
	{ "provider", "b01b1487-b36e-4e6d-9b5e-0b58974c4b28",
		"its indirect provider's account" },
	{ "guid", "484e548c-f5f3-4528-93a9-c16c6373cb59", "a GUID" },
	{ "guids", "484e548c-f5f3-4528-93a9-c16c6373cb59",
		"one GUID or more, joined by '-'" },
	{ "number", "0", "digits" },
	{ "token", "TOKEN", "letters and digits, signed here" },
};

#define N_SLOTS (sizeof slots / sizeof slots[0])

/* An account, when its kind is no GUID. */
static const char *
account_example(const struct provider *p)
{
	return p->account_kind == PROVIDER_ACCOUNT_NUMBER ? "4847383" :
		"contoso";
}

/* SLOT is what stands between braces: a name, or words to choose from. */
static void
add_slot(const struct provider *p, struct span slot, struct buf *out)
{
	size_t i, colon, bar;

	if (p->account_kind != PROVIDER_ACCOUNT_GUID &&
	    (span_eq_str(slot, "account") || span_eq_str(slot, "provider"))) {
		buf_add_str(out, account_example(p));
		return;
	}
	for (i = 0; i < N_SLOTS; i++)
		if (span_eq_str(slot, slots[i].name)) {
			buf_add_str(out, slots[i].example);
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
example(const struct provider *p, const char *template, struct buf *out)
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
			add_slot(p, span_sub(t, i + 1, end), out);
		i = end;
	}
}

static void
print_shape(const struct provider *p, const struct provider_shape *s,
	const char *what)
{
	struct buf out;

	buf_init(&out, 2 * LIMIT_URL);
	example(p, provider_shape_template(s), &out);
	printf("\n%s, \"%s\":\n  %s\n", what, provider_shape_label(s),
		provider_shape_template(s));
	if (strcmp(buf_str(&out), provider_shape_template(s)) != 0)
		printf("  for example\n  %s\n", buf_str(&out));
	buf_deinit(&out);
}

static const char *
shape_heading(const struct provider *p, size_t i)
{
	if (provider_shape_refused(p->shapes[i]))
		return "Known, but never issued";
	return i == 0 ? "A link looks so" : "It may also look so";
}

static void
print_shapes(const struct provider *p)
{
	size_t i;

	if (p->n_shapes == 0)
		puts("\nIts links have no host yet: set own_host in "
			"linkseal.conf.");
	for (i = 0; i < p->n_shapes; i++)
		print_shape(p, p->shapes[i], shape_heading(p, i));
	for (i = 0; i < p->n_companions; i++)
		print_shape(p, p->companions[i],
			"This page may stand beside the link");
}

static bool
has_text(const struct provider *p, const char *text)
{
	size_t i;

	for (i = 0; i < p->n_shapes; i++)
		if (strstr(provider_shape_template(p->shapes[i]), text))
			return true;
	return false;
}

/* What the braces mean, of those that its shapes have. */
static void
print_legend(const struct provider *p)
{
	char braced[20];
	size_t i;

	if (p->n_shapes == 0)
		return;
	puts(has_text(p, "?") ? "\nParameters may come in any order, and "
		"there are no others. In these shapes:" :
		"\nIn these shapes:");
	for (i = 0; i < N_SLOTS; i++) {
		snprintf(braced, sizeof braced, "{%s}", slots[i].name);
		if (has_text(p, braced))
			printf("  %-10s %s\n", braced, slots[i].words);
	}
	if (has_text(p, "|"))
		puts("  {A|B}      one of these words");
	if (has_text(p, "{kind:"))
		puts("  {kind:…}   a word that says what kind of link it is");
	if (has_text(p, "["))
		puts("  [&…]       what may be absent");
}

static void
print_hosts(const struct provider *p)
{
	size_t i;

	for (i = 0; i < p->n_hosts; i++)
		printf("%-10s %s\n", i == 0 ? "hosts" : "", p->hosts[i]);
}

static void
print_life(const struct provider *p)
{
	printf("reusable   %s\n", p->reusable ?
		"yes: the same link for every customer" :
		"no: each relationship has a link of its own");
	if (p->lapses)
		printf("lapses     %u days after it was issued, when nobody "
			"accepted it\n", p->lapses);
	else
		puts("lapses     never");
}

static void
print_api(const struct provider *p)
{
	if (p->signed_here)
		puts("issued     here, signed with our key: `issue NAME`");
	else if (p->api.base == NULL)
		puts("issued     by the provider: `issue NAME --url URL`, as "
			"its page shows it");
	else
		printf("issued     by the provider: `issue NAME --fetch`, or "
			"`--url URL` as its page\n           shows it\n"
			"api        %s\ntokens     %s\n           for %s\n",
			p->api.base, p->api.token,
			p->api.scope ? p->api.scope : p->api.resource);
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
	static const char *const indirect[] = {
		[PROVIDER_INDIRECT_NONE] = "no indirect providers here",
		[PROVIDER_INDIRECT_NAMED] = "a reseller under an indirect "
			"provider has a link that\n           names them both",
		[PROVIDER_INDIRECT_BORROWED] = "a reseller under an indirect "
			"provider sends its provider's\n           link and "
			"has none of its own",
	};

	printf("account    %s\n", accounts[p->account_kind]);
	printf("editing    %s\n", p->rule == PROVIDER_STRICT ?
		"strict: the paragraphs from the call to accept on stay as "
		"they are" :
		"loose: any words may be edited, the link stays as it is");
	print_life(p);
	printf("indirect   %s\n", indirect[p->indirect]);
}

void
provider_words(const struct provider *p)
{
	printf("name       %s\ntitle      %s\nfile       %s\n", p->name,
		p->title, p->file ? p->file : "none");
	print_hosts(p);
	print_rules(p);
	print_api(p);
	print_shapes(p);
	print_legend(p);
}
