#ifndef LS_MAILER_RECORD_H
#define LS_MAILER_RECORD_H

/*
 * Tells the registry which customers a campaign's mails went to
 * (ledger_invited.h): the domains of those whom a server took them for, and
 * when. All of it is read from the journal, which has the truth, beside the
 * run that writes it: a registry that is locked or gone costs a run nothing,
 * and what it missed is told the next time. Nothing counts twice.
 */

#include "core/err.h"

struct record;

/* Begins to tell of the journal at PATH, now and then, on a thread of its own;
 * NULL when there is none to be had. REGISTRY: its URL. */
struct record *record_begin(const char *path, const char *registry);

/* Tells the rest of it, for which it waits two seconds at most, and ends. What
 * could not be told stands in a warning that names CAMPAIGN. Takes NULL; leaves
 * NULL. */
void record_end(struct record **r, const char *campaign);

/* The same at once, for a journal that may be in use or not: *TOLD_R customers
 * and days it has, *NEW_R of them were news. Errors as ledger_invited(), and
 * ERR_NO_INPUT, ERR_DATA: no journal. */
int record_all(const char *path, const char *registry, size_t *told_r,
	size_t *new_r, struct err *err) ERR_CHECKED;

#endif
