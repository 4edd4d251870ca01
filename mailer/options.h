#ifndef LS_MAILER_OPTIONS_H
#define LS_MAILER_OPTIONS_H

/*
 * The command line of every command, as plain data. Which options a command
 * takes stands in one table, from which --help is printed too.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/err.h"
#include "core/vars.h"

enum options_command {
	OPTIONS_TEXT = 1,
	OPTIONS_SEND = 2,
	OPTIONS_STATUS = 4,
	OPTIONS_CHECK = 8,
	OPTIONS_PREVIEW = 16,
	OPTIONS_RESUME = 32,
	OPTIONS_RECORD = 64,
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
	const char *test_to;
	const char *from;
	const char *smtp;
	const char *tls;
	const char *campaign;
	const char *bounce;
	const char *dsn;
	const char *unsubscribe;
	const char *rate;
	const char *domain_rate;
	const char *connections;
	int64_t backoff;	/* milliseconds */
	unsigned tries;
	unsigned limit;		/* 0: none */
	bool verp;
	bool retry_unknown;
	bool json;
	bool send;
	bool info;		/* check */
	bool strict;
	bool open;		/* preview */
	bool watch;
	const char *output;
	bool resumed;		/* not an option: the command was resume */
	bool help;
	struct vars vars;	/* --name, --company, --var */
	const char *name;	/* status, resume, record: the campaign;
				   check: DIR */
};

/* ERR_USAGE: what is wrong. The caller calls options_deinit either way. */
int options_parse(enum options_command command, int argc, char **argv,
	struct options *o, struct err *err) ERR_CHECKED;
void options_deinit(struct options *o);

/* Calls FN for each option as it was given, "--reseller=contoso", that lasts
 * as long as the campaign; VALUE NULL: it has none. */
void options_each(const struct options *o, void (*fn)(void *ctx,
	const char *name, const char *value), void *ctx);

/* What is given in OVER holds instead of what O has. */
void options_lay_over(struct options *o, const struct options *over);

/* The options of a command, a line each. */
void options_help(enum options_command command, FILE *out);

#endif
