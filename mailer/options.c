#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "pace.h"

#define T OPTIONS_TEXT
#define S OPTIONS_SEND
#define C OPTIONS_CHECK
#define P OPTIONS_PREVIEW
#define R OPTIONS_RESUME
#define ALL (T | S | OPTIONS_STATUS | C | P | R | OPTIONS_RECORD)
#define TRIES_MAX 20
#define LIMIT_MAX 9999999

enum key {
	KEY_CONFIG = 'c',
	KEY_REGISTRY = 'r',
	KEY_HELP = 'h',
	KEY_FORMAT = 'f',
	KEY_OUTPUT = 'o',
	KEY_RESELLER = 256,
	KEY_TEMPLATE,
	KEY_LOGO,
	KEY_LOCALE,
	KEY_TO,
	KEY_NAME,
	KEY_COMPANY,
	KEY_VAR,
	KEY_RECIPIENTS,
	KEY_FROM,
	KEY_SMTP,
	KEY_TLS,
	KEY_CAMPAIGN,
	KEY_BOUNCE,
	KEY_VERP,
	KEY_DSN,
	KEY_UNSUBSCRIBE,
	KEY_RATE,
	KEY_DOMAIN_RATE,
	KEY_CONNECTIONS,
	KEY_BACKOFF,
	KEY_TRIES,
	KEY_LIMIT,
	KEY_TEST_TO,
	KEY_RETRY_UNKNOWN,
	KEY_JSON,
	KEY_SEND,
	KEY_INFO,
	KEY_STRICT,
	KEY_OPEN,
	KEY_WATCH,
};

static const struct {
	const char *name;
	int key;
	const char *argument;
	unsigned commands;
	const char *help;
} table[] = {
	{ "reseller", KEY_RESELLER, "NAME", T | P | S, "whose link it is" },
	{ "recipients", KEY_RECIPIENTS, "FILE", S,
		"CSV: email, name, company, locale, …" },
	{ "to", KEY_TO, "ADDRESS", T | S, "one recipient" },
	{ "test-to", KEY_TEST_TO, "ADDRESS", S,
		"the first mail of all, to yourself; noted nowhere" },
	{ "name", KEY_NAME, "NAME", T | P | S, "the person who gets it" },
	{ "company", KEY_COMPANY, "NAME", T | P | S, "the customer" },
	{ "var", KEY_VAR, "NAME=VALUE", T | P | S,
		"value of a variable, for all without their own" },
	{ "template", KEY_TEMPLATE, "NAME", T | P | S,
		"folder of templates (invitation)" },
	{ "logo", KEY_LOGO, "FILE", T | P | S,
		"image at the head of the page: PNG, GIF or JPEG" },
	{ "locale", KEY_LOCALE, "TAG", T | S,
		"language (as the reseller's)" },
	{ "format", KEY_FORMAT, "FORMAT", T,
		"text, html, eml or mailto (text)" },
	{ "format", KEY_FORMAT, "FORMAT", C, "text, json or sarif (text)" },
	{ "info", KEY_INFO, NULL, C, "tell widths and reading time too" },
	{ "strict", KEY_STRICT, NULL, C, "fail for warnings too" },
	{ "output", KEY_OUTPUT, "DIR", P, "where the page is written" },
	{ "open", KEY_OPEN, NULL, P, "show it in the browser" },
	{ "watch", KEY_WATCH, NULL, P, "make it anew when a file is saved" },
	{ "from", KEY_FROM, "ADDRESS", T | S, "who writes" },
	{ "smtp", KEY_SMTP, "HOST:PORT", S | R,
		"the server that takes the mail" },
	{ "tls", KEY_TLS, "HOW", S | R, "require, opportunistic or none" },
	{ "bounce", KEY_BOUNCE, "ADDRESS", S, "where bounces go" },
	{ "verp", KEY_VERP, NULL, S,
		"bounces to an address for each recipient" },
	{ "dsn", KEY_DSN, "WHEN", S,
		"ask for reports: never, or success,failure,delay" },
	{ "unsubscribe", KEY_UNSUBSCRIBE, "URL", S,
		"for the button of mail readers; {id} is the mail's" },
	{ "campaign", KEY_CAMPAIGN, "NAME", S,
		"its journal; nobody in it is sent to twice" },
	{ "rate", KEY_RATE, "RATE", S | R,
		"no faster than 5/s, 100/min or 2000/h" },
	{ "domain-rate", KEY_DOMAIN_RATE, "RATE", S | R,
		"the same for each domain of recipients" },
	{ "connections", KEY_CONNECTIONS, "N", S | R,
		"at a time to the server (1)" },
	{ "backoff", KEY_BACKOFF, "SECONDS", S | R,
		"wait before a deferred mail is tried again (60)" },
	{ "tries", KEY_TRIES, "N", S | R, "of one mail in a run (3)" },
	{ "limit", KEY_LIMIT, "N", S | R, "recipients in this run (all)" },
	{ "retry-unknown", KEY_RETRY_UNKNOWN, NULL, S | R,
		"also those who may have it: some get it twice" },
	{ "json", KEY_JSON, NULL, S | R | OPTIONS_STATUS,
		"for programs: JSON, an object a line" },
	{ "send", KEY_SEND, NULL, S, "really send; without it only show" },
	{ "config", KEY_CONFIG, "FILE", ALL, "configuration" },
	{ "registry", KEY_REGISTRY, "URL", ALL, "registry" },
	{ "help", KEY_HELP, NULL, ALL, "this text" },
};
#define COUNT (sizeof(table) / sizeof(table[0]))

