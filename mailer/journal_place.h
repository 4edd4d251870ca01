#ifndef LS_MAILER_JOURNAL_PLACE_H
#define LS_MAILER_JOURNAL_PLACE_H

/* Where the files of a campaign lie: names, and the folder for them. */

#include "core/err.h"

#define JOURNAL_SUFFIX ".journal"

/* The file of campaign NAME in DIR; the caller frees. ERR_USAGE: NAME can be
 * no file name. */
int journal_place(const char *dir, const char *name, const char *suffix,
	char **path_r, struct err *err) ERR_CHECKED;

/* The file of a campaign that nobody asks for later: in memory, and gone when
 * *fd_r is closed, which is the caller's to do. ERR_OS. */
int journal_place_nowhere(char **path_r, int *fd_r, struct err *err)
	ERR_CHECKED;

/* Calls FN with the name of each campaign in DIR, sorted, as long as it returns
 * 0; the result is its last. A folder that is not there has none. ERR_NO_INPUT:
 * it can't be read. */
int journal_place_each(const char *dir, int (*fn)(void *ctx,
	const char *name), void *ctx, struct err *err) ERR_CHECKED;

/* Makes the folders that PATH needs, for us alone. ERR_OS. */
int journal_place_make(const char *path, struct err *err) ERR_CHECKED;

/* A new file is safe only when its name is: that, on disk. */
void journal_place_sync(const char *path);

#endif
