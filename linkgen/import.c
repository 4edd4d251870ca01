/* The registry from a text: all of it or nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "command.h"
#include "import_check.h"
#include "registry/roster_merge.h"
#include "sys/file.h"

enum { DRY_RUN, REPLACE };

/* What a batch returns that was only to be tried. */
#define TRIED 1

struct importing {
	const struct call *call;
	const char *name;	/* of the file, as people know it */
	struct roster *want;
	struct faults faults;
	struct roster_counts counts;
	struct buf told;	/* of a dry run */
	struct token_key *keys;
	size_t n_keys;
};

static int
take_key(void *ctx, const struct registry_key *k)
{
	struct importing *m = ctx;

	m->keys = buf_grow(m->keys, m->n_keys + 1, sizeof *m->keys);
	m->keys[m->n_keys++] = k->key;
	return 0;
}

/* In a transaction in which nobody else writes. */
static int
work(struct registry *r, void *ctx, struct err *err)
{
	struct importing *m = ctx;
	bool dry = m->call->values[DRY_RUN] != NULL;
	int rc;

	if (registry_keys(r, take_key, m, err) != 0)
		return -1;
	import_check(m->want, m->name, &m->call->config->providers,
		&(struct token_keys){ m->keys, m->n_keys }, &m->faults);
	rc = roster_merge(r, m->want, m->name, m->call->values[REPLACE],
		&m->counts, dry ? &m->told : NULL, &m->faults, err);
	if (m->faults.n > 0)
		return faults_err(&m->faults, ERR_DATA, err);
	return rc == 0 && dry ? TRIED : rc;
}

static void
print_count(const char *what, const struct roster_count *c)
{
	printf("%-10s %zu added, %zu changed, %zu removed\n", what, c->added,
		c->changed, c->removed);
}

static void
print_result(const struct importing *m, bool dry)
{
	if (dry)
		fputs(buf_str((struct buf *)&m->told), stdout);
	print_count("resellers", &m->counts.resellers);
	print_count("senders", &m->counts.senders);
	print_count("links", &m->counts.links);
	print_count("keys", &m->counts.keys);
	if (dry)
		puts("this was a dry run: nothing was changed");
}

/* All faults on standard error, a line each: more than an error can hold. */
static int
print_faults(const struct importing *m)
{
	fputs(buf_str((struct buf *)&m->faults.text), stderr);
	fprintf(stderr, "linkseal-linkgen: %s: %zu fault%s; nothing was "
		"changed\n", m->name, m->faults.n,
		m->faults.n == 1 ? "" : "s");
	return EX_DATAERR;
}

/* A dry run where there is no registry yet takes one that is thrown away. */
static int
open_scratch(struct call *call, char *directory, struct err *err)
{
	char url[100];

	if (mkdtemp(directory) == NULL)
		return err_set(err, ERR_IO, "%s can't be made", directory);
	snprintf(url, sizeof url, "sqlite:%s/registry.db", directory);
	return registry_open(url, true, &call->registry, err);
}

static void
remove_scratch(struct call *call, const char *directory)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char path[100];
	size_t i;

	registry_close(&call->registry);
	for (i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(path, sizeof path, "%s/registry.db%s", directory,
			ends[i]);
		unlink(path);
	}
	rmdir(directory);
}

static int
merge(struct call *call, struct importing *m, struct err *err)
{
	char scratch[] = "/tmp/linkseal-import-XXXXXX";
	bool dry = call->values[DRY_RUN] != NULL, used = false;
	int rc;

	if (command_registry(call, dry ? REGISTRY_IF_ANY : REGISTRY_CREATE,
	    err) != 0)
		return -1;
	if (call->registry == NULL) {
		used = true;
		if (open_scratch(call, scratch, err) != 0)
			return -1;
	}
	rc = registry_batch(call->registry, work, m, err);
	if (used)
		remove_scratch(call, scratch);
	if (m->faults.n > 0)
		return print_faults(m);
	if (rc == 0 || rc == TRIED)
		print_result(m, dry);
	return rc == TRIED ? 0 : rc;
}

static int
read_and_merge(struct call *call, struct importing *m, struct err *err)
{
	struct buf text;
	int rc;

	buf_init(&text, ROSTER_TEXT_MAX);
	rc = file_read(call->operands[0], &text, err);
	if (rc == 0) {
		m->want = roster_read(buf_span(&text), m->name, &m->faults);
		rc = m->faults.n > 0 ? print_faults(m) : merge(call, m, err);
	}
	buf_deinit(&text);
	return rc;
}

static int
run_import(struct call *call, struct err *err)
{
	const char *path = call->operands[0];
	struct importing m = { .call = call, .name = strcmp(path, "-") == 0 ?
		"standard input" : path };
	int rc;

	faults_init(&m.faults);
	buf_init(&m.told, ROSTER_TEXT_MAX);
	rc = read_and_merge(call, &m, err);
	roster_free(&m.want);
	faults_deinit(&m.faults);
	buf_deinit(&m.told);
	free(m.keys);
	return rc;
}

static const struct command_option options[] = {
	[DRY_RUN] = { "dry-run", NULL, "only tell what would change" },
	[REPLACE] = { "replace", NULL, "remove resellers it does not name" },
	{ NULL, NULL, NULL },
};

const struct command import_text = {
	.noun = "import", .operands = "FILE [--dry-run] [--replace]",
	.min = 1, .max = 1,
	.summary = "Makes the registry say what a text says: all or nothing.",
	.details = "FILE is as `export` writes it; - is standard input. "
		"Resellers it names get its\nvalues and exactly its senders; "
		"links that were issued stay known; others are\nleft alone. "
		"Every fault is told as FILE:LINE:COLUMN.\n",
	.options = options,
	.run = run_import,
};
