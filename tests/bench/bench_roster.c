/* 100,000 resellers of one's own programme: their links signed into a registry
 * in one transaction, listed, written as a text, and read from it again. */

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "core/token.h"
#include "registry/roster_merge.h"

#define RESELLERS 100000
#define HOST "partners.fabrikam.example"
#define PREFIX "/i/"

static unsigned char secret[TOKEN_SECRET];

/* A reseller of that number, and its link. */
static int
issue(struct registry *r, unsigned i, struct buf *url, struct err *err)
{
	struct token t = { .key_id = 1, .serial = 1 };
	struct registry_reseller s = { .locale = (char *)"en",
		.provider = (char *)"own" };
	char name[20], display[40];

	snprintf(name, sizeof name, "r%06u", i);
	snprintf(display, sizeof display, "Reseller %u Ltd", i);
	s.name = s.account = name;
	s.display = display;
	token_account(s.account, t.account);
	buf_reset(url);
	token_issue(&t, HOST, PREFIX, secret, url);
	if (registry_reseller_add(r, &s, err) != 0)
		return -1;
	return registry_link_sign(r, name, buf_str(url), 1, err);
}

static int
issue_all(struct registry *r, void *ctx, struct err *err)
{
	struct buf url;
	unsigned i;
	int rc = 0;

	(void)ctx;
	buf_init(&url, 1000);
	for (i = 0; i < RESELLERS && rc == 0; i++)
		rc = issue(r, i, &url, err);
	buf_deinit(&url);
	return rc;
}

static int
count(void *ctx, const struct registry_reseller *s)
{
	*(size_t *)ctx += s->name[0] == 'r';
	return 0;
}

static void
tell(const char *what, double start)
{
	printf("registry: %d resellers %s in %.2f s\n", RESELLERS, what,
		bench_now() - start);
}

static void
fill_and_list(struct registry *r)
{
	double start = bench_now();
	struct err err;
	size_t n = 0;

	bench_need(registry_batch(r, issue_all, NULL, &err) == 0, err.text);
	tell("and their signed links issued", start);
	start = bench_now();
	bench_need(registry_resellers(r, count, &n, &err) == 0, err.text);
	bench_need(n == RESELLERS, "not all were listed");
	tell("listed", start);
}

static void
export(struct registry *r, struct buf *text)
{
	double start = bench_now();
	struct roster *all;
	struct err err;

	bench_need(roster_load(r, &all, &err) == 0, err.text);
	roster_write(all, text);
	roster_free(&all);
	bench_need(buf_ok(text), "the text is too long");
	tell("exported", start);
}

static int
merge(struct registry *r, void *ctx, struct err *err)
{
	struct roster_counts counts;
	struct faults faults;
	int rc;

	faults_init(&faults);
	rc = roster_merge(r, ctx, "text", false, &counts, NULL, &faults, err);
	bench_need(counts.resellers.added == RESELLERS && faults.n == 0,
		"not all were imported");
	faults_deinit(&faults);
	return rc;
}

static void
import(struct registry *r, const struct buf *text)
{
	double start = bench_now();
	struct roster *want;
	struct faults faults;
	struct err err;

	faults_init(&faults);
	want = roster_read(buf_span(text), "text", &faults);
	bench_need(faults.n == 0, "the text has faults");
	bench_need(registry_batch(r, merge, want, &err) == 0, err.text);
	roster_free(&want);
	faults_deinit(&faults);
	tell("imported", start);
}

static void
measure(const char *directory, const char *file, struct buf *text)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	struct registry *r;
	struct err err;
	char path[100], url[120];
	size_t i;

	snprintf(url, sizeof url, "sqlite:%s/%s", directory, file);
	bench_need(registry_open(url, true, &r, &err) == 0, err.text);
	if (text->n == 0) {
		fill_and_list(r);
		export(r, text);
	} else {
		import(r, text);
	}
	registry_close(&r);
	for (i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(path, sizeof path, "%s/%s%s", directory, file,
			ends[i]);
		unlink(path);
	}
}

int
main(void)
{
	char directory[] = "/tmp/linkseal-bench-XXXXXX";
	unsigned char public[TOKEN_PUBLIC];
	struct buf text;

	bench_need(sodium_init() >= 0, "libsodium");
	crypto_sign_keypair(public, secret);
	bench_need(mkdtemp(directory) != NULL, "no temporary directory");
	buf_init(&text, ROSTER_TEXT_MAX);
	measure(directory, "one.db", &text);
	measure(directory, "two.db", &text);
	buf_deinit(&text);
	rmdir(directory);
	return EXIT_SUCCESS;
}
