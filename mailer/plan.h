#ifndef LS_MAILER_PLAN_H
#define LS_MAILER_PLAN_H

/*
 * What a campaign was begun with, kept beside its journal, so that its name is
 * enough to go on: the options of `send` (NAME.plan) and a copy of the list of
 * recipients (NAME.list). Only their owner can read both; no password is in
 * them.
 */

#include "core/span.h"
#include "options.h"

#define PLAN_SUFFIX ".plan"
#define PLAN_LIST_SUFFIX ".list"

/* Writes both; LIST may be empty, for --to. O's paths of files are made
 * absolute. ERR_IO, ERR_OS. */
int plan_write(const char *dir, const char *name, const struct options *o,
	struct span list, struct err *err) ERR_CHECKED;

/* The words of a command line and their number, the first of which is the
 * program's. */
struct plan {
	char **words;
	int n;
};

/* ERR_NOT_FOUND: there is no such campaign; ERR_DATA. The caller calls
 * plan_deinit either way. */
int plan_read(const char *dir, const char *name, struct plan *p,
	struct err *err) ERR_CHECKED;
void plan_deinit(struct plan *p);

#endif
