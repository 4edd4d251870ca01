#ifndef LS_SYS_LOCKED_FILES_H
#define LS_SYS_LOCKED_FILES_H

/*
 * The locked blocks of the invitation as they lie on the disk:
 *
 *	DIR/invitation/locked/LOCALE.md		each checked against
 *	DIR/invitation/locked/DIGESTS
 */

#include "core/err.h"
#include "core/locked.h"

/* All languages that DIR has. ERR_NO_INPUT: it has none, or one can't be read;
 * ERR_DATA: all faults of one, or it is not as its digest says. */
int locked_files_read(const char *dir, struct locked_texts **t_r,
	struct err *err) ERR_CHECKED;

#endif
