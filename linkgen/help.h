#ifndef LS_LINKGEN_HELP_H
#define LS_LINKGEN_HELP_H

/* The texts of --help, made from the tables of commands and options. */

#include <stdio.h>

#include "command.h"

#define PROGRAM "linkseal-linkgen"

/* All commands, or those of NOUN when it is not NULL. */
void help_commands(FILE *out, const struct command *const *commands, size_t n,
	const char *noun);
void help_command(FILE *out, const struct command *c);

#endif
