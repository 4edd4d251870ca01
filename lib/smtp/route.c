#include "smtp/route.h"

#include <string.h>
#include <unistd.h>

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

static enum smtp_auth
read_auth(const char *name)
{
	return strcmp(name, "xoauth2") == 0 ? SMTP_AUTH_XOAUTH2 :
		strcmp(name, "oauthbearer") == 0 ? SMTP_AUTH_OAUTHBEARER :
		SMTP_AUTH_PASSWORD;
}

int
route_init(struct route *r, const struct config_mailer *c, const char *smtp,
	const char *tls, struct err *err)
{
	*r = (struct route){ .config = c };
	if (server_parse(smtp != NULL ? smtp : c->smtp, &r->server, err) < 0)
		return -1;
	r->settings = (struct smtp_settings){ .host = r->server.host,
		.port = r->server.port, .ca_file = c->ca_file };
	if (read_tls(tls != NULL ? tls : c->tls, &r->settings.tls, err) < 0)
		return -1;
	r->settings.implicit_tls = r->server.implicit_tls;
	r->settings.auth = read_auth(c->auth);
	if (r->server.implicit_tls && r->settings.tls == SMTP_TLS_NONE)
		return err_set(err, ERR_USAGE, "smtps:// is TLS, and tls is "
			"none; use smtp://, or tls = opportunistic to check "
			"no certificate");
	if (c->login != NULL && r->settings.tls != SMTP_TLS_REQUIRE &&
		!server_is_loopback(&r->server))
		return err_set(err, ERR_CONFIG, "the password of %s would "
			"cross the network unprotected; use --tls require, or "
			"no login", c->login);
	return 0;
}

int
route_choose(struct route *r, unsigned needs, struct err *err)
{
	/* Needs of a login are known before the password is. */
	struct smtp_settings s = r->settings;

	s.login = r->config->login;
	return smtp_choose(r->config->transport, needs | smtp_needs(&s),
		&r->transport, err);
}

/* RFC 5321 4.1.4: a name with a domain, or our address. */
static const char *
own_name(struct route *r)
{
	if (r->config->hostname != NULL)
		return r->config->hostname;
	if (gethostname(r->hostname, sizeof(r->hostname)) == 0)
		r->hostname[sizeof(r->hostname) - 1] = '\0';
	if (strchr(r->hostname, '.') != NULL || r->server.literal == NULL)
		return r->hostname;
	return r->server.literal;
}

int
route_reach(struct route *r, struct err *err)
{
	if (server_reach(&r->server, err) < 0)
		return -1;
	r->settings.address = r->server.address;
	r->settings.hostname = own_name(r);
	return 0;
}

int
route_login(struct route *r, struct err *err)
{
	if (r->config->login == NULL)
		return 0;
	if (password_get(r->config, &r->password, err) < 0)
		return -1;
	r->has_password = true;
	r->settings.login = r->config->login;
	r->settings.password = r->password.text;
	return 0;
}

void
route_deinit(struct route *r)
{
	if (r->has_password)
		password_wipe(&r->password);
	r->has_password = false;
	r->settings.password = NULL;
	server_deinit(&r->server);
}
