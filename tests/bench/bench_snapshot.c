/*
 * How long a snapshot of many resellers with three senders each takes, and how
 * long to find a sender in it. Prints, each time: resellers, what, seconds and
 * those of the processor.
 */

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "registry/snapshot.h"
#include "sys/file.h"

#define LOOKUPS 1000000
#define LOADS 5

/* One row each by SQL: a hundred thousand commits would take minutes. */
static const char rows[] =
	"BEGIN;"
	"WITH RECURSIVE c(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c"
	" WHERE n < %u) INSERT INTO resellers (id, name, display,"
	" provider, account, locale, added) SELECT n, printf('r%%06d', n),"
	" printf('Reseller %%d Ltd', n), 'partner-center', printf("
	" '%%08x-00c3-41ee-9dd2-a548adf56438', n), 'en',"
	" '2026-11-21T10:00:00Z' FROM c;"
	"INSERT INTO links (reseller, url, source, issued, current, serial)"
	" SELECT id, 'https://admin.microsoft.com/Adminportal/Home?invType="
	"ResellerRelationship&partnerId=' || account || '&msppId=0&DAP=true"
	"#/BillingAccounts/partner-invitation', 'pasted', added, 1, 1"
	" FROM resellers;"
	"INSERT INTO senders SELECT id, 'address', printf("
	" 'alice@r%%06d.example', id), added FROM resellers;"
	"INSERT INTO senders SELECT id, 'domain', printf("
	" 'invite.r%%06d.example', id), added FROM resellers;"
	"INSERT INTO senders SELECT id, 'login', printf('login%%06d', id),"
	" added FROM resellers;"
	"COMMIT";

/* Seconds since the program began, and those of the processor. */
struct moment {
	double wall, cpu;
};

static struct moment
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (struct moment){ bench_now(),
		(double)t.tv_sec + (double)t.tv_nsec / 1e9 };
}

static void
tell(unsigned resellers, const char *what, struct moment start, unsigned n)
{
	struct moment end = now();

	printf("%u %s %.9f %.9f\n", resellers, what,
		(end.wall - start.wall) / n, (end.cpu - start.cpu) / n);
	fflush(stdout);
}

static void
fill(const char *path, unsigned resellers)
{
	char *why = NULL, *sql = sqlite3_mprintf(rows, resellers);
	sqlite3 *db;

	bench_need(sqlite3_open(path, &db) == SQLITE_OK, "can't open");
	sqlite3_exec(db, sql, NULL, NULL, &why);
	bench_need(why == NULL, why);
	sqlite3_free(sql);
	sqlite3_close(db);
}

static struct snapshot *
load(struct registry *r, struct config *c, unsigned resellers)
{
	struct moment start = now();
	struct snapshot *s;
	struct buf warnings;
	struct err err;

	buf_init(&warnings, 100000);
	bench_need(snapshot_load(r, c, &s, &warnings, &err) == 0, err.text);
	tell(resellers, "load", start, 1);
	bench_need(warnings.n == 0, buf_str(&warnings));
	bench_need(snapshot_count(s) == resellers, "not all are there");
	buf_deinit(&warnings);
	return s;
}

static void
look_up(const struct snapshot *s, unsigned resellers)
{
	struct moment start = now();
	struct facts f;
	char from[64];
	unsigned i;

	for (i = 0; i < LOOKUPS; i++) {
		snprintf(from, sizeof from, "x@invite.r%06u.example",
			i * 7919u % resellers + 1);
		snapshot_sender(s, NULL, from, true, &f);
		bench_need(f.n_resellers == 1, "a sender is not found");
	}
	tell(resellers, "look-up", start, LOOKUPS);
}

static void
measure(const char *directory, unsigned resellers)
{
	static const char text[] = "providers = { \"" TOP_SRCDIR
		"/providers\" }\n";
	char path[64], url[80], config_path[64];
	struct snapshot *s = NULL;
	struct registry *r;
	struct config *c;
	struct err err;

	snprintf(path, sizeof path, "%s/%u.db", directory, resellers);
	snprintf(url, sizeof url, "sqlite:%s", path);
	snprintf(config_path, sizeof config_path, "%s/a.conf", directory);
	bench_need(file_write(config_path, span_str(text), 0600, &err) == 0,
		err.text);
	bench_need(config_load(config_path, url, &c, &err) == 0, err.text);
	bench_need(registry_open(url, true, &r, &err) == 0, err.text);
	fill(path, resellers);
	for (int i = 0; i < LOADS; i++) {
		snapshot_unref(&s);
		s = load(r, c, resellers);
	}
	look_up(s, resellers);
	snapshot_unref(&s);
	registry_close(&r);
	config_unref(&c);
	unlink(path);
	unlink(config_path);
}

int
main(void)
{
	char directory[] = "/tmp/linkseal-bench-XXXXXX";

	bench_need(mkdtemp(directory) != NULL, "no temporary directory");
	measure(directory, 1000);
	measure(directory, 100000);
	rmdir(directory);
	return EXIT_SUCCESS;
}
