/* `sync`: which resellers, and what is said about it. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "cloud/refusal.h"
#include "commands.h"
#include "provider_account.h"
#include "registry/provider_news.h"
#include "sync.h"
#include "sys/json.h"

enum { SYNC_DRY_RUN, SYNC_NEWS, SYNC_JSON };

static const struct command_option options[] = {
	[SYNC_DRY_RUN] = { "dry-run", NULL, "only tell what would change" },
	[SYNC_NEWS] = { "news", NULL, "only customers that the provider sent "
		"news of" },
	[SYNC_JSON] = { "json", NULL, "for programs" },
	{ NULL, NULL, NULL },
};

struct run {
	struct call *call;
	bool json, dry_run, news;
	struct json_list list;
	size_t asked;		/* resellers */
	int status;		/* the exit status so far */
};

static const struct {
	enum ledger_difference bit;
	const char *word;
} words[] = {
	{ LEDGER_ADDED, "added" }, { LEDGER_IDENTIFIED, "identified" },
	{ LEDGER_RENAMED, "renamed" }, { LEDGER_JOINED, "joined" },
	{ LEDGER_OVER, "ended" }, { LEDGER_BEGUN, "accepted" },
	{ LEDGER_DAP_GIVEN, "dap-given" }, { LEDGER_DAP_TAKEN, "dap-removed" },
};

#define WORDS (sizeof words / sizeof words[0])

static void
put_row(struct run *run, const struct sync_row *row)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	json_put_text(j, "reseller", row->reseller);
	json_put_text(j, "domain", row->domain);
	json_put_text(j, "tenant", row->tenant);
	json_open_array(j, "changes");
	for (size_t i = 0; i < WORDS; i++)
		if (row->differences & words[i].bit)
			json_put_text(j, NULL, words[i].word);
	json_close(j);
	json_put_text(j, "conflict", row->conflict);
	json_put_text(j, "problem", row->problem);
	json_put_text(j, "apart", row->remark);
	json_close(j);
	json_list_add(&run->list, &j);
}

static void
print_row(const struct sync_row *row)
{
	const char *before = "";
	char shown[260];

	/* One that was refused is as the provider wrote it. */
	refusal_quote(row->domain ? row->domain : row->tenant, shown,
		sizeof shown);
	printf("%-28s %-16s ", shown, row->reseller);
	for (size_t i = 0; i < WORDS; i++)
		if (row->differences & words[i].bit) {
			printf("%s%s", before, words[i].word);
			before = ", ";
		}
	if (row->conflict)
		printf("conflict: %s", row->conflict);
	if (row->problem)
		printf("not looked at: %s", row->problem);
	if (row->remark)
		printf("%skept apart from %s, which has relationships of its "
			"own", *before ? "; " : "", row->remark);
	putchar('\n');
}

static void
tell(void *ctx, const struct sync_row *row)
{
	struct run *run = ctx;

	if (run->json)
		put_row(run, row);
	else
		print_row(row);
}

static void
sum_up(const struct run *run, const struct sync *s)
{
	fprintf(stderr, PROGRAM ": %s: %zu customer%s, %zu %s", s->reseller,
		s->done, s->done == 1 ? "" : "s", s->changed,
		run->dry_run ? "would change" : "changed");
	if (s->others)
		fprintf(stderr, ", %zu not as a reseller's", s->others);
	if (s->conflicts)
		fprintf(stderr, ", %zu in conflict with a rule",
			s->conflicts);
	if (s->problems)
		fprintf(stderr, ", %zu not looked at", s->problems);
	fputc('\n', stderr);
}

/* The first thing that went wrong is the exit status. */
static void
note_status(struct run *run, int status)
{
	if (run->status == EX_OK)
		run->status = status;
}

static int
sync_with(struct run *run, const struct registry_reseller *reseller,
	const struct provider *p, struct err *err)
{
	struct cloud_account account;
	struct sync s = { .registry = run->call->registry,
		.reseller = reseller->name, .provider = p->name,
		.only_look = run->dry_run, .tell = tell, .ctx = run };
	int rc;

	if (provider_account_open(&account, run->call->config, reseller, p,
	    err) != 0)
		return -1;
	s.cloud = account.cloud;
	rc = run->news ? sync_news(&s, err) : sync_all(&s, err);
	cloud_account_close(&account);
	if (rc != 0)
		return err_prefix(err, "%s", reseller->name);
	sum_up(run, &s);
	if (s.conflicts)
		note_status(run, EX_DATAERR);
	if (s.problems)
		note_status(run, EX_PROTOCOL);
	return 0;
}

