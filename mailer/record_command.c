/* linkseal-mailer record: tells the registry who was invited, for campaigns
 * that could not. */
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "commands.h"
#include "journal_place.h"
#include "record.h"
#include "sys/config.h"

static int
record_one(const struct config *c, const char *name, struct err *err)
{
	size_t told = 0, news = 0;
	char *path;
	int rc;

	if (journal_place(c->mailer.state, name, JOURNAL_SUFFIX, &path,
	    err) < 0)
		return -1;
	if (access(path, F_OK) < 0)
		rc = err_set(err, ERR_NOT_FOUND, "there is no campaign \"%s\" "
			"in %s; see: linkseal-mailer status", name,
			c->mailer.state);
	else
		rc = record_all(path, c->registry, &told, &news, err);
	free(path);
	if (rc == 0)
		printf("%s: customers invited, one each day: %zu; new to the "
			"registry: %zu\n", name, told, news);
	return rc;
}

struct each {
	const struct config *config;
	struct err *err;
};

static int
each(void *ctx, const char *name)
{
	const struct each *e = ctx;

	return record_one(e->config, name, e->err);
}

int
command_record(const struct options *o, struct err *err)
{
	struct each e = { .err = err };
	struct config *c;
	int rc;

	if (config_load(o->config, o->registry, &c, err) < 0)
		return -1;
	e.config = c;
	rc = o->name != NULL ? record_one(c, o->name, err) :
		journal_place_each(c->mailer.state, each, &e, err);
	config_unref(&c);
	return rc;
}
