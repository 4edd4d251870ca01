#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define T OPTIONS_TEXT
#define S OPTIONS_SEND
#define C OPTIONS_CHECK
#define P OPTIONS_PREVIEW
#define ALL (OPTIONS_TEXT | OPTIONS_SEND | OPTIONS_STATUS | C | P)
#define SECONDS_MAX 86400

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
	KEY_BACKOFF,
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
	{ "smtp", KEY_SMTP, "HOST:PORT", S, "the server that takes the mail" },
	{ "tls", KEY_TLS, "HOW", S, "require, opportunistic or none" },
	{ "campaign", KEY_CAMPAIGN, "NAME", S,
		"its journal; nobody in it is sent to twice" },
	{ "backoff", KEY_BACKOFF, "SECONDS", S,
		"wait before a deferred mail is tried again (60)" },
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
set_backoff(struct options *o, const char *argument, struct err *err)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(argument, &end, 10);
	if (errno != 0 || *end != '\0' || end == argument ||
		*argument == '-' || n < 1 || n > SECONDS_MAX)
		return err_set(err, ERR_USAGE, "--backoff needs a number of "
			"seconds, 1 to %d", SECONDS_MAX);
	o->backoff = (unsigned)n;
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
	case KEY_RECIPIENTS: return &o->recipients;
	case KEY_FROM: return &o->from;
	case KEY_SMTP: return &o->smtp;
	case KEY_TLS: return &o->tls;
	case KEY_CAMPAIGN: return &o->campaign;
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
		return set_backoff(o, argument, err);
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

	*o = (struct options){ .backoff = 60, .template = "invitation" };
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
	if ((command == OPTIONS_STATUS || command == C) && optind < argc)
		o->name = argv[optind++];
	if (optind < argc)
		return err_set(err, ERR_USAGE, "\"%s\" is one word too many",
			argv[optind]);
	return 0;
}

void
options_deinit(struct options *o)
{
	vars_deinit(&o->vars);
}
