/* Readers never wait (write-ahead log); one writer at a time; a commit is on
 * the disk when it returns. */

#include "registry/sqlite.h"

#include <stdlib.h>
#include <time.h>

#include "core/buf.h"
#include "registry/statement.h"

#define COLUMNS_MAX 16

struct sqlite {
	sqlite3 *db;
	struct statements statements;	/* of db */
	char *path;
};

static const struct trouble {
	int code;
	enum err_kind kind;
	const char *cure;
} troubles[] = {
	{ SQLITE_BUSY, ERR_TEMP,
		"; another program is writing to it: try again" },
	{ SQLITE_LOCKED, ERR_TEMP,
		"; another program is writing to it: try again" },
	{ SQLITE_READONLY, ERR_NO_PERM, "; this user may not write the file "
		"and its directory" },
	{ SQLITE_CANTOPEN, ERR_NO_PERM, "; this user may not write the file "
		"and its directory" },
	{ SQLITE_PERM, ERR_NO_PERM, "" },
	{ SQLITE_NOTADB, ERR_DATA, "; it is no registry: name another file" },
	{ SQLITE_CORRUPT, ERR_DATA, "; take it from a backup" },
	{ SQLITE_CONSTRAINT, ERR_DATA, "" },
	{ SQLITE_ERROR, ERR_BUG, "" },
	{ SQLITE_MISUSE, ERR_BUG, "" },
	{ SQLITE_OK, ERR_IO, "" },	/* all others */
};

const char *
sqlite_path(const struct sqlite *s)
{
	return s->path;
}

static int
failed(const struct sqlite *s, struct err *err)
{
	int code = sqlite3_errcode(s->db) & 0xff;
	const struct trouble *t = troubles;

	while (t->code != code && t->code != SQLITE_OK)
		t++;
	return err_set(err, t->kind, "registry %s: %s%s", s->path,
		sqlite3_errmsg(s->db), t->cure);
}

int
sqlite_run(struct sqlite *s, const char *sql, struct err *err)
{
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return failed(s, err);
	return 0;
}

static void
bind(sqlite3_stmt *st, int i, const struct store_value *v)
{
	switch (v->type) {
	case STORE_NULL:
		sqlite3_bind_null(st, i);
		break;
	case STORE_NUMBER:
		sqlite3_bind_int64(st, i, v->number);
		break;
	case STORE_TEXT:
		sqlite3_bind_text64(st, i, v->text, v->n, SQLITE_STATIC,
			SQLITE_UTF8);
		break;
	case STORE_BLOB:
		sqlite3_bind_blob64(st, i, v->text, v->n, SQLITE_STATIC);
		break;
	}
}

static struct store_value
column(sqlite3_stmt *st, int i)
{
	switch (sqlite3_column_type(st, i)) {
	case SQLITE_INTEGER:
		return store_number(sqlite3_column_int64(st, i));
	case SQLITE_TEXT:
		return (struct store_value){ .type = STORE_TEXT,
			.text = (const char *)sqlite3_column_text(st, i),
			.n = (size_t)sqlite3_column_bytes(st, i) };
	case SQLITE_BLOB:
		return store_blob(sqlite3_column_blob(st, i),
			(size_t)sqlite3_column_bytes(st, i));
	default:
		return (struct store_value){ .type = STORE_NULL };
	}
}

static int
each_row(struct sqlite *s, sqlite3_stmt *st, store_row_fn *row, void *ctx,
	struct err *err)
{
	struct store_value columns[COLUMNS_MAX];
	int i, rc, n = sqlite3_column_count(st);

	if (n > COLUMNS_MAX)
		return err_set(err, ERR_BUG, "registry: a query of %d columns",
			n);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		for (i = 0; i < n; i++)
			columns[i] = column(st, i);
		if (row && (rc = row(ctx, columns)) != 0)
			return rc;
	}
	return rc == SQLITE_DONE ? 0 : failed(s, err);
}

int
sqlite_query(struct sqlite *s, const char *sql, const struct store_value *args,
	size_t n_args, store_row_fn *row, void *ctx, struct err *err)
{
	sqlite3_stmt *st = statement_take(&s->statements, s->db, sql);
	size_t i;
	int rc;

	if (st == NULL)
		return failed(s, err);
	for (i = 0; i < n_args; i++)
		bind(st, (int)i + 1, &args[i]);
	rc = each_row(s, st, row, ctx, err);
	statement_done(&s->statements, st);
	return rc;
}

int
sqlite_begin(struct sqlite *s, bool write, struct err *err)
{
	/* IMMEDIATE: a writer that first reads would be refused later. */
	return sqlite_run(s, write ? "BEGIN IMMEDIATE" : "BEGIN", err);
}

int
sqlite_commit(struct sqlite *s, struct err *err)
{
	return sqlite_run(s, "COMMIT", err);
}

void
sqlite_rollback(struct sqlite *s)
{
	/* After some failures SQLite has rolled back by itself. */
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

static int
take_number(void *ctx, const struct store_value *columns)
{
	*(int64_t *)ctx = columns[0].number;
	return 0;
}

int
sqlite_number(struct sqlite *s, const char *sql, int64_t *out,
	struct err *err)
{
	return sqlite_query(s, sql, NULL, 0, take_number, out, err);
}

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Two processes that switch a new file to WAL at once: SQLite refuses one
 * without waiting, so we wait. */
static int
use_wal(struct sqlite *s, unsigned patience, struct err *err)
{
	const struct timespec pause = { 0, 20 * 1000 * 1000 };
	long long end = now_ms() + patience;

	while (sqlite_run(s, "PRAGMA journal_mode = WAL", err) != 0) {
		if (err->kind != ERR_TEMP || now_ms() >= end)
			return -1;
		nanosleep(&pause, NULL);
	}
	return 0;
}

static int
set_up(struct sqlite *s, unsigned patience, struct err *err)
{
	sqlite3_busy_timeout(s->db, (int)patience);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (sqlite_run(s, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
	    /* What is deleted is overwritten: persons can be forgotten. */
	    " PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF",
	    err) != 0)
		return -1;
	return sqlite3_db_readonly(s->db, "main") ? 0 :
		use_wal(s, patience, err);
}

int
sqlite_open(const char *path, unsigned patience, struct sqlite **s_r,
	struct err *err)
{
	struct sqlite *s = buf_zalloc(sizeof *s);
	int rc;

	s->path = buf_strdup(path);
	if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
		rc = set_up(s, patience, err);
	else
		rc = failed(s, err);
	if (rc != 0)
		sqlite_close(&s);
	*s_r = s;
	return rc;
}

void
sqlite_close(struct sqlite **s)
{
	if (*s == NULL)
		return;
	statements_close(&(*s)->statements, (*s)->db);
	free((*s)->path);
	free(*s);
	*s = NULL;
}

int64_t
sqlite_changes(const struct sqlite *s)
{
	return sqlite3_total_changes64(s->db);
}
