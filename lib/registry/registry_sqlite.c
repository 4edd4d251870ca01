/* The store in one SQLite file. Readers never wait (write-ahead log); one
 * writer at a time; a commit is on the disk when it returns. */

#include "registry/registry_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "registry/schema.h"
#include "registry/statement.h"
#include "registry/store.h"

/* How long a writer waits for another; a change takes milliseconds. */
#define BUSY_MS 10000
#define COLUMNS_MAX 16

struct sqlite {
	sqlite3 *db;
	struct statements statements;	/* of db */
	char *path;
	dev_t dev;		/* the file that db has open */
	ino_t ino;
	int64_t others;		/* commits of other connections */
	int64_t own;		/* rows changed by this one */
	uint64_t version;
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

/* Two processes that switch a new file to WAL at once: SQLite refuses one
 * without waiting, so we wait. */
static int
use_wal(struct sqlite *s, struct err *err)
{
	const struct timespec pause = { 0, 20 * 1000 * 1000 };
	int waited;

	for (waited = 0; waited < BUSY_MS; waited += 20) {
		if (sqlite_run(s, "PRAGMA journal_mode = WAL", err) == 0)
			return 0;
		if (err->kind != ERR_TEMP)
			return -1;
		nanosleep(&pause, NULL);
	}
	return -1;
}

static int
set_up(struct sqlite *s, struct err *err)
{
	sqlite3_busy_timeout(s->db, BUSY_MS);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (sqlite_run(s, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
	    " PRAGMA trusted_schema = OFF", err) != 0)
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

/* Of the directory that PATH is in, or is to be in. */
static int
stat_directory(const char *path, struct stat *st, struct err *err)
{
	char *copy = buf_strdup(path), *directory = dirname(copy);
	int rc = stat(directory, st);

	if (rc != 0)
		err_set(err, ERR_NO_INPUT, "registry %s: its directory is not "
			"there; make it with: install -d -m 0750 %s", path,
			directory);
	free(copy);
	return rc;
}

static int
no_file(const char *path, struct err *err)
{
	switch (errno) {
	case ENOENT:
		return err_set(err, ERR_NO_INPUT, "registry %s: not there; "
			"`linkseal-linkgen reseller add` makes it", path);
	case EACCES:
		return err_set(err, ERR_NO_PERM, "registry %s: this user may "
			"not open it", path);
	default:
		return err_set(err, ERR_IO, "registry %s: %s", path,
			strerror(errno));
	}
}

/* An empty file of mode 0640, whatever the umask. What root makes belongs to
 * the directory's owner, so that the filter, which is not root, can use it.
 * SQLite gives its companions the same mode and owner. */
static int
make_file(const char *path, struct err *err)
{
	struct stat directory;
	int fd, rc;

	if (stat_directory(path, &directory, err) != 0)
		return -1;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	if (fd < 0)
		return errno == EEXIST ? 0 : no_file(path, err);
	rc = fchmod(fd, 0640);
	if (rc == 0 && geteuid() == 0)
		rc = fchown(fd, directory.st_uid, directory.st_gid);
	close(fd);
	return rc == 0 ? 0 : no_file(path, err);
}

static int
find_file(const char *path, bool create, struct err *err)
{
	struct stat st;

	if (create && stat(path, &st) != 0)
		return make_file(path, err);
	return access(path, R_OK) == 0 ? 0 : no_file(path, err);
}

/* Absolute, so that a daemon that changes its directory keeps its file. */
static char *
absolute(const char *path)
{
	char *cwd = path[0] == '/' ? NULL : getcwd(NULL, 0);
	struct buf b;

	buf_init(&b, 2 * 4096);
	if (cwd)
		buf_printf(&b, "%s/", cwd);
	buf_add_str(&b, path);
	free(cwd);
	return buf_take(&b);
}

static int
sqlite_open(const char *rest, bool create, void **store_r, struct err *err)
{
	struct sqlite *s = buf_zalloc(sizeof *s);

	s->path = absolute(rest);
	s->version = 1;
	if (find_file(s->path, create, err) != 0 ||
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
	struct sqlite fresh = { .path = s->path };

	if (connect_file(&fresh, err) != 0) {
		statements_close(&fresh.statements, fresh.db);
		return -1;
	}
	statements_close(&s->statements, s->db);
	fresh.version = s->version + 1;
	*s = fresh;
	return 0;
}

static int
sqlite_version(void *store, uint64_t *version_r, struct err *err)
{
	struct sqlite *s = store;
	int64_t others = 0, own;
	struct stat st;

	if (stat(s->path, &st) != 0)
		return no_file(s->path, err);
	if ((st.st_dev != s->dev || st.st_ino != s->ino) &&
	    reconnect(s, err) != 0)
		return -1;
	if (sqlite_number(s, "PRAGMA data_version", &others, err) != 0)
		return -1;
	own = sqlite3_total_changes64(s->db);
	if (others != s->others || own != s->own)
		s->version++;
	s->others = others;
	s->own = own;
	*version_r = s->version;
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
};