void
options_help(enum options_command command, FILE *out)
{
	char left[64];
	size_t i;

	for (i = 0; i < COUNT; i++) {
		if (!(table[i].commands & (unsigned)command))
			continue;
		if (table[i].key < 256)
			snprintf(left, sizeof(left), "-%c, --%s %s",
				table[i].key, table[i].name,
				table[i].argument ? table[i].argument : "");
		else
			snprintf(left, sizeof(left), "    --%s %s",
				table[i].name,
				table[i].argument ? table[i].argument : "");
		fprintf(out, "  %-30s %s\n", left, table[i].help);
	}
}

static int
set_var(struct options *o, const char *argument, struct err *err)
{
	struct span s = span_str(argument);
	size_t equals = span_find_byte(s, 0, '=');
	int var;

	if (equals == SPAN_NONE)
		return err_set(err, ERR_USAGE, "--var needs NAME=VALUE");
	var = vars_find(span_sub(s, 0, equals));
	if (var < 0)
		return err_set(err, ERR_USAGE, "there is no variable \"%.*s\"; "
			"known are: %s", (int)equals, argument, vars_list());
	if (var == VAR_PARTNER || var == VAR_LINK)
		return err_set(err, ERR_USAGE, "{{%s}} comes from the "
			"registry and can't be given", vars_name(
			(enum var)var));
	return vars_set(&o->vars, (enum var)var, span_sub(s, equals + 1, s.n),
		err);
}

static int
set_number(unsigned *r, const char *name, const char *argument, long max,
	struct err *err)
{
	size_t digits = strspn(argument, "0123456789");
	long n = digits > 0 && digits < 8 ? strtol(argument, NULL, 10) : 0;

	if (argument[digits] != '\0' || n < 1 || n > max)
		return err_set(err, ERR_USAGE, "--%s needs a number, 1 to %ld",
			name, max);
	*r = (unsigned)n;
	return 0;
}

/* Options that are only remembered. */
static const char **
place(struct options *o, int key)
{
	switch (key) {
	case KEY_CONFIG: return &o->config;
	case KEY_REGISTRY: return &o->registry;
	case KEY_RESELLER: return &o->reseller;
	case KEY_TEMPLATE: return &o->template;
	case KEY_LOGO: return &o->logo;
	case KEY_LOCALE: return &o->locale;
	case KEY_FORMAT: return &o->format;
	case KEY_OUTPUT: return &o->output;
	case KEY_TO: return &o->to;
	case KEY_TEST_TO: return &o->test_to;
	case KEY_RECIPIENTS: return &o->recipients;
	case KEY_FROM: return &o->from;
	case KEY_SMTP: return &o->smtp;
	case KEY_TLS: return &o->tls;
	case KEY_CAMPAIGN: return &o->campaign;
	case KEY_BOUNCE: return &o->bounce;
	case KEY_DSN: return &o->dsn;
	case KEY_UNSUBSCRIBE: return &o->unsubscribe;
	case KEY_RATE: return &o->rate;
	case KEY_DOMAIN_RATE: return &o->domain_rate;
	case KEY_CONNECTIONS: return &o->connections;
	default: return NULL;
	}
}

