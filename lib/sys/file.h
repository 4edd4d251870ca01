#ifndef LS_SYS_FILE_H
#define LS_SYS_FILE_H

/* Whole files in, whole files out. */

#include <sys/types.h>

#include "core/buf.h"
#include "core/err.h"

/* Appends the content of PATH ("-": standard input) to OUT, which bounds it.
 * ERR_NO_INPUT: can't be opened or read; ERR_LIMIT: larger than OUT's max. */
int file_read(const char *path, struct buf *out, struct err *err) ERR_CHECKED;

/* Writes PATH as a whole or not at all: a temporary file beside it with MODE,
 * synced, renamed. ERR_IO. */
int file_write(const char *path, struct span content, mode_t mode,
	struct err *err) ERR_CHECKED;
/* The same in the place of a file that is there, for whoever owns that one:
 * what root writes must not be lost to the user who reads it. */
int file_replace(const char *path, struct span content, mode_t mode,
	struct err *err) ERR_CHECKED;

#endif
