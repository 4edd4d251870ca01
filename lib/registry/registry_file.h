#ifndef LS_REGISTRY_REGISTRY_FILE_H
#define LS_REGISTRY_REGISTRY_FILE_H

/* The registry's file: where it is, and who makes it. Knows no database.
 * Private to lib/registry. */

#include <stdbool.h>

#include "core/err.h"

/* PATH as it is from the root, so that a daemon that changes its directory
 * keeps its file; the caller frees. */
char *registry_file_absolute(const char *path);

/* It is there and can be read; with CREATE an empty one is made, for the
 * owner of its directory. Else the error of registry_file_missing(), or
 * ERR_NO_INPUT: the directory is not there. */
int registry_file_find(const char *path, bool create, struct err *err)
	ERR_CHECKED;

/* What errno says of PATH, in words: ERR_NO_INPUT, ERR_NO_PERM, ERR_IO. */
int registry_file_missing(const char *path, struct err *err);

#endif
