#include "command.h"

#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "config.h"
#include "core/buf.h"
#include "help.h"

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
complain(enum err_kind kind, const char *text)
{
	fprintf(stderr, PROGRAM ": %s\n", text);
	return err_exit_status(kind);
}

static void
shared_options(struct option *list, size_t *n)
{
	list[(*n)++] = (struct option){ "config", 1, NULL, 'c' };
	list[(*n)++] = (struct option){ "registry", 1, NULL, 'r' };
	list[(*n)++] = (struct option){ "help", 0, NULL, OPTION_HELP };
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
leading_options(int argc, char **argv, struct options *o, struct err *err)
{
	struct option list[5] = { { 0 } };
	size_t n = 0;
	int c;

	shared_options(list, &n);
	list[n] = (struct option){ "version", 0, NULL, OPTION_VERSION };
	opterr = 0;
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
			return bad_option(argv[optind - 1], c, PROGRAM, err);
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
	char name[80];
	size_t i, n = 0;
	int c, rc = 0;

	shared_options(list, &n);
	for (i = 0; own && own[i].name; i++)
		list[n++] = (struct option){ own[i].name,
			own[i].argument != NULL, NULL, OPTION_OWN + (int)i };
	snprintf(name, sizeof name, PROGRAM " %s%s%s", call->command->noun,
		call->command->verb ? " " : "",
		call->command->verb ? call->command->verb : "");
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

	if (call->n_operands >= c->min && call->n_operands <= c->max)
		return 0;
	return err_set(err, ERR_USAGE, "%s: write " PROGRAM " %s%s%s %s",
		call->n_operands < c->min ? "something is missing" :
		"that is more than one can say at once", c->noun,
		c->verb ? " " : "", c->verb ? c->verb : "", c->operands);
}

int
command_registry(struct call *call, enum command_registry how,
	struct err *err)
{
	const struct command *c = call->command;
	char who[80];

	if (how == REGISTRY_NONE)
		return 0;
	if (registry_open(call->config->registry, how == REGISTRY_CREATE,
	    &call->registry, err) != 0)
		return how == REGISTRY_IF_ANY &&
			err->kind == ERR_NO_INPUT ? 0 : -1;
	snprintf(who, sizeof who, PROGRAM " %s%s%s", c->noun,
		c->verb ? " " : "", c->verb ? c->verb : "");
	registry_command(call->registry, who);
	return 0;
}

/* What was printed must have arrived: a full disk is no success. */
static int
finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, PROGRAM ": standard output: %s\n", strerror(errno));
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
		return complain(err.kind, err.text);
	return finish(rc);
}

static bool
known_noun(const struct command *const *commands, size_t n, const char *noun)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(commands[i]->noun, noun) == 0)
			return true;
	return false;
}

static const struct command *
find(const struct command *const *commands, size_t n, const char *noun,
	const char *verb)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(commands[i]->noun, noun) == 0 &&
		    (commands[i]->verb == NULL ||
		    (verb && strcmp(commands[i]->verb, verb) == 0)))
			return commands[i];
	return NULL;
}

/* No such command: says what there is. */
static int
unknown(const struct command *const *commands, size_t n, char **words)
{
	bool noun = words[0] && known_noun(commands, n, words[0]);

	if (noun && words[1] && strcmp(words[1], "--help") == 0) {
		help_commands(stdout, commands, n, words[0]);
		return finish(EX_OK);
	}
	if (words[0] == NULL)
		fputs(PROGRAM ": which command? `" PROGRAM " --help` shows "
			"all\n", stderr);
	else if (!noun)
		fprintf(stderr, PROGRAM ": there is no command \"%.40s\"; `"
			PROGRAM " --help` shows all\n", words[0]);
	else
		fprintf(stderr, PROGRAM ": %s %.40s? `" PROGRAM " %s --help` "
			"shows what there is\n", words[0],
			words[1] ? words[1] : "what", words[0]);
	return EX_USAGE;
}

int
command_main(const struct command *const *commands, size_t n, int argc,
	char **argv)
{
	struct options o = { .config = NULL };
	struct err err = { .kind = ERR_NONE };
	struct call call = { .command = NULL };
	int at;

	if (leading_options(argc, argv, &o, &err) != 0)
		return complain(err.kind, err.text);
	if (o.version) {
		puts(PROGRAM " (" PACKAGE_NAME ") " PACKAGE_VERSION);
		return finish(EX_OK);
	}
	if (o.help) {
		help_commands(stdout, commands, n, NULL);
		return finish(EX_OK);
	}
	at = optind;
	if (at < argc)
		call.command = find(commands, n, argv[at], argv[at + 1]);
	if (call.command == NULL)
		return unknown(commands, n, argv + at);
	at += call.command->verb != NULL;
	if (command_options(&call, argc - at, argv + at, &o, &err) != 0)
		return complain(err.kind, err.text);
	if (o.help) {
		help_command(stdout, call.command);
		return finish(EX_OK);
	}
	return run(&call, &o);
}
