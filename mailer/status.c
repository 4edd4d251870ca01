/* linkseal-mailer status: the campaigns, or the recipients of one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "commands.h"
#include "core/buf.h"
#include "journal.h"
#include "journal_place.h"
#include "sys/config.h"
#include "sys/json.h"


static void
print_counts(const char *name, const struct states *s)
{
	size_t by_state[STATE_COUNT] = { 0 }, i;
	int state;

	for (i = 0; i < s->n; i++)
		by_state[s->list[i].state]++;
	printf("%s (%s): %zu recipients", name,
		s->reseller == NULL ? "empty" : s->reseller, s->n);
	for (state = 0; state < STATE_COUNT; state++)
		if (by_state[state] > 0)
			printf(", %zu %s", by_state[state],
				state_name((enum state)state));
	putchar('\n');
}

static void
print_recipients(const struct states *s)
{
	int state;
	size_t i;

	for (state = 0; state < STATE_COUNT; state++)
		for (i = 0; i < s->n; i++)
			if (s->list[i].state == (enum state)state)
				printf("%-9s %s  %s%s%s\n",
					state_name((enum state)state),
					s->list[i].time, s->list[i].key,
					*s->list[i].text ? ": " : "",
					s->list[i].text);
}

/* {"campaign":C,"reseller":R,"prepared":N,…,"recipients":[{…},…]} */
static struct json *
status_json(const char *name, const struct states *s, bool recipients)
{
	size_t by_state[STATE_COUNT] = { 0 }, i;
	struct json *j = json_new();
	int state;

	for (i = 0; i < s->n; i++)
		by_state[s->list[i].state]++;
	json_open_object(j, NULL);
	json_put_text(j, "campaign", name);
	json_put_text(j, "reseller", s->reseller);
	for (state = 0; state < STATE_COUNT; state++)
		json_put_number(j, state_name((enum state)state),
			(int64_t)by_state[state]);
	if (recipients)
		json_open_array(j, "recipients");
	for (i = 0; recipients && i < s->n; i++) {
		json_open_object(j, NULL);
		json_put_text(j, "to", s->list[i].key);
		json_put_text(j, "state", state_name(s->list[i].state));
		json_put_text(j, "time", s->list[i].time);
		json_put_text(j, "answer", s->list[i].text);
		json_close(j);
	}
	if (recipients)
		json_close(j);
	json_close(j);
	return j;
}

static int
print(const char *name, const struct states *s, bool recipients, bool json,
	struct err *err)
{
	struct json *j;
	int rc;

	if (!json) {
		print_counts(name, s);
		if (recipients)
			print_recipients(s);
		return EX_OK;
	}
	j = status_json(name, s, recipients);
	rc = json_print(j, JSON_LINE, stdout, err);
	json_free(&j);
	return rc;
}

static int
status_one(const char *dir, const char *name, bool recipients, bool json,
	struct err *err)
{
	struct journal *j;
	char *path;
	int rc;

	if (journal_place(dir, name, JOURNAL_SUFFIX, &path, err) < 0)
		return -1;
	rc = journal_read(path, &j, err);
	free(path);
	if (rc < 0)
		return -1;
	if (recipients && journal_states(j)->reseller == NULL) {
		journal_free(&j);
		return err_set(err, ERR_NOT_FOUND, "there is no campaign "
			"\"%s\" in %s; see: linkseal-mailer status", name,
			dir);
	}
	rc = print(name, journal_states(j), recipients, json, err);
	journal_free(&j);
	return rc;
}

struct all {
	const char *dir;
	bool json;
	size_t n;
	struct err *err;
};

static int
each(void *ctx, const char *name)
{
	struct all *all = ctx;

	all->n++;
	return status_one(all->dir, name, false, all->json, all->err);
}

static int
status_all(const char *dir, bool json, struct err *err)
{
	struct all all = { dir, json, 0, err };
	int rc = journal_place_each(dir, each, &all, err);

	if (rc == 0 && all.n == 0 && !json)
		printf("There is no campaign in %s.\n", dir);
	return rc;
}

int
command_status(const struct options *o, struct err *err)
{
	struct config *c;
	int rc;

	if (config_load(o->config, o->registry, &c, err) < 0)
		return -1;
	rc = o->name != NULL ? status_one(c->mailer.state, o->name, true,
			o->json, err) :
		status_all(c->mailer.state, o->json, err);
	config_unref(&c);
	return rc;
}
