#include "cli/command.h"

#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "cli/help.h"
#include "config.h"
#include "core/buf.h"

/* What getopt_long() returns for our long options: the shared ones, then the
 * command's own. */
enum { OPTION_HELP = 256, OPTION_VERSION, OPTION_OWN };

struct options {
	const char *config;
	const char *registry;
	bool help;
	bool version;
};

static int
complain(const struct program *p, enum err_kind kind, const char *text)
{
	fprintf(stderr, "%s: %s\n", p->name, text);
	return err_exit_status(kind);
}

static void
shared_options(struct option *list, size_t *n)
{
	list[(*n)++] = (struct option){ "config", 1, NULL, 'c' };
	list[(*n)++] = (struct option){ "registry", 1, NULL, 'r' };
	list[(*n)++] = (struct option){ "help", 0, NULL, OPTION_HELP };
}

#define WORDS 80

/* "linkseal-linkgen reseller add" */
static void
command_words(const struct call *call, char out[WORDS])
{
	const struct command *c = call->command;

	snprintf(out, WORDS, "%s %s%s%s", call->program->name, c->noun,
		c->verb ? " " : "", c->verb ? c->verb : "");
}

/* The option that getopt_long() has just refused. */
static int
bad_option(const char *argument, int c, const char *command, struct err *err)
{
	return err_set(err, ERR_USAGE, c == ':' ?
		"option %.80s needs an argument; `%s --help` tells which" :
		"option %.80s is not known here; `%s --help` shows those that "
		"are", argument, command);
}

/* Options before the command. */
static int
leading_options(const struct program *p, int argc, char **argv,
	struct options *o, struct err *err)
{
	struct option list[5] = { { 0 } };
	size_t n = 0;
	int c;

	shared_options(list, &n);
	list[n] = (struct option){ "version", 0, NULL, OPTION_VERSION };
	opterr = 0;
	optind = 0;	/* a program may have looked before */
	while ((c = getopt_long(argc, argv, "+:c:r:", list, NULL)) != -1)
		switch (c) {
		case 'c':
			o->config = optarg;
			break;
		case 'r':
			o->registry = optarg;
			break;
		case OPTION_HELP:
			o->help = true;
			break;
		case OPTION_VERSION:
			o->version = true;
			break;
		default:
			return bad_option(argv[optind - 1], c, p->name,
				err);
		}
	return 0;
}

static int
own_option(struct call *call, int i, struct err *err)
{
	if (call->values[i])
		return err_set(err, ERR_USAGE, "option --%s is given twice",
			call->command->options[i].name);
	call->values[i] = optarg ? optarg : "";
	return 0;
}

/* Options of the command and the shared ones, before and after operands;
 * argv[0] stands for the command. */
static int
command_options(struct call *call, int argc, char **argv, struct options *o,
	struct err *err)
{
	struct option list[COMMAND_OPTIONS + 4] = { { 0 } };
	const struct command_option *own = call->command->options;
	char name[WORDS];
	size_t i, n = 0;
	int c, rc = 0;

	shared_options(list, &n);
	for (i = 0; own && own[i].name; i++)
		list[n++] = (struct option){ own[i].name,
			own[i].argument != NULL, NULL, OPTION_OWN + (int)i };
	command_words(call, name);
	optind = 0;
	while (rc == 0 &&
	    (c = getopt_long(argc, argv, ":c:r:", list, NULL)) != -1) {
		if (c == 'c')
			o->config = optarg;
		else if (c == 'r')
			o->registry = optarg;
		else if (c == OPTION_HELP)
			o->help = true;
		else if (c >= OPTION_OWN)
			rc = own_option(call, c - OPTION_OWN, err);
		else
			rc = bad_option(argv[optind - 1], c, name, err);
	}
	call->operands = argv + optind;
	call->n_operands = (size_t)(argc - optind);
	return rc;
}

