#include "registry/schema.h"

#include <stdio.h>

#include "registry/schema_erasure.h"
#include "registry/schema_ledger.h"
#include "registry/schema_rules.h"
#include "registry/schema_sync.h"
#include "registry/store.h"

/* Marks the file as ours (SQLite's application_id): "LSRG". */
#define APPLICATION_ID 1280528967

#define TIME_LIKE "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T" \
	"[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'"

/* GLOB '*[^…]*': holds a character other than these. char(0)-char(31) would
 * end the text early in C, so control characters are refused by range. */
#define NO_CONTROL(column) \
	"CHECK (" column " NOT GLOB '*[' || char(1) || '-' || char(31) || " \
	"char(127) || ']*' AND " column " <> '')"

static const char version_1[] =
"CREATE TABLE migrations ("
"	version INTEGER PRIMARY KEY,"
"	applied TEXT NOT NULL CHECK (applied GLOB " TIME_LIKE ")"
") STRICT;"

"CREATE TABLE resellers ("
"	id INTEGER PRIMARY KEY,"
"	name TEXT NOT NULL UNIQUE"
"		CHECK (length(name) BETWEEN 1 AND 64"
"			AND name NOT GLOB '*[^a-z0-9._-]*'"
"			AND name GLOB '[a-z0-9]*'),"
"	display TEXT NOT NULL " NO_CONTROL("display") ","
"	provider TEXT NOT NULL " NO_CONTROL("provider") ","
"	account TEXT NOT NULL " NO_CONTROL("account") ","
"	indirect TEXT " NO_CONTROL("indirect") ","
"	locale TEXT NOT NULL"
"		CHECK (locale <> '' AND locale NOT GLOB '*[^A-Za-z0-9-]*'),"
"	contact TEXT CHECK (contact LIKE '%_@_%') " NO_CONTROL("contact") ","
"	phone TEXT " NO_CONTROL("phone") ","
"	address TEXT " NO_CONTROL("address") ","
"	website TEXT " NO_CONTROL("website") ","
"	added TEXT NOT NULL CHECK (added GLOB " TIME_LIKE "),"
"	UNIQUE (provider, account)"
") STRICT;"

/* One link, one account (R4): a URL stands here once. */
"CREATE TABLE links ("
"	id INTEGER PRIMARY KEY,"
"	reseller INTEGER NOT NULL REFERENCES resellers (id)"
"		ON DELETE CASCADE,"
"	url TEXT NOT NULL UNIQUE"
"		CHECK (length(url) <= 900 AND url GLOB 'https://?*'"
"			AND url NOT GLOB '*[^!-~]*'),"
"	source TEXT NOT NULL"
"		CHECK (source IN ('pasted', 'fetched', 'signed')),"
"	issued TEXT NOT NULL CHECK (issued GLOB " TIME_LIKE "),"
"	revoked TEXT CHECK (revoked GLOB " TIME_LIKE "),"
"	current INTEGER NOT NULL CHECK (current IN (0, 1)),"
"	serial INTEGER NOT NULL CHECK (serial BETWEEN 1 AND 4294967295),"
"	UNIQUE (reseller, serial),"
"	CHECK (current = 0 OR revoked IS NULL)"
") STRICT;"
"CREATE UNIQUE INDEX links_one_current ON links (reseller)"
"	WHERE current = 1;"

/* The serial below which an account's signed links are revoked. It outlives
 * the reseller: one that is removed and added again gets its old link back,
 * but never a revoked one. */
"CREATE TABLE serials ("
"	provider TEXT NOT NULL,"
"	account TEXT NOT NULL,"
"	next INTEGER NOT NULL CHECK (next BETWEEN 1 AND 4294967295),"
"	PRIMARY KEY (provider, account)"
") STRICT, WITHOUT ROWID;"

/* lower() folds ASCII only, which is what folded means here. */
"CREATE TABLE senders ("
"	reseller INTEGER NOT NULL REFERENCES resellers (id)"
"		ON DELETE CASCADE,"
"	kind TEXT NOT NULL CHECK (kind IN ('login', 'address', 'domain')),"
"	value TEXT NOT NULL " NO_CONTROL("value")
"		CHECK (kind = 'login' OR value = lower(value))"
"		CHECK (kind <> 'address' OR value LIKE '%_@_%')"
"		CHECK (kind <> 'domain' OR value NOT LIKE '%@%'),"
"	added TEXT NOT NULL CHECK (added GLOB " TIME_LIKE "),"
"	PRIMARY KEY (reseller, kind, value)"
") STRICT, WITHOUT ROWID;"

"CREATE TABLE keys ("
"	id INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 4294967295),"
"	state TEXT NOT NULL CHECK (state IN ('active', 'verify', 'revoked')),"
"	public BLOB NOT NULL UNIQUE CHECK (length(public) = 32),"
"	created TEXT NOT NULL CHECK (created GLOB " TIME_LIKE ")"
") STRICT;"
"CREATE UNIQUE INDEX keys_one_active ON keys (state)"
"	WHERE state = 'active';"

