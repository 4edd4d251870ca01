#ifndef LS_TESTS_UNIT_REGISTRY_PLACE_H
#define LS_TESTS_UNIT_REGISTRY_PLACE_H

/* A registry in a directory of its own, for each test anew. */

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "registry/registry.h"
#include "unit.h"

#define ACCOUNT_1 "3b33e682-00c3-41ee-9dd2-a548adf56438"
#define ACCOUNT_2 "7260758d-876b-4da1-b8aa-ae70122d886a"
#define LINK(account) "https://admin.microsoft.com/Adminportal/Home" \
	"?invType=ResellerRelationship&partnerId=" account \
	"&msppId=0&DAP=true#/BillingAccounts/partner-invitation"
#define OWN "https://partners.fabrikam.example/r/"

static char directory[] = "/tmp/linkseal-registry-XXXXXX";
static char path[sizeof directory + 20];
static char url[sizeof path + 8];
static struct registry *registry;
static struct err err;

static inline void
set_up(void)
{
	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/registry.db", directory);
	snprintf(url, sizeof url, "sqlite:%s", path);
	ck_assert_int_eq(registry_open(url, true, &registry, &err), 0);
}

static inline void
tear_down(void)
{
	char name[sizeof path + 8];
	const char *const ends[] = { "", "-wal", "-shm", ".old", ".new" };
	size_t i;

	registry_close(&registry);
	for (i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(name, sizeof name, "%s%s", path, ends[i]);
		unlink(name);
	}
	ck_assert_int_eq(rmdir(directory), 0);
}

static inline struct registry_reseller
fixture(const char *name, const char *account)
{
	return (struct registry_reseller){
		.name = (char *)name, .display = (char *)"Contoso Ltd",
		.provider = (char *)"partner-center",
		.account = (char *)account, .locale = (char *)"en",
	};
}

static inline void
add(struct registry *r, const char *name, const char *account)
{
	struct registry_reseller s = fixture(name, account);

	ck_assert_msg(registry_reseller_add(r, &s, &err) == 0, "%s", err.text);
}

/* Runs SQL past all of our own checks; SQLite's result code. */
static inline int
raw(const char *sql)
{
	sqlite3 *db;
	int rc;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 10000);
	sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
	rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	sqlite3_close(db);
	return rc;
}

static inline int64_t
number(const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *st;
	int64_t n;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &st, NULL),
		SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
	n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

static inline int
sender(const char *reseller, const char *kind, const char *value)
{
	struct registry_sender s = { (char *)reseller, (char *)kind,
		(char *)value };

	return registry_sender_add(registry, &s, 1, &err);
}

/* In a child process: opens the registry and adds N resellers. */
static inline void
add_many(const char *prefix, int n)
{
	struct registry *r;
	char name[40];
	int i;

	if (registry_open(url, true, &r, &err) != 0)
		_exit(1);
	for (i = 0; i < n; i++) {
		struct registry_reseller s;

		snprintf(name, sizeof name, "%s-%d", prefix, i);
		s = fixture(name, name);
		if (registry_reseller_add(r, &s, &err) != 0)
			_exit(2);
	}
	registry_close(&r);
	_exit(0);
}

static inline pid_t
start_writer(const char *prefix, int n)
{
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		add_many(prefix, n);
	return pid;
}

static inline void
wait_for(pid_t pid)
{
	int status;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}

#endif