static int
check_operands(const struct call *call, struct err *err)
{
	const struct command *c = call->command;
	char words[WORDS];

	if (call->n_operands >= c->min && call->n_operands <= c->max)
		return 0;
	command_words(call, words);
	return err_set(err, ERR_USAGE, "%s: write %s %s",
		call->n_operands < c->min ? "something is missing" :
		"that is more than one can say at once", words, c->operands);
}

int
command_registry(struct call *call, enum command_registry how,
	struct err *err)
{
	char who[WORDS];

	if (how == REGISTRY_NONE)
		return 0;
	if (registry_open(call->config->registry, how == REGISTRY_CREATE,
	    &call->registry, err) != 0)
		return how == REGISTRY_IF_ANY &&
			err->kind == ERR_NO_INPUT ? 0 : -1;
	command_words(call, who);
	registry_command(call->registry, who);
	return 0;
}

/* What was printed must have arrived: a full disk is no success. */
static int
finish(const struct program *p, int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "%s: standard output: %s\n", p->name,
		strerror(errno));
	return EX_IOERR;
}

static int
run(struct call *call, const struct options *o)
{
	struct err err = { .kind = ERR_NONE };
	int rc = -1;

	if (check_operands(call, &err) == 0 &&
	    config_load(o->config, o->registry, &call->config, &err) == 0 &&
	    (call->command->check == NULL ||
	    call->command->check(call, &err) == 0) &&
	    command_registry(call, call->command->registry, &err) == 0)
		rc = call->command->run(call, &err);
	registry_close(&call->registry);
	config_unref(&call->config);
	if (rc == -1)
		return complain(call->program, err.kind, err.text);
	return finish(call->program, rc);
}

static bool
known_noun(const struct program *p, const char *noun)
{
	for (size_t i = 0; i < p->n_commands; i++)
		if (strcmp(p->commands[i]->noun, noun) == 0)
			return true;
	return false;
}

static const struct command *
find(const struct program *p, const char *noun, const char *verb)
{
	const struct command *c;

	for (size_t i = 0; i < p->n_commands; i++) {
		c = p->commands[i];
		if (strcmp(c->noun, noun) == 0 && (c->verb == NULL ||
		    (verb && strcmp(c->verb, verb) == 0)))
			return c;
	}
	return NULL;
}

/* No such command: says what there is. */
static int
unknown(const struct program *p, char **words)
{
	bool noun = words[0] && known_noun(p, words[0]);

	if (noun && words[1] && strcmp(words[1], "--help") == 0) {
		help_commands(stdout, p, words[0]);
		return finish(p, EX_OK);
	}
	if (words[0] == NULL)
		fprintf(stderr, "%s: which command? `%s --help` shows all\n",
			p->name, p->name);
	else if (!noun)
		fprintf(stderr, "%s: there is no command \"%.40s\"; `%s "
			"--help` shows all\n", p->name, words[0], p->name);
	else
		fprintf(stderr, "%s: %s %.40s? `%s %s --help` shows what "
			"there is\n", p->name, words[0],
			words[1] ? words[1] : "what", p->name, words[0]);
	return EX_USAGE;
}

int
command_main(const struct program *p, int argc, char **argv)
{
	struct options o = { .config = NULL };
	struct err err = { .kind = ERR_NONE };
	struct call call = { .program = p };
	int at;

	if (leading_options(p, argc, argv, &o, &err) != 0)
		return complain(p, err.kind, err.text);
	if (o.version) {
		printf("%s (" PACKAGE_NAME ") " PACKAGE_VERSION "\n", p->name);
		return finish(p, EX_OK);
	}
	if (o.help) {
		help_commands(stdout, p, NULL);
		return finish(p, EX_OK);
	}
	at = optind;
	if (at < argc)
		call.command = find(p, argv[at], argv[at + 1]);
	if (call.command == NULL)
		return unknown(p, argv + at);
	at += call.command->verb != NULL;
	if (command_options(&call, argc - at, argv + at, &o, &err) != 0)
		return complain(p, err.kind, err.text);
	if (o.help) {
		help_command(stdout, p, call.command);
		return finish(p, EX_OK);
	}
	return run(&call, &o);
}