"CREATE TABLE history ("
"	id INTEGER PRIMARY KEY AUTOINCREMENT,"
"	at TEXT NOT NULL CHECK (at GLOB " TIME_LIKE "),"
"	who TEXT NOT NULL CHECK (who <> ''),"
"	command TEXT NOT NULL,"
"	action TEXT NOT NULL CHECK (action <> ''),"
"	reseller TEXT,"
"	detail TEXT NOT NULL"
") STRICT;"
"CREATE TRIGGER history_keeps_rows BEFORE DELETE ON history BEGIN"
"	SELECT RAISE(ABORT, 'the history is append-only');"
"END;"
/* INSERT OR REPLACE deletes without asking the trigger above. */
"CREATE TRIGGER history_keeps_places BEFORE INSERT ON history"
"	WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id) BEGIN"
"	SELECT RAISE(ABORT, 'the history is append-only');"
"END;"
"CREATE TRIGGER history_keeps_words BEFORE UPDATE ON history BEGIN"
"	SELECT RAISE(ABORT, 'the history is append-only');"
"END;";

/* Why a link was revoked, and when a key was. */
static const char version_3[] =
"ALTER TABLE links ADD COLUMN reason TEXT"
"	CHECK (reason IS NULL OR revoked IS NOT NULL) "
	NO_CONTROL("reason") ";"
"ALTER TABLE keys ADD COLUMN revoked TEXT"
"	CHECK (revoked GLOB " TIME_LIKE ")"
"	CHECK (revoked IS NULL OR state = 'revoked');";

/* Whose sender is this address? */
static const char version_4[] =
"CREATE INDEX senders_by_value ON senders (value);";

/* A number that goes up with each change of what snapshots hold, so that the
 * filter can tell it from customers who sign in. */
#define COUNT_ONE(table, what, name) \
	"CREATE TRIGGER " table name " AFTER " what " ON " table " BEGIN" \
	" UPDATE generation SET n = n + 1; END;"
#define COUNT(table) \
	COUNT_ONE(table, "INSERT", "_count_more") \
	COUNT_ONE(table, "UPDATE", "_count_other") \
	COUNT_ONE(table, "DELETE", "_count_less")

static const char generation[] =
"CREATE TABLE generation ("
"	id INTEGER PRIMARY KEY CHECK (id = 1),"
"	n INTEGER NOT NULL"
") STRICT;"
"INSERT INTO generation VALUES (1, 1);"
COUNT("resellers") COUNT("links") COUNT("senders") COUNT("keys");

/* When a link's provider said that it lapses; NULL: as its profile has it. */
static const char version_10[] =
"ALTER TABLE links ADD COLUMN expires TEXT"
"	CHECK (expires GLOB " TIME_LIKE ");";

static const char *const migrations[] = {
	version_1,
	schema_ledger,
	version_3,
	version_4,
	schema_standings,
	schema_rules,
	generation,
	schema_sync,
	schema_erasure,
	version_10,
};

#define N_MIGRATIONS (sizeof migrations / sizeof migrations[0])

static int
not_ours(const struct sqlite *s, struct err *err)
{
	return err_set(err, ERR_DATA, "registry %s: this file belongs to "
		"another program; name another one", sqlite_path(s));
}

/* The schema's version in *version_r, 0 for a file that was just made. */
static int
read_version(struct sqlite *s, int64_t *version_r, struct err *err)
{
	int64_t application = 0, tables = 0;

	/* In this order a migration by another process in between can't look
	 * like a foreign file. */
	if (sqlite_number(s, "SELECT count(*) FROM sqlite_master", &tables,
	    err) != 0 ||
	    sqlite_number(s, "PRAGMA user_version", version_r, err) != 0 ||
	    sqlite_number(s, "PRAGMA application_id", &application, err) != 0)
		return -1;
	if (application != APPLICATION_ID &&
	    (application != 0 || *version_r != 0 || tables != 0))
		return not_ours(s, err);
	if (*version_r < 0 || (size_t)*version_r > N_MIGRATIONS)
		return err_set(err, ERR_DATA, "registry %s: a newer Linkseal "
			"made it (version %lld of the tables, this program "
			"knows %zu); install that Linkseal here too",
			sqlite_path(s), (long long)*version_r, N_MIGRATIONS);
	return 0;
}

static int
migrate_one(struct sqlite *s, size_t to, struct err *err)
{
	char now[STORE_TIME], sql[200];

	store_now(now);
	if (sqlite_run(s, migrations[to - 1], err) != 0)
		return -1;
	snprintf(sql, sizeof sql, "INSERT INTO migrations (version, applied)"
		" VALUES (%zu, '%s'); PRAGMA user_version = %zu;"
		" PRAGMA application_id = %d;", to, now, to,
		APPLICATION_ID);
	return sqlite_run(s, sql, err);
}

/* Reads the version again once nobody else can migrate. */
static int
migrate_all(struct sqlite *s, struct err *err)
{
	int64_t version;

	if (read_version(s, &version, err) != 0)
		return -1;
	while ((size_t)version < N_MIGRATIONS)
		if (migrate_one(s, (size_t)++version, err) != 0)
			return -1;
	return 0;
}

int
schema_update(struct sqlite *s, struct err *err)
{
	int64_t version;

	if (read_version(s, &version, err) != 0)
		return -1;
	if ((size_t)version == N_MIGRATIONS)
		return 0;
	if (sqlite_begin(s, true, err) != 0)
		return -1;
	if (migrate_all(s, err) == 0 && sqlite_commit(s, err) == 0)
		return 0;
	sqlite_rollback(s);
	return -1;
}
