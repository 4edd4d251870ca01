#include "delivery.h"

#include <sysexits.h>

#include "smtp/route.h"
#include "sys/log.h"

#define REFUSED_SOME 1

static void
tell_sum(const struct campaign *c, const struct campaign_sum *sum)
{
	int state;

	fprintf(c->out, "campaign %s:", c->name);
	for (state = 0; state < STATE_COUNT; state++)
		if (sum->by_state[state] > 0)
			fprintf(c->out, " %zu %s", sum->by_state[state],
				state_name((enum state)state));
	fputc('\n', c->out);
	if (sum->by_state[STATE_PREPARED] + sum->by_state[STATE_DEFERRED] > 0)
		fputs("Give the same command again to go on with those that "
			"are left.\n", c->out);
	if (sum->by_state[STATE_UNKNOWN] > 0)
		fprintf(c->out, "Whether the unknown ones arrived can't be "
			"told from here; see: linkseal-mailer status %s\n",
			c->name);
	fflush(c->out);
}

static bool
all_done_before(const struct campaign *c)
{
	const struct states *s = journal_states(c->journal);
	size_t i;

	for (i = 0; i < c->recipients->n; i++)
		if (campaign_wants(states_find(s, c->recipients->list[i].key)))
			return false;
	return true;
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
run(struct campaign *c, struct err *err)
{
	struct campaign_sum sum;
	int rc;

	campaign_catch_signals();
	rc = campaign_run(c, &sum, err);
	if (sum.stopped)
		log_warnx("stopped as asked, after the mail that was on its "
			"way");
	tell_sum(c, &sum);
	return rc < 0 ? -1 : exit_status(&sum);
}

int
delivery_run(struct campaign *c, const struct options *o,
	const struct config *config, struct err *err)
{
	struct route route;
	int rc;

	if (all_done_before(c)) {
		fprintf(c->out, "Nobody is left in the campaign %s: see "
			"linkseal-mailer status %s\nTo invite them once more, "
			"name a new one with --campaign.\n", c->name, c->name);
		return EX_OK;
	}
	rc = route_init(&route, &config->mailer, o->smtp, o->tls, err);
	if (rc == 0)
		rc = route_choose(&route, campaign_needs(c), err);
	if (rc == 0)
		rc = route_reach(&route, err);
	if (rc == 0)
		rc = route_login(&route, err);
	c->settings = &route.settings;
	c->transport = route.transport;
	if (rc == 0)
		rc = run(c, err);
	route_deinit(&route);
	return rc;
}
