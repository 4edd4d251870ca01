#ifndef LS_MAILER_JOURNAL_H
#define LS_MAILER_JOURNAL_H

/*
 * What became of each recipient of a campaign, on disk before and after it
 * happens, so that the same command can be given again at any time: nobody
 * gets the mail twice and nobody is left out. A file that is only ever
 * appended to, one line a change:
 *
 *	linkseal-campaign 1 <tab> RESELLER
 *	run <tab> TIME <tab> BOOT
 *	claimed <tab> TIME <tab> ADDRESS
 *	STATE <tab> TIME <tab> ADDRESS <tab> TEXT
 *
 * While a run goes on NUL bytes stand behind the last line. A torn last line
 * counts as not written. A mail goes out after
 * two lines: `claimed`, synced to the disk for a handful of mails at a time,
 * and `handed`, written and not synced, just before its first byte. A run that
 * is killed leaves both to whoever opens the journal next: handed without an
 * answer means unknown, which is shown and never tried again by itself, and
 * claimed means that nothing was sent. When the whole machine went down
 * (another BOOT), lines since the last sync may be lost: then claimed means
 * unknown too.
 */

#include "core/err.h"
#include "states.h"

struct journal;

/* For writing: makes directory and file as needed, locks it, mends a torn end
 * and turns what was handed into unknown. ERR_TEMP: another run has it;
 * ERR_EXISTS: it is another reseller's campaign; ERR_DATA: FILE:LINE. */
int journal_open(const char *path, const char *reseller,
	struct journal **j_r, struct err *err) ERR_CHECKED;

/* For looking only. A file that is not there is an empty journal. While no
 * other run has it, what was handed shows as unknown. */
int journal_read(const char *path, struct journal **j_r, struct err *err)
	ERR_CHECKED;

/* Closes it, and with that gives the lock back. Takes NULL; leaves NULL. */
void journal_free(struct journal **j);

/* As it was when it was opened. Borrowed. */
const struct states *journal_states(const struct journal *j);

/* Appends a line; from any thread. The system has it when it returns, the disk
 * at the next journal_sync. ERR_IO. */
int journal_add(struct journal *j, enum state state, const char *key,
	const char *text, struct err *err) ERR_CHECKED;

/* The same for those that are to be sent soon. */
int journal_claim(struct journal *j, const char *const *keys, size_t n,
	struct err *err) ERR_CHECKED;

/* The same for all that are not known yet; with one write for many. */
int journal_prepare(struct journal *j, const char *const *keys, size_t n,
	struct err *err) ERR_CHECKED;

/* All lines are on disk. From any thread, and while others add. ERR_IO. */
int journal_sync(struct journal *j, struct err *err) ERR_CHECKED;

#endif
