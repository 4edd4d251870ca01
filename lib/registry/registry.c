#include "registry/store.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "registry/operator.h"

/* How long a writer waits for another; a change takes milliseconds. */
#define PATIENCE_MS 10000

/* Seconds since 1970; it takes one digit more. */
#define YEAR_10000 253402300800LL

static const struct store_ops *const stores[] = {
	&registry_sqlite,
};

static const struct store_ops *
store_for(const char *url)
{
	size_t i;

	for (i = 0; i < sizeof stores / sizeof stores[0]; i++)
		if (strncmp(url, stores[i]->scheme,
		    strlen(stores[i]->scheme)) == 0)
			return stores[i];
	return NULL;
}

static int
open_url(const char *url, bool create, unsigned patience,
	struct registry **r_r, struct err *err)
{
	const struct store_ops *ops = store_for(url);
	struct registry *r;
	void *store;

	if (ops == NULL || url[strlen(ops->scheme)] == '\0')
		return err_set(err, ERR_CONFIG, "registry \"%s\": this is not "
			"understood; write sqlite:/PATH, for example "
			"sqlite:/var/lib/linkseal/registry.db", url);
	if (ops->open(url + strlen(ops->scheme), create, patience, &store,
	    err) != 0)
		return -1;
	r = buf_zalloc(sizeof *r);
	r->ops = ops;
	r->store = store;
	r->command = buf_strdup(program_invocation_short_name);
	*r_r = r;
	return 0;
}

int
registry_open(const char *url, bool create, struct registry **r_r,
	struct err *err)
{
	return open_url(url, create, PATIENCE_MS, r_r, err);
}

int
registry_open_within(const char *url, unsigned patience,
	struct registry **r_r, struct err *err)
{
	return open_url(url, false, patience, r_r, err);
}

void
registry_close(struct registry **r)
{
	if (*r == NULL)
		return;
	(*r)->ops->close((*r)->store);
	free((*r)->command);
	free(*r);
	*r = NULL;
}

void
registry_command(struct registry *r, const char *command)
{
	free(r->command);
	r->command = buf_strdup(command);
}

int
registry_version(struct registry *r, uint64_t *version_r, struct err *err)
{
	return r->ops->version(r->store, version_r, err);
}

int
registry_scrub(struct registry *r, struct err *err)
{
	return r->ops->scrub(r->store, err);
}

struct store_value
store_number(int64_t number)
{
	return (struct store_value){ .type = STORE_NUMBER, .number = number };
}

struct store_value
store_text(const char *text)
{
	if (text == NULL)
		return (struct store_value){ .type = STORE_NULL };
	return (struct store_value){ .type = STORE_TEXT, .text = text,
		.n = strlen(text) };
}

struct store_value
store_blob(const void *bytes, size_t n)
{
	return (struct store_value){ .type = STORE_BLOB, .text = bytes,
		.n = n };
}

int
store_query(struct registry *r, const char *sql,
	const struct store_value *args, size_t n_args, store_row_fn *row,
	void *ctx, struct err *err)
{
	return r->ops->query(r->store, sql, args, n_args, row, ctx, err);
}

int
store_change(struct registry *r,
	int (*fn)(struct registry *r, const void *ctx, struct err *err),
	const void *ctx, struct err *err)
{
	if (r->batch)
		return fn(r, ctx, err);
	if (r->ops->begin(r->store, true, err) != 0)
		return -1;
	if (fn(r, ctx, err) == 0 && r->ops->commit(r->store, err) == 0)
		return 0;
	r->ops->rollback(r->store);
	return -1;
}

int
registry_batch(struct registry *r, int (*fn)(struct registry *r, void *ctx,
	struct err *err), void *ctx, struct err *err)
{
	int rc;

	if (r->ops->begin(r->store, true, err) != 0)
		return -1;
	r->batch = true;
	rc = fn(r, ctx, err);
	r->batch = false;
	free(r->who);
	r->who = NULL;
	if (rc == 0 && r->ops->commit(r->store, err) == 0)
		return 0;
	r->ops->rollback(r->store);
	return rc == 0 ? -1 : rc;
}

static int
seen(void *ctx, const struct store_value *columns)
{
	(void)columns;
	*(bool *)ctx = true;
	return 0;
}

int
store_exists(struct registry *r, const char *sql,
	const struct store_value *args, size_t n_args, struct err *err)
{
	bool found = false;

	if (store_query(r, sql, args, n_args, seen, &found, err) != 0)
		return -1;
	return found;
}

void
store_time(int64_t at, char out[STORE_TIME])
{
	time_t t = at < 0 ? 0 : at > YEAR_10000 ? YEAR_10000 - 1 : at;
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(out, STORE_TIME, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

void
store_now(char out[STORE_TIME])
{
	store_time(time(NULL), out);
}

static int
add_history(struct registry *r, const char *who, const char *action,
	const char *reseller, const char *detail, struct err *err)
{
	char now[STORE_TIME];

	store_now(now);
	return store_query(r, "INSERT INTO history"
		" (at, who, command, action, reseller, detail)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		(struct store_value[]){ store_text(now), store_text(who),
			store_text(r->command), store_text(action),
			store_text(reseller), store_text(detail) }, 6, NULL,
		NULL, err);
}

/* Within a batch the user is asked for once, which opens a file. */
int
store_note(struct registry *r, const char *action, const char *reseller,
	const char *detail, struct err *err)
{
	struct buf who;
	int rc;

	if (r->who)
		return add_history(r, r->who, action, reseller, detail, err);
	buf_init(&who, 8192);
	operator_text(&who);
	rc = add_history(r, buf_str(&who), action, reseller, detail, err);
	if (r->batch)
		r->who = buf_take(&who);
	buf_deinit(&who);
	return rc;
}

int
store_want_reseller(struct registry *r, const char *name, struct err *err)
{
	struct store_value args[] = { store_text(name) };
	int rc = store_exists(r, "SELECT 1 FROM resellers WHERE name = ?1",
		args, 1, err);

	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND, "reseller \"%.64s\" is not "
			"in the registry; `linkseal-linkgen reseller list` "
			"shows all, `reseller add` makes one", name);
	return rc < 0 ? -1 : 0;
}

int
store_check_text(const char *what, const char *value, size_t max,
	struct err *err)
{
	const char *p;

	if (value == NULL)
		return 0;
	if (*value == '\0')
		return err_set(err, ERR_DATA, "%s is empty", what);
	if (strlen(value) > max)
		return err_set(err, ERR_DATA, "%s is longer than %zu bytes",
			what, max);
	if (!g_utf8_validate(value, -1, NULL))
		return err_set(err, ERR_DATA, "%s is not UTF-8", what);
	for (p = value; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return err_set(err, ERR_DATA, "%s holds a control "
				"character (a line break or a tab?)", what);
	return 0;
}
