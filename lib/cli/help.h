#ifndef LS_CLI_HELP_H
#define LS_CLI_HELP_H

/* The texts of --help, made from the tables of commands and options. */

#include <stdio.h>

#include "cli/command.h"

/* All commands, or those of NOUN when it is not NULL. */
void help_commands(FILE *out, const struct program *p, const char *noun);
/* The same without what is around them. */
void help_list(FILE *out, const struct program *p, const char *noun);
void help_command(FILE *out, const struct program *p,
	const struct command *c);

#endif
