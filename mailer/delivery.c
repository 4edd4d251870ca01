#include "delivery.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "lanes.h"
#include "pace.h"
#include "smtp/route.h"
#include "sys/log.h"

#define REFUSED_SOME 1
#define TRIES 3
#define BACKOFF_MS 60000

static void
tell_rest(const struct campaign *c, const struct campaign_sum *sum)
{
	if (sum->by_state[STATE_PREPARED] + sum->by_state[STATE_DEFERRED] > 0)
		printf("Give the same command again to go on with those that "
			"are left, or: linkseal-mailer resume %s\n", c->name);
	if (sum->by_state[STATE_UNKNOWN] > 0)
		printf("Whether the unknown ones arrived can't be told from "
			"here; see: linkseal-mailer status %s\n", c->name);
	fflush(stdout);
}

static int
exit_status(const struct campaign_sum *sum)
{
	if (sum->by_state[STATE_PREPARED] + sum->by_state[STATE_DEFERRED] > 0)
		return EX_TEMPFAIL;
	if (sum->by_state[STATE_REFUSED] + sum->by_state[STATE_UNKNOWN] > 0)
		return REFUSED_SOME;
	return EX_OK;
}

static int
run(struct campaign *c, bool json, struct err *err)
{
	struct campaign_sum sum;
	int rc;

	c->display = display_new(json ? DISPLAY_JSON : isatty(STDOUT_FILENO) &&
		isatty(STDERR_FILENO) ? DISPLAY_BAR : DISPLAY_LINES, stdout,
		stderr, c->name);
	campaign_catch_signals();
	rc = campaign_run(c, &sum, err);
	display_end(c->display, sum.by_state, sum.stopped);
	display_free(&c->display);
	if (sum.stopped)
		log_warnx("stopped as asked, after the mails that were on "
			"their way");
	if (!json)
		tell_rest(c, &sum);
	return rc < 0 ? -1 : exit_status(&sum);
}

static const char *
first(const char *a, const char *b)
{
	return a != NULL ? a : b;
}

static int
read_connections(const char *text, unsigned *r, struct err *err)
{
	size_t digits = strspn(text, "0123456789");
	long n = digits > 0 && digits < 5 ? strtol(text, NULL, 10) : 0;

	if (text[digits] != '\0' || n < 1 || n > LANES_MAX)
		return err_set(err, ERR_USAGE, "connections \"%s\": write a "
			"number, 1 to %d", text, LANES_MAX);
	*r = (unsigned)n;
	return 0;
}

static int
read_pace(struct campaign *c, const struct options *o,
	const struct config_mailer *m, struct err *err)
{
	const char *rate = first(o->rate, m->rate);
	const char *domain = first(o->domain_rate, m->domain_rate);

	c->pace = (struct schedule_settings){
		.tries = o->tries != 0 ? o->tries : TRIES,
		.backoff = o->backoff != 0 ? o->backoff : BACKOFF_MS };
	if (rate != NULL && pace_rate(rate, &c->pace.gap, err) < 0)
		return -1;
	if (domain != NULL && pace_rate(domain, &c->pace.domain_gap, err) < 0)
		return -1;
	return read_connections(first(o->connections, m->connections),
		&c->connections, err);
}

/* What must be known before the first connection. */
static int
set_out(struct campaign *c, const struct options *o,
	const struct config_mailer *m, struct route *route, struct err *err)
{
	const char *dsn = first(o->dsn, m->dsn);

	if (read_pace(c, o, m, err) < 0 ||
		route_init(route, m, o->smtp, o->tls, err) < 0)
		return -1;
	if (dsn != NULL && envelope_notify(dsn, &route->settings.notify,
		err) < 0)
		return -1;
	if (route_choose(route, campaign_needs(c), err) < 0 ||
		route_reach(route, err) < 0)
		return -1;
	return route_login(route, err);
}

int
delivery_run(struct campaign *c, const struct options *o,
	const struct config *config, struct err *err)
{
	struct route route = { .config = NULL };
	int rc;

	if (campaign_is_done(c)) {
		if (!o->json)
			printf("Nobody is left in the campaign %s: see "
				"linkseal-mailer status %s\nTo invite them "
				"once more, name a new one with --campaign.\n",
				c->name, c->name);
		return EX_OK;
	}
	rc = set_out(c, o, &config->mailer, &route, err);
	c->settings = &route.settings;
	c->transport = route.transport;
	if (rc == 0)
		rc = run(c, o->json, err);
	route_deinit(&route);
	return rc;
}