/* One reseller's trouble is no other's: it is told, and the next one's turn. */
static void
sync_one(struct run *run, const struct registry_reseller *reseller,
	const struct provider *p)
{
	struct err err;

	run->asked++;
	if (sync_with(run, reseller, p, &err) == 0)
		return;
	fprintf(stderr, PROGRAM ": %s\n", err.text);
	note_status(run, err_exit_status(err.kind));
}

static int
sync_named(struct run *run, const char *name, struct err *err)
{
	struct registry_reseller s = { .name = NULL };
	const struct provider *p;
	int rc = registry_reseller_get(run->call->registry, name, &s, err);

	if (rc != 0)
		return rc;
	p = provider_account_api(run->call->config, &s);
	if (p)
		sync_one(run, &s, p);
	else
		rc = err_set(err, ERR_USAGE, "%s has no provider with an API: "
			"its customers accept on the portal's own pages, and "
			"there is nothing to ask for", name);
	registry_reseller_deinit(&s);
	return rc;
}

/* Names first: a sync writes to the registry that they are read from. */
struct names {
	struct run *run;
	char **list;
	size_t n, room;
};

static int
count_reseller(void *ctx, const struct registry_reseller *s)
{
	(void)s;
	((struct names *)ctx)->room++;
	return 0;
}

static int
stop(void *ctx, const struct provider_news *news)
{
	(void)ctx;
	(void)news;
	return 1;
}

static int
has_news(struct run *run, const char *reseller)
{
	struct err unread;

	return provider_news_each(run->call->registry, reseller, stop, NULL,
		&unread);
}

/* Whoever signs in somewhere, and has news when it is about them. */
static int
take_reseller(void *ctx, const struct registry_reseller *s)
{
	struct names *names = ctx;
	const struct config *c = names->run->call->config;

	if (names->n < names->room && provider_account_api(c, s) &&
	    config_account(c, s->name).client_id)
		names->list[names->n++] = buf_strdup(s->name);
	return 0;
}

static int
sync_every(struct run *run, struct err *err)
{
	struct registry *r = run->call->registry;
	struct names names = { .run = run };
	int rc;

	if (registry_resellers(r, count_reseller, &names, err) != 0)
		return -1;
	names.list = buf_zalloc((names.room + 1) * sizeof *names.list);
	rc = registry_resellers(r, take_reseller, &names, err);
	for (size_t i = 0; i < names.n; i++) {
		if (rc == 0 && (!run->news || has_news(run, names.list[i])))
			rc = sync_named(run, names.list[i], err);
		free(names.list[i]);
	}
	free(names.list);
	if (rc == 0 && run->asked == 0 && !run->news)
		return err_set(err, ERR_CONFIG, "no reseller has both a "
			"provider with an API and a client_id to sign in with "
			"(section cloud of linkseal.conf)");
	return rc;
}

static int
sync_chosen(struct run *run, struct err *err)
{
	struct call *call = run->call;

	for (size_t i = 0; i < call->n_operands; i++)
		if (sync_named(run, call->operands[i], err) != 0)
			return -1;
	return 0;
}

static int
run_sync(struct call *call, struct err *err)
{
	struct run run = { .call = call,
		.json = call->values[SYNC_JSON] != NULL,
		.dry_run = call->values[SYNC_DRY_RUN] != NULL,
		.news = call->values[SYNC_NEWS] != NULL };
	int rc;

	if (run.json)
		json_list_begin(&run.list, stdout);
	rc = call->n_operands ? sync_chosen(&run, err) :
		sync_every(&run, err);
	if (run.json) {
		struct err unwritten;

		if (json_list_end(&run.list, &unwritten) != 0 && rc == 0) {
			*err = unwritten;
			rc = -1;
		}
	}
	return rc == 0 ? run.status : -1;
}

const struct command commands_sync = {
	.noun = "sync", .operands = "[RESELLER...] [OPTION...]",
	.max = COMMAND_ANY,
	.summary = "Brings the ledger up to date with Partner Center.",
	.details = "Asks the REST API for the customers of the named "
		"resellers, or of all who sign\nin there, for their "
		"relationship and their delegated administrative privileges.\n"
		"Each line says what is different; what breaks a rule is told "
		"and left.\n",
	.options = options,
	.registry = REGISTRY_OPEN,
	.run = run_sync,
};
