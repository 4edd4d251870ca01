#ifndef LS_CLI_COMMAND_H
#define LS_CLI_COMMAND_H

/*
 * What all commands share: finding the command, reading its options and
 * operands, --help, opening configuration and registry, and the exit status.
 * It knows no command and no program; each program's main.c has the tables.
 */

#include <stddef.h>

#include "core/err.h"
#include "registry/registry.h"
#include "sys/config.h"

#define COMMAND_OPTIONS 16

/* A table of them ends with a NULL name. */
struct command_option {
	const char *name;	/* without the dashes */
	const char *argument;	/* for --help: "TEXT"; NULL: it takes none */
	const char *help;
};

enum command_registry {
	REGISTRY_NONE,		/* not opened */
	REGISTRY_IF_ANY,	/* NULL when there is none yet */
	REGISTRY_OPEN,
	REGISTRY_CREATE,
};

/* One run of a command; all is borrowed from main. */
struct call {
	const struct program *program;
	const struct command *command;
	struct config *config;
	struct registry *registry;
	char **operands;
	size_t n_operands;
	/* Of the command's options, in their order; NULL: not given; "" for
	 * one that takes no argument. */
	const char *values[COMMAND_OPTIONS];
};

struct command {
	const char *noun;	/* "reseller" */
	const char *verb;	/* "add"; NULL: the noun alone is a command */
	const char *operands;	/* for --help: "NAME WHO..." */
	size_t min, max;	/* operands; max 0 means none */
	const char *summary;	/* one line */
	const char *details;	/* more lines for --help, or NULL */
	const struct command_option *options;	/* or NULL */
	enum command_registry registry;
	/* Looks at the options before the registry is opened; or NULL. */
	int (*check)(const struct call *call, struct err *err);
	/* The exit status; -1 with *err for err_exit_status(). */
	int (*run)(struct call *call, struct err *err);
};

/* Opens the registry as the command's table says; for one that finds out by
 * itself whether it needs it. Closed when the command ends. */
int command_registry(struct call *call, enum command_registry how,
	struct err *err) ERR_CHECKED;

#define COMMAND_ANY ((size_t)-1)

struct program {
	const char *name;	/* "linkseal-linkgen" */
	const char *manual;	/* "linkseal-linkgen(1)" */
	const struct command *const *commands;
	size_t n_commands;
};

/* The command that argv names, run; a noun alone tells its verbs. Reports
 * errors on standard error and returns the exit status. */
int command_main(const struct program *program, int argc, char **argv);

#endif
