#include "delivery.h"

#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "password.h"
#include "server.h"
#include "sys/log.h"

#define REFUSED_SOME 1

static int
read_tls(const char *name, enum smtp_tls *r, struct err *err)
{
	if (strcmp(name, "require") == 0)
		*r = SMTP_TLS_REQUIRE;
	else if (strcmp(name, "opportunistic") == 0)
		*r = SMTP_TLS_OPPORTUNISTIC;
	else if (strcmp(name, "none") == 0)
		*r = SMTP_TLS_NONE;
	else
		return err_set(err, ERR_USAGE, "--tls \"%s\": write require, "
			"opportunistic or none", name);
	return 0;
}

/* RFC 5321 4.1.4: a name with a domain, or our address. */
static const char *
own_name(const struct config_mailer *m, const struct server *server,
	char *name, size_t size)
{
	if (m->hostname != NULL)
		return m->hostname;
	name[0] = '\0';
	if (gethostname(name, size) == 0)
		name[size - 1] = '\0';
	if (strchr(name, '.') != NULL || server->literal == NULL)
		return name;
	return server->literal;
}

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

static int
run_with_login(struct campaign *c, struct smtp_settings *s,
	const struct config_mailer *m, struct err *err)
{
	struct password password;
	int rc;

	if (password_get(m, &password, err) < 0)
		return -1;
	s->login = m->login;
	s->password = password.text;
	rc = run(c, err);
	password_wipe(&password);
	return rc;
}

static int
run_to(struct campaign *c, const struct options *o,
	const struct config_mailer *m, struct server *server, struct err *err)
{
	struct smtp_settings s = { .host = server->host,
		.port = server->port, .ca_file = m->ca_file };
	char name[256];

	if (read_tls(o->tls != NULL ? o->tls : m->tls, &s.tls, err) < 0)
		return -1;
	if (m->login != NULL && s.tls != SMTP_TLS_REQUIRE &&
		!server_is_loopback(server))
		return err_set(err, ERR_CONFIG, "the password of %s would "
			"cross the network unprotected; use --tls require, or "
			"no login", m->login);
	if (server_reach(server, err) < 0)
		return -1;
	s.address = server->address;
	s.hostname = own_name(m, server, name, sizeof(name));
	c->settings = &s;
	return m->login != NULL ? run_with_login(c, &s, m, err) :
		run(c, err);
}

int
delivery_run(struct campaign *c, const struct options *o,
	const struct config *config, struct err *err)
{
	const struct config_mailer *m = &config->mailer;
	struct server server;
	int rc;

	if (all_done_before(c)) {
		fprintf(c->out, "Nobody is left in the campaign %s: see "
			"linkseal-mailer status %s\nTo invite them once more, "
			"name a new one with --campaign.\n", c->name, c->name);
		return EX_OK;
	}
	rc = server_parse(o->smtp != NULL ? o->smtp : m->smtp, &server, err);
	if (rc == 0)
		rc = run_to(c, o, m, &server, err);
	server_deinit(&server);
	return rc;
}
