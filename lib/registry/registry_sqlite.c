/* The store in one SQLite file, of which another may take the place. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/buf.h"
#include "registry/registry_file.h"
#include "registry/schema.h"
#include "registry/sqlite.h"
#include "registry/store.h"

struct store {
	struct sqlite *db;
	unsigned patience;	/* milliseconds */
	dev_t dev;		/* the file that db has open */
	ino_t ino;
	int64_t others;		/* commits of other connections */
	int64_t own;		/* rows changed by this one */
	int64_t generation;	/* of what snapshots hold */
	uint64_t version;
};

static void
close_store(void *store)
{
	struct store *s = store;

	sqlite_close(&s->db);
	free(s);
}

/* Opens the file for S, which keeps its db on failure. */
static int
connect_file(struct store *s, const char *path, struct err *err)
{
	struct sqlite *db;
	struct stat st;

	/* Before opening: should the file change in between, the next look
	 * at the version sees another one. */
	if (stat(path, &st) != 0)
		return err_set(err, ERR_NO_INPUT, "registry %s: %s", path,
			strerror(errno));
	if (sqlite_open(path, s->patience, &db, err) != 0)
		return -1;
	if (schema_update(db, err) != 0) {
		sqlite_close(&db);
		return -1;
	}
	sqlite_close(&s->db);
	s->db = db;
	s->dev = st.st_dev;
	s->ino = st.st_ino;
	s->others = s->own = s->generation = 0;
	s->version++;
	return 0;
}

static int
open_store(const char *rest, bool create, unsigned patience, void **store_r,
	struct err *err)
{
	struct store *s = buf_zalloc(sizeof *s);
	char *path = registry_file_absolute(rest);
	int rc = registry_file_find(path, create, err);

	s->patience = patience;
	if (rc == 0)
		rc = connect_file(s, path, err);
	free(path);
	if (rc != 0) {
		close_store(s);
		return -1;
	}
	*store_r = s;
	return 0;
}

static int
begin(void *store, bool write, struct err *err)
{
	struct store *s = store;

	return sqlite_begin(s->db, write, err);
}

static int
commit(void *store, struct err *err)
{
	struct store *s = store;

	return sqlite_commit(s->db, err);
}

static void
rollback(void *store)
{
	struct store *s = store;

	sqlite_rollback(s->db);
}

static int
query(void *store, const char *sql, const struct store_value *args,
	size_t n_args, store_row_fn *row, void *ctx, struct err *err)
{
	struct store *s = store;

	return sqlite_query(s->db, sql, args, n_args, row, ctx, err);
}

/* Somebody wrote something; was it anything that snapshots hold? */
static int
take_generation(struct store *s, struct err *err)
{
	int64_t generation = 0;

	if (sqlite_number(s->db, "SELECT n FROM generation", &generation,
	    err) != 0)
		return -1;
	if (generation != s->generation)
		s->version++;
	s->generation = generation;
	return 0;
}

static int
get_version(void *store, uint64_t *version_r, struct err *err)
{
	struct store *s = store;
	int64_t others = 0, own;
	struct stat st;

	if (stat(sqlite_path(s->db), &st) != 0)
		return registry_file_missing(sqlite_path(s->db), err);
	if ((st.st_dev != s->dev || st.st_ino != s->ino) &&
	    connect_file(s, sqlite_path(s->db), err) != 0)
		return -1;
	if (sqlite_number(s->db, "PRAGMA data_version", &others, err) != 0)
		return -1;
	own = sqlite_changes(s->db);
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
scrub(void *store, struct err *err)
{
	struct store *s = store;
	int64_t busy = 1;

	if (sqlite_run(s->db, "VACUUM", err) != 0 ||
	    sqlite_number(s->db, "PRAGMA wal_checkpoint(TRUNCATE)", &busy,
	    err) != 0)
		return -1;
	if (busy)
		return err_set(err, ERR_TEMP, "registry %s: another program "
			"is reading it, so traces of what was deleted are "
			"still in %s-wal: try again", sqlite_path(s->db),
			sqlite_path(s->db));
	return 0;
}

const struct store_ops registry_sqlite = {
	.scheme = "sqlite:",
	.open = open_store,
	.close = close_store,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.query = query,
	.version = get_version,
	.scrub = scrub,
};
