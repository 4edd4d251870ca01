/* The store in one SQLite file. Readers never wait (write-ahead log); one
 * writer at a time; a commit is on the disk when it returns. */

#include "registry/registry_sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "registry/registry_file.h"
#include "registry/schema.h"
#include "registry/statement.h"
#include "registry/store.h"

#define COLUMNS_MAX 16

struct sqlite {
	sqlite3 *db;
	struct statements statements;	/* of db */
	char *path;
	dev_t dev;		/* the file that db has open */
	ino_t ino;
	int64_t others;		/* commits of other connections */
	int64_t own;		/* rows changed by this one */
	int64_t generation;	/* of what snapshots hold */
	uint64_t version;
	unsigned patience;	/* milliseconds */
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

static int
sqlite_query(void *store, const char *sql, const struct store_value *args,
	size_t n_args, store_row_fn *row, void *ctx, struct err *err)
{
	struct sqlite *s = store;
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
sqlite_begin(void *store, bool write, struct err *err)
{
	/* IMMEDIATE: a writer that first reads would be refused later. */
	return sqlite_run(store, write ? "BEGIN IMMEDIATE" : "BEGIN", err);
}

int
sqlite_commit(void *store, struct err *err)
{
	return sqlite_run(store, "COMMIT", err);
}

void
sqlite_rollback(void *store)
{
	struct sqlite *s = store;

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
use_wal(struct sqlite *s, struct err *err)
{
	const struct timespec pause = { 0, 20 * 1000 * 1000 };
	long long end = now_ms() + s->patience;

	while (sqlite_run(s, "PRAGMA journal_mode = WAL", err) != 0) {
		if (err->kind != ERR_TEMP || now_ms() >= end)
			return -1;
		nanosleep(&pause, NULL);
	}
	return 0;
}

static int
set_up(struct sqlite *s, struct err *err)
{
	sqlite3_busy_timeout(s->db, (int)s->patience);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (sqlite_run(s, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
	    /* What is deleted is overwritten: persons can be forgotten. */
	    " PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF",
	    err) != 0)
		return -1;
	if (!sqlite3_db_readonly(s->db, "main") && use_wal(s, err) != 0)
		return -1;
	return schema_update(s, err);
}

static void
sqlite_close(void *store)
{
	struct sqlite *s = store;

	statements_close(&s->statements, s->db);
	free(s->path);
	free(s);
}

/* Opens the file at s->path; s->db is to be closed in any case. */
static int
connect_file(struct sqlite *s, struct err *err)
{
	struct stat st;

	/* Before opening: should the file change in between, the next look
	 * at the version sees another one. */
	if (stat(s->path, &st) != 0)
		return err_set(err, ERR_NO_INPUT, "registry %s: %s", s->path,
			strerror(errno));
	s->dev = st.st_dev;
	s->ino = st.st_ino;
	if (sqlite3_open_v2(s->path, &s->db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		return failed(s, err);
	return set_up(s, err);
}

static int
sqlite_open(const char *rest, bool create, unsigned patience, void **store_r,
	struct err *err)
{
	struct sqlite *s = buf_zalloc(sizeof *s);

	s->path = registry_file_absolute(rest);
	s->version = 1;
	s->patience = patience;
	if (registry_file_find(s->path, create, err) != 0 ||
	    connect_file(s, err) != 0) {
		sqlite_close(s);
		return -1;
	}
	*store_r = s;
	return 0;
}

/* Another file has taken the path: goes over to it, or stays when it is of
 * no use. */
static int
reconnect(struct sqlite *s, struct err *err)
{
	struct sqlite fresh = { .path = s->path, .patience = s->patience };

	if (connect_file(&fresh, err) != 0) {
		statements_close(&fresh.statements, fresh.db);
		return -1;
	}
	statements_close(&s->statements, s->db);
	fresh.version = s->version + 1;
	*s = fresh;
	return 0;
}

/* Somebody wrote something; was it anything that snapshots hold? */
static int
take_generation(struct sqlite *s, struct err *err)
{
	int64_t generation = 0;

	if (sqlite_number(s, "SELECT n FROM generation", &generation,
	    err) != 0)
		return -1;
	if (generation != s->generation)
		s->version++;
	s->generation = generation;
	return 0;
}

static int
sqlite_version(void *store, uint64_t *version_r, struct err *err)
{
	struct sqlite *s = store;
	int64_t others = 0, own;
	struct stat st;

	if (stat(s->path, &st) != 0)
		return registry_file_missing(s->path, err);
	if ((st.st_dev != s->dev || st.st_ino != s->ino) &&
	    reconnect(s, err) != 0)
		return -1;
	if (sqlite_number(s, "PRAGMA data_version", &others, err) != 0)
		return -1;
	own = sqlite3_total_changes64(s->db);
	if ((others != s->others || own != s->own) &&
	    take_generation(s, err) != 0)
		return -1;
	s->others = others;
	s->own = own;
	*version_r = s->version;
	return 0;
}

/* The wal holds pages as they were before, and pages parts of rows that were
 * moved within them. */
static int
sqlite_scrub(void *store, struct err *err)
{
	struct sqlite *s = store;
	int64_t busy = 1;

	if (sqlite_run(s, "VACUUM", err) != 0 ||
	    sqlite_number(s, "PRAGMA wal_checkpoint(TRUNCATE)", &busy,
	    err) != 0)
		return -1;
	if (busy)
		return err_set(err, ERR_TEMP, "registry %s: another program "
			"is reading it, so traces of what was deleted are "
			"still in %s-wal: try again", s->path, s->path);
	return 0;
}

const struct store_ops registry_sqlite = {
	.scheme = "sqlite:",
	.open = sqlite_open,
	.close = sqlite_close,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.query = sqlite_query,
	.version = sqlite_version,
	.scrub = sqlite_scrub,
};
