#ifndef LS_MAILER_JOURNAL_H
#define LS_MAILER_JOURNAL_H

/*
 * What became of each recipient of a campaign, on disk before and after it
 * happens, so that the same command can be given again at any time: nobody
 * gets the mail twice and nobody is left out. A file that is only ever
 * appended to, one line a change:
 *
 *	linkseal-campaign 1 <tab> RESELLER
 *	STATE <tab> TIME <tab> ADDRESS <tab> TEXT
 *
 * A torn last line (power went) counts as not written. `handed` is on disk
 * before the first byte of the mail goes out; found again later without an
 * answer it means unknown, which is shown and never tried again by itself.
 */

#include "core/err.h"
#include "states.h"

struct journal;

/* The file of campaign NAME in DIR; the caller frees. ERR_USAGE: NAME can be
 * no file name. */
int journal_path(const char *dir, const char *name, char **path_r,
	struct err *err) ERR_CHECKED;

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

/* Appends; on disk when journal_sync returns 0. ERR_IO. */
int journal_add(struct journal *j, enum state state, const char *key,
	const char *text, struct err *err) ERR_CHECKED;
int journal_sync(struct journal *j, struct err *err) ERR_CHECKED;

#endif
