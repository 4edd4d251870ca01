/* linkseal-portal customers: who was invited, who accepted, and a list to
 * invite again with. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "again.h"
#include "commands.h"
#include "day.h"
#include "put.h"

/* Of LIMIT: all there are. */
#define ALL_ROWS ((unsigned)INT32_MAX)

/* A million customers with long names. */
#define LIST_MAX (256 * 1024 * 1024)

enum { RESELLER, STATE, SEARCH, SINCE, BEFORE, SORT, FORMAT, JSON };

static const struct command_option options[] = {
	[RESELLER] = { "reseller", "NAME", "only this one's" },
	[STATE] = { "state", "STATE", "invited, accepted, dap-removed, "
		"declined or ended" },
	[SEARCH] = { "search", "TEXT", "how domain, name or a word of it "
		"begins" },
	[SINCE] = { "since", "DAY", "in their state since that day or later: "
		"2026-11-21, or 14d ago" },
	[BEFORE] = { "before", "DAY", "in their state for longer than that" },
	[SORT] = { "sort", "HOW", "domain, name, oldest or newest (domain)" },
	[FORMAT] = { "format", "FORMAT", "text, json, or csv: a list for "
		"linkseal-mailer (text)" },
	[JSON] = { "json", NULL, "as --format json" },
	{ NULL, NULL, NULL },
};

enum format { TEXT, AS_JSON, CSV };

/* -1: no such format. */
static int
format_of(const struct call *call)
{
	static const char *const names[] = { "text", "json", "csv" };
	const char *name = call->values[FORMAT];

	if (name == NULL)
		return call->values[JSON] ? AS_JSON : TEXT;
	for (int i = TEXT; i <= CSV; i++)
		if (strcmp(name, names[i]) == 0)
			return i;
	return -1;
}

static int
check_day(const struct call *call, int option, struct err *err)
{
	char day[DAY_TEXT];

	if (call->values[option] == NULL ||
	    day_read(call->values[option], time(NULL), day, err) == 0)
		return 0;
	return err_prefix(err, "--%s", options[option].name);
}

static int
check(const struct call *call, struct err *err)
{
	const char *state = call->values[STATE], *sort = call->values[SORT];

	if (state && ledger_state_of(state) == LEDGER_ANY)
		return err_set(err, ERR_USAGE, "--state \"%.40s\": the states "
			"are invited, accepted, dap-removed, declined and "
			"ended", state);
	if (sort && ledger_order_of(sort) < 0)
		return err_set(err, ERR_USAGE, "--sort \"%.40s\": it goes by "
			"domain, name, oldest or newest", sort);
	if (format_of(call) < 0)
		return err_set(err, ERR_USAGE, "--format \"%.40s\": there is "
			"text, json and csv", call->values[FORMAT]);
	if (check_day(call, SINCE, err) < 0)
		return -1;
	return check_day(call, BEFORE, err);
}

/* Where rows go. */
struct rows {
	enum format format;
	struct json_list json;
	struct buf csv;
	char *reseller;		/* of the first row */
	bool several;
};

static int
row(void *ctx, const struct ledger_customer *c)
{
	struct rows *rows = ctx;
	struct json *j;

	switch (rows->format) {
	case AS_JSON:
		j = json_new();
		put_customer(j, c);
		json_list_add(&rows->json, &j);
		break;
	case CSV:
		if (rows->reseller == NULL)
			rows->reseller = buf_strdup(c->reseller);
		rows->several |= strcmp(rows->reseller, c->reseller) != 0;
		again_line(&rows->csv, c);
		break;
	case TEXT:
		printf("%-28s %-16s %-11s %-20s %-20s %s\n", c->domain,
			c->reseller, ledger_state_name(c->state),
			c->since ? c->since : "-",
			c->invited ? c->invited : "-",
			c->name ? c->name : "-");
		break;
	}
	return 0;
}

/* A list is for one link. What to do with it goes where it is no part of it. */
static int
finish_csv(struct rows *rows, struct err *err)
{
	char today[DAY_TEXT];
	struct buf command;

	if (rows->several)
		return err_set(err, ERR_USAGE, "these are customers of several"
			" resellers, and a list is for one: say --reseller "
			"NAME");
	fwrite(rows->csv.p, 1, rows->csv.n, stdout);
	if (rows->reseller == NULL || day_read("0d", time(NULL), today,
	    err) < 0)
		return 0;
	buf_init(&command, 4096);
	again_command(&command, rows->reseller, "FILE", NULL, today);
	fprintf(stderr, "Addresses are not kept: write who is to get it in "
		"place of <person>, then\n%s\n", buf_str(&command));
	buf_deinit(&command);
	return 0;
}

static int
list(struct call *call, const struct ledger_search *search, struct err *err)
{
	struct rows rows = { .format = (enum format)format_of(call) };
	int rc;

	buf_init(&rows.csv, LIST_MAX);
	again_head(&rows.csv);
	if (rows.format == AS_JSON)
		json_list_begin(&rows.json, stdout);
	rc = ledger_customers(call->registry, search, row, &rows, err);
	if (rc == 0 && rows.format == AS_JSON)
		rc = json_list_end(&rows.json, err);
	if (rc == 0 && rows.format == CSV)
		rc = finish_csv(&rows, err);
	free(rows.reseller);
	buf_deinit(&rows.csv);
	return rc;
}

static int
run(struct call *call, struct err *err)
{
	const char *state = call->values[STATE], *sort = call->values[SORT];
	char since[DAY_TEXT], before[DAY_TEXT];
	struct ledger_search search = {
		.reseller = call->values[RESELLER],
		.words = call->values[SEARCH], .max = ALL_ROWS,
		.state = state ? ledger_state_of(state) : LEDGER_ANY,
		.order = sort ? (enum ledger_order)ledger_order_of(sort) :
			LEDGER_BY_DOMAIN };

	if (call->values[SINCE] && day_read(call->values[SINCE], time(NULL),
	    since, err) < 0)
		return -1;
	if (call->values[BEFORE] && day_read(call->values[BEFORE], time(NULL),
	    before, err) < 0)
		return -1;
	search.since = call->values[SINCE] ? since : NULL;
	search.before = call->values[BEFORE] ? before : NULL;
	if (commands_want_reseller(call->registry, search.reseller, err) != 0)
		return -1;
	return list(call, &search, err);
}

const struct command commands_customers = {
	.noun = "customers", .operands = "[OPTION...]",
	.summary = "Lists customers: domain, reseller, state, since, last "
		"invited, name.",
	.details = "Who was invited and has not answered for two weeks:\n"
		"  linkseal-portal customers --state invited --before 14d\n"
		"The same as a list to invite them again with the same link:\n"
		"  linkseal-portal customers --state invited --before 14d "
		"--reseller NAME \\\n    --format csv > again.csv\n",
	.options = options,
	.registry = REGISTRY_OPEN,
	.check = check,
	.run = run,
};