/* Options that are given or not. */
static bool *
flag(struct options *o, int key)
{
	switch (key) {
	case KEY_HELP: return &o->help;
	case KEY_SEND: return &o->send;
	case KEY_INFO: return &o->info;
	case KEY_STRICT: return &o->strict;
	case KEY_OPEN: return &o->open;
	case KEY_WATCH: return &o->watch;
	case KEY_VERP: return &o->verp;
	case KEY_RETRY_UNKNOWN: return &o->retry_unknown;
	case KEY_JSON: return &o->json;
	default: return NULL;
	}
}

static int
set(struct options *o, int key, const char *argument, struct err *err)
{
	bool *given = flag(o, key);

	if (given != NULL) {
		*given = true;
		return 0;
	}
	switch (key) {
	case KEY_BACKOFF:
		if (pace_seconds(argument, &o->backoff, err) == 0)
			return 0;
		return err_prefix(err, "--backoff");
	case KEY_TRIES:
		return set_number(&o->tries, "tries", argument, TRIES_MAX,
			err);
	case KEY_LIMIT:
		return set_number(&o->limit, "limit", argument, LIMIT_MAX,
			err);
	case KEY_NAME:
		return vars_set(&o->vars, VAR_NAME, span_str(argument), err);
	case KEY_COMPANY:
		return vars_set(&o->vars, VAR_COMPANY, span_str(argument),
			err);
	case KEY_VAR:
		return set_var(o, argument, err);
	default:
		*place(o, key) = argument;
		return 0;
	}
}

static size_t
fill_table(enum options_command command, struct option *longs)
{
	size_t i, n = 0;

	for (i = 0; i < COUNT; i++) {
		if (!(table[i].commands & (unsigned)command))
			continue;
		longs[n++] = (struct option){ table[i].name,
			table[i].argument ? required_argument : no_argument,
			NULL, table[i].key };
	}
	longs[n] = (struct option){ NULL, 0, NULL, 0 };
	return n;
}

int
options_parse(enum options_command command, int argc, char **argv,
	struct options *o, struct err *err)
{
	const char *shorts = command & (T | C) ? ":c:r:f:h" :
		command == P ? ":c:r:o:h" : ":c:r:h";
	struct option longs[COUNT + 1];
	int key;

	*o = (struct options){ .template = "invitation" };
	fill_table(command, longs);
	opterr = 0;
	optind = 1;
	while ((key = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (key == ':')
			return err_set(err, ERR_USAGE, "%s needs a value",
				argv[optind - 1]);
		if (key == '?')
			return err_set(err, ERR_USAGE, "there is no option %s "
				"here", argv[optind - 1]);
		if (set(o, key, optarg, err) < 0)
			return -1;
	}
	if ((command & (OPTIONS_STATUS | OPTIONS_RECORD | C | R)) &&
		optind < argc)
		o->name = argv[optind++];
	if (optind < argc)
		return err_set(err, ERR_USAGE, "\"%s\" is one word too many",
			argv[optind]);
	return 0;
}

void
options_each(const struct options *given, void (*fn)(void *ctx,
	const char *name, const char *value), void *ctx)
{
	struct options o = *given;
	size_t i;
	int var;
	struct buf b;

	for (i = 0; i < COUNT; i++) {
		const char **text = place(&o, table[i].key);

		if ((table[i].commands & S) && text != NULL && *text != NULL)
			fn(ctx, table[i].name, *text);
	}
	if (o.verp)
		fn(ctx, "verp", NULL);
	for (var = 0; var < VAR_COUNT; var++) {
		if (o.vars.value[var] == NULL)
			continue;
		buf_init(&b, 2 * LIMIT_VALUE);
		buf_printf(&b, "%s=%s", vars_name((enum var)var),
			o.vars.value[var]);
		fn(ctx, "var", buf_str(&b));
		buf_deinit(&b);
	}
}

void
options_lay_over(struct options *o, const struct options *over)
{
	struct options given = *over;
	size_t i;

	for (i = 0; i < COUNT; i++) {
		if (!(table[i].commands & R))
			continue;
		if (flag(o, table[i].key) != NULL)
			*flag(o, table[i].key) |= *flag(&given, table[i].key);
		if (place(o, table[i].key) != NULL &&
			*place(&given, table[i].key) != NULL)
			*place(o, table[i].key) = *place(&given, table[i].key);
	}
	o->backoff = given.backoff != 0 ? given.backoff : o->backoff;
	o->limit = given.limit;
	o->tries = given.tries != 0 ? given.tries : o->tries;
}

void
options_deinit(struct options *o)
{
	vars_deinit(&o->vars);
}
