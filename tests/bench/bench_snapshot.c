/* How long a snapshot of 100,000 resellers and 300,000 senders takes. */

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "registry/snapshot.h"
#include "sys/file.h"

#define LOOKUPS 1000000

/* One row each by SQL: a hundred thousand commits would take minutes. */
static const char rows[] =
	"BEGIN;"
	"WITH RECURSIVE c(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c"
	" WHERE n < 100000) INSERT INTO resellers (id, name, display,"
	" provider, account, locale, added) SELECT n, printf('r%06d', n),"
	" printf('Reseller %d Ltd', n), 'partner-center', printf("
	" '%08x-00c3-41ee-9dd2-a548adf56438', n), 'en',"
	" '2026-11-21T10:00:00Z' FROM c;"
	"INSERT INTO links (reseller, url, source, issued, current, serial)"
	" SELECT id, 'https://admin.microsoft.com/Adminportal/Home?invType="
	"ResellerRelationship&partnerId=' || account || '&msppId=0&DAP=true"
	"#/BillingAccounts/partner-invitation', 'pasted', added, 1, 1"
	" FROM resellers;"
	"INSERT INTO senders SELECT id, 'address', printf("
	" 'alice@r%06d.example', id), added FROM resellers;"
	"INSERT INTO senders SELECT id, 'domain', printf("
	" 'invite.r%06d.example', id), added FROM resellers;"
	"INSERT INTO senders SELECT id, 'login', printf('login%06d', id),"
	" added FROM resellers;"
	"COMMIT";

static void
fill(const char *path)
{
	sqlite3 *db;
	char *why = NULL;

	bench_need(sqlite3_open(path, &db) == SQLITE_OK, "can't open");
	sqlite3_exec(db, rows, NULL, NULL, &why);
	bench_need(why == NULL, why);
	sqlite3_close(db);
}

static struct snapshot *
load(struct registry *r, struct config *c)
{
	struct snapshot *s;
	struct buf warnings;
	struct err err;
	double start;

	buf_init(&warnings, 100000);
	start = bench_now();
	bench_need(snapshot_load(r, c, &s, &warnings, &err) == 0, err.text);
	printf("snapshot: %zu resellers and 300000 senders in %.3f s\n",
		snapshot_count(s), bench_now() - start);
	bench_need(warnings.n == 0, buf_str(&warnings));
	buf_deinit(&warnings);
	return s;
}

static void
look_up(const struct snapshot *s)
{
	double start = bench_now();
	struct facts f;
	char from[64];
	unsigned i;

	for (i = 0; i < LOOKUPS; i++) {
		snprintf(from, sizeof from, "x@invite.r%06u.example",
			i * 7919u % 100000u + 1);
		snapshot_sender(s, NULL, from, true, &f);
		bench_need(f.n_resellers == 1, "a sender is not found");
	}
	printf("snapshot: %.0f ns a look-up by domain\n",
		(bench_now() - start) * 1e9 / LOOKUPS);
}

static void
measure(const char *url, const char *path, const char *config_path)
{
	static const char text[] = "providers = { \"" TOP_SRCDIR
		"/providers\" }\n";
	struct snapshot *s;
	struct registry *r;
	struct config *c;
	struct err err;

	bench_need(file_write(config_path, span_str(text), 0600, &err) == 0,
		err.text);
	bench_need(config_load(config_path, url, &c, &err) == 0, err.text);
	bench_need(registry_open(url, true, &r, &err) == 0, err.text);
	fill(path);
	s = load(r, c);
	look_up(s);
	snapshot_unref(&s);
	registry_close(&r);
	config_unref(&c);
}

int
main(void)
{
	char directory[] = "/tmp/linkseal-bench-XXXXXX";
	char path[64], url[80], config_path[64];

	bench_need(mkdtemp(directory) != NULL, "no temporary directory");
	snprintf(path, sizeof path, "%s/registry.db", directory);
	snprintf(url, sizeof url, "sqlite:%s", path);
	snprintf(config_path, sizeof config_path, "%s/a.conf", directory);
	measure(url, path, config_path);
	unlink(path);
	unlink(config_path);
	rmdir(directory);
	return EXIT_SUCCESS;
}
