#ifndef LS_MAILER_OPTIONS_H
#define LS_MAILER_OPTIONS_H

/*
 * The command line of every command, as plain data. Which options a command
 * takes stands in one table, from which --help is printed too.
 */

#include <stdbool.h>
#include <stdio.h>

#include "core/err.h"
#include "core/vars.h"

enum options_command {
	OPTIONS_TEXT = 1,
	OPTIONS_SEND = 2,
	OPTIONS_STATUS = 4,
	OPTIONS_CHECK = 8,
	OPTIONS_PREVIEW = 16,
};

/* Strings are borrowed from argv. */
struct options {
	const char *config;
	const char *registry;
	const char *reseller;
	const char *template;
	const char *logo;
	const char *locale;
	const char *format;
	const char *to;
	const char *recipients;
	const char *from;
	const char *smtp;
	const char *tls;
	const char *campaign;
	unsigned backoff;	/* seconds */
	bool send;
	bool info;		/* check */
	bool strict;
	bool open;		/* preview */
	bool watch;
	const char *output;
	bool help;
	struct vars vars;	/* --name, --company, --var */
	const char *name;	/* status: the campaign; check: DIR */
};

/* ERR_USAGE: what is wrong. The caller calls options_deinit either way. */
int options_parse(enum options_command command, int argc, char **argv,
	struct options *o, struct err *err) ERR_CHECKED;
void options_deinit(struct options *o);

/* The options of a command, a line each. */
void options_help(enum options_command command, FILE *out);

#endif
