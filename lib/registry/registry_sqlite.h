#ifndef LS_REGISTRY_REGISTRY_SQLITE_H
#define LS_REGISTRY_REGISTRY_SQLITE_H

/* What the schema needs of an open SQLite file. Private to lib/registry. */

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

struct sqlite;

/* Borrowed; for messages. */
const char *sqlite_path(const struct sqlite *s);

/* Runs statements, separated by ';', that return nothing. */
int sqlite_run(struct sqlite *s, const char *sql, struct err *err)
	ERR_CHECKED;

/* The number in the first column of the last row; *out is left alone when
 * there is none. */
int sqlite_number(struct sqlite *s, const char *sql, int64_t *out,
	struct err *err) ERR_CHECKED;

/* STORE is a struct sqlite, as store.h has it. */
int sqlite_begin(void *store, bool write, struct err *err) ERR_CHECKED;
int sqlite_commit(void *store, struct err *err) ERR_CHECKED;
void sqlite_rollback(void *store);

#endif
