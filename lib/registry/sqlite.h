#ifndef LS_REGISTRY_SQLITE_H
#define LS_REGISTRY_SQLITE_H

/*
 * One SQLite file that is open: statements, transactions, one query. Knows
 * nothing of what is in it. Private to lib/registry; SQLite itself is known to
 * sqlite.c and statement.c.
 *
 * Errors: ERR_TEMP while another program writes; ERR_NO_PERM, ERR_DATA (it is
 * none of SQLite's files, or broken), ERR_IO, in words for people.
 */

#include "registry/store.h"

struct sqlite;

/* PATH is there. PATIENCE: milliseconds to wait for other writers. NULL in
 * *s_r on failure. */
int sqlite_open(const char *path, unsigned patience, struct sqlite **s_r,
	struct err *err) ERR_CHECKED;
/* Takes NULL; leaves NULL. */
void sqlite_close(struct sqlite **s);

/* Borrowed; for messages. */
const char *sqlite_path(const struct sqlite *s);

/* Runs statements, separated by ';', that return nothing. */
int sqlite_run(struct sqlite *s, const char *sql, struct err *err)
	ERR_CHECKED;

/* As store_query() has it. */
int sqlite_query(struct sqlite *s, const char *sql,
	const struct store_value *args, size_t n_args, store_row_fn *row,
	void *ctx, struct err *err) ERR_CHECKED;

/* The number in the first column of the last row; *out is left alone when
 * there is none. */
int sqlite_number(struct sqlite *s, const char *sql, int64_t *out,
	struct err *err) ERR_CHECKED;

/* As struct store_ops has them. */
int sqlite_begin(struct sqlite *s, bool write, struct err *err) ERR_CHECKED;
int sqlite_commit(struct sqlite *s, struct err *err) ERR_CHECKED;
void sqlite_rollback(struct sqlite *s);

/* The rows that were changed through S so far. */
int64_t sqlite_changes(const struct sqlite *s);

#endif
