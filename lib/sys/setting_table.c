#include "sys/setting.h"

#include <string.h>
#include <sys/un.h>

#include "sys/config.h"
#include "sys/network.h"

static int
check_network(const char *value, struct err *err)
{
	struct network n;

	return network_parse(value, &n, err);
}

static bool
is_port(const char *s, size_t n)
{
	unsigned long port = 0;

	if (n == 0 || n > 5)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!span_is_digit((unsigned char)s[i]))
			return false;
		port = port * 10 + (unsigned long)(s[i] - '0');
	}
	return port > 0 && port < 65536;
}

/* libmilter finds out about a bad address only when it opens the socket. */
static int
check_socket(const char *value, struct err *err)
{
	const char *colon = strchr(value, ':');
	const char *rest = colon ? colon + 1 : "";

	if (strncmp(value, "unix:", 5) == 0 ||
	    strncmp(value, "local:", 6) == 0) {
		struct sockaddr_un un;

		if (*rest == '/' && strlen(rest) < sizeof un.sun_path)
			return 0;
		return err_set(err, ERR_CONFIG, "the path of a socket begins "
			"with '/' and has at most %zu bytes",
			sizeof un.sun_path - 1);
	}
	if ((strncmp(value, "inet:", 5) == 0 ||
	    strncmp(value, "inet6:", 6) == 0) &&
	    is_port(rest, strcspn(rest, "@")))
		return 0;
	return err_set(err, ERR_CONFIG, "\"%s\" is no socket: write "
		"\"unix:/PATH\", \"inet:PORT@HOST\" or \"inet6:PORT@HOST\"",
		value);
}

static int
check_host_port(const char *value, struct err *err)
{
	const char *port = strrchr(value, ':');

	if (port && port != value && is_port(port + 1, strlen(port + 1)))
		return 0;
	return err_set(err, ERR_CONFIG,
		"\"%s\" is no server: write \"HOST:PORT\"", value);
}

static int
check_host(const char *value, struct err *err)
{
	bool dot = true;

	for (const char *p = value; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (!span_is_alnum(c) && c != '-' && (c != '.' || dot))
			break;
		dot = c == '.';
		if (p[1] == '\0' && !dot)
			return 0;
	}
	return err_set(err, ERR_CONFIG, "\"%s\" is no host name: letters, "
		"digits, '-' and '.' make one, as in partners.example.com "
		"(IDN in its xn-- form)", value);
}

static int
check_field_name(const char *value, struct err *err)
{
	for (const char *p = value; *p; p++)
		if (!span_is_alnum((unsigned char)*p) && *p != '-')
			return err_set(err, ERR_CONFIG, "\"%s\" is no name of "
				"a header field, such as \"X-Forwarded-Email\"",
				value);
	return 0;
}

static int
check_address(const char *value, struct err *err)
{
	const char *at = strrchr(value, '@');

	if (at && at != value && at[1] != '\0' &&
	    strcspn(value, " \t\r\n<>") == strlen(value))
		return 0;
	return err_set(err, ERR_CONFIG, "\"%s\" is no address: write "
		"\"name@example.com\", without brackets", value);
}

/* A password has no place in a file that others may read. */
static int
check_proxy(const char *value, struct err *err)
{
	static const char *const schemes[] = { "http://", "https://",
		"socks5://", "socks5h://" };
	size_t i, n;

	if (strcmp(value, "none") == 0)
		return 0;
	for (i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		n = strlen(schemes[i]);
		if (strncmp(value, schemes[i], n) == 0 && value[n] != '\0' &&
		    strcspn(value + n, "@/?# \t") == strlen(value + n))
			return 0;
	}
	return err_set(err, ERR_CONFIG, "this is no proxy: write none or "
		"http://HOST:PORT (or https, socks5, socks5h); one that wants "
		"a password goes into the environment variable https_proxy");
}

#define AT(member) offsetof(struct config, member)
#define OF(member) offsetof(struct settings, member)
#define IN(member) offsetof(struct config_account, member)
#define BOTH (SETTING_MILTER | SETTING_RESELLER)
#define EACH (SETTING_CLOUD | SETTING_RESELLER)
#define INBOUND "mark quarantine reject allow"

const struct setting setting_table[] = {
	{ "registry", SETTING_TOP, SETTING_STRING, AT(registry),
		"sqlite:" LS_STATEDIR "/registry.db", NULL, NULL },
	{ "keys", SETTING_TOP, SETTING_PATH, AT(keys),
		LS_STATEDIR "/keys", NULL, NULL },
	{ "templates", SETTING_TOP, SETTING_PATH, AT(templates),
		LS_DATADIR "/templates", NULL, NULL },
	{ "own_templates", SETTING_TOP, SETTING_PATH, AT(own_templates),
		NULL, NULL, NULL },
	{ "providers", SETTING_TOP, SETTING_LIST, AT(provider_dirs),
		LS_DATADIR "/providers, " LS_SYSCONFDIR "/providers",
		NULL, NULL },
	{ "own_host", SETTING_TOP, SETTING_STRING, AT(own_host),
		NULL, NULL, check_host },

	{ "socket", SETTING_MILTER, SETTING_STRING, AT(milter.socket),
		"unix:/run/linkseal/milter.sock", NULL, check_socket },
	{ "socket_mode", SETTING_MILTER, SETTING_MODE, AT(milter.socket_mode),
		"0660", NULL, NULL },
	{ "socket_owner", SETTING_MILTER, SETTING_STRING,
		AT(milter.socket_owner), NULL, NULL, NULL },
	{ "socket_group", SETTING_MILTER, SETTING_STRING,
		AT(milter.socket_group), NULL, NULL, NULL },
	{ "user", SETTING_MILTER, SETTING_STRING, AT(milter.user),
		NULL, NULL, NULL },
	{ "group", SETTING_MILTER, SETTING_STRING, AT(milter.group),
		NULL, NULL, NULL },
	{ "pid_file", SETTING_MILTER, SETTING_PATH, AT(milter.pid_file),
		NULL, NULL, NULL },
	{ "networks", SETTING_MILTER, SETTING_LIST, AT(milter.networks),
		"127.0.0.0/8, ::1", NULL, check_network },
	{ "timeout", SETTING_MILTER, SETTING_SECONDS, AT(milter.timeout),
		"7210", NULL, NULL },
	{ "drain", SETTING_MILTER, SETTING_SECONDS, AT(milter.drain),
		"30", NULL, NULL },
	{ "metrics", SETTING_MILTER, SETTING_PATH, AT(milter.metrics),
		NULL, NULL, NULL },
	{ "record", SETTING_MILTER, SETTING_CHOICE, AT(milter.record),
		"no", "no yes", NULL },
	{ "direction", SETTING_MILTER, SETTING_CHOICE, AT(milter.inbound),
		"outbound", "outbound inbound", NULL },
	{ "authserv_id", SETTING_MILTER, SETTING_STRING,
		AT(milter.authserv_id), NULL, NULL, check_host },
	{ "trusted_keys", SETTING_MILTER, SETTING_PATH,
		AT(milter.trusted_keys), NULL, NULL, NULL },
	{ "inbound_damaged", SETTING_MILTER, SETTING_ACTION,
		AT(milter.inbound_damaged), "mark", INBOUND, NULL },
	{ "inbound_unknown", SETTING_MILTER, SETTING_ACTION,
		AT(milter.inbound_unknown), "mark", INBOUND, NULL },
	{ "inbound_imitation", SETTING_MILTER, SETTING_ACTION,
		AT(milter.inbound_imitation), "mark", INBOUND, NULL },
	{ "mode", BOTH, SETTING_CHOICE, OF(pretend),
		"enforce", "enforce pretend", NULL },
	{ "max_message", BOTH, SETTING_SIZE, OF(max_message),
		"50M", NULL, NULL },
	{ "quoted", BOTH, SETTING_CHOICE, OF(judge_quoted),
		"leave", "leave judge", NULL },
	{ "on_altered", BOTH, SETTING_ACTION, OF(on_altered),
		"restore", "restore reject quarantine tempfail allow", NULL },
	{ "on_missing", BOTH, SETTING_ACTION, OF(on_missing),
		"inject", "inject reject quarantine tempfail allow", NULL },
	{ "on_foreign", BOTH, SETTING_ACTION, OF(on_foreign),
		"reject", "reject quarantine tempfail allow", NULL },
	{ "on_imitation", BOTH, SETTING_ACTION, OF(on_imitation),
		"reject", "reject quarantine tempfail allow", NULL },
	{ "on_locked_text", BOTH, SETTING_ACTION, OF(on_locked_text),
		"restore", "restore reject quarantine allow", NULL },
	{ "on_uneditable", BOTH, SETTING_ACTION, OF(on_uneditable),
		"reject", "reject quarantine tempfail allow", NULL },
	{ "on_oversize", BOTH, SETTING_ACTION, OF(on_oversize),
		"tempfail", "reject quarantine tempfail allow", NULL },
	{ "on_error", BOTH, SETTING_ACTION, OF(on_error),
		"tempfail", "tempfail reject", NULL },

	{ "smtp", SETTING_MAILER, SETTING_STRING, AT(mailer.smtp),
		"localhost:25", NULL, check_host_port },
	{ "tls", SETTING_MAILER, SETTING_WORD, AT(mailer.tls),
		"require", "require opportunistic none", NULL },
	{ "transport", SETTING_MAILER, SETTING_WORD, AT(mailer.transport),
		"auto", "auto libesmtp libcurl", NULL },
	{ "from", SETTING_MAILER, SETTING_STRING, AT(mailer.from),
		NULL, NULL, check_address },
	{ "bounce", SETTING_MAILER, SETTING_STRING, AT(mailer.bounce),
		NULL, NULL, check_address },
	{ "verp", SETTING_MAILER, SETTING_CHOICE, AT(mailer.verp),
		"no", "no yes", NULL },
	{ "dsn", SETTING_MAILER, SETTING_STRING, AT(mailer.dsn),
		NULL, NULL, NULL },
	{ "unsubscribe", SETTING_MAILER, SETTING_STRING,
		AT(mailer.unsubscribe), NULL, NULL, NULL },
	{ "rate", SETTING_MAILER, SETTING_STRING, AT(mailer.rate),
		NULL, NULL, NULL },
	{ "domain_rate", SETTING_MAILER, SETTING_STRING,
		AT(mailer.domain_rate), NULL, NULL, NULL },
	{ "connections", SETTING_MAILER, SETTING_STRING,
		AT(mailer.connections), "1", NULL, NULL },
	{ "login", SETTING_MAILER, SETTING_STRING, AT(mailer.login),
		NULL, NULL, NULL },
	{ "auth", SETTING_MAILER, SETTING_WORD, AT(mailer.auth),
		"password", "password xoauth2 oauthbearer", NULL },
	{ "password_command", SETTING_MAILER, SETTING_STRING,
		AT(mailer.password_command), NULL, NULL, NULL },
	{ "password_file", SETTING_MAILER, SETTING_PATH,
		AT(mailer.password_file), NULL, NULL, NULL },
	{ "ca_file", SETTING_MAILER, SETTING_PATH, AT(mailer.ca_file),
		NULL, NULL, NULL },
	{ "logo", SETTING_MAILER, SETTING_PATH, AT(mailer.logo),
		NULL, NULL, NULL },
	{ "hostname", SETTING_MAILER, SETTING_STRING, AT(mailer.hostname),
		NULL, NULL, check_host },
	{ "state", SETTING_MAILER, SETTING_PATH, AT(mailer.state),
		"~/.local/state/linkseal", NULL, NULL },
	{ "record", SETTING_MAILER, SETTING_CHOICE, AT(mailer.record),
		"yes", "no yes", NULL },

	{ "tenant", EACH, SETTING_STRING, IN(tenant), NULL, NULL,
		check_host },
	{ "client_id", EACH, SETTING_STRING, IN(client_id), NULL, NULL,
		check_host },
	{ "credential_file", EACH, SETTING_PATH, IN(credential_file),
		NULL, NULL, NULL },
	{ "credential_command", EACH, SETTING_STRING, IN(credential_command),
		NULL, NULL, NULL },
	{ "credential_store", EACH, SETTING_STRING, IN(credential_store),
		NULL, NULL, NULL },
	{ "certificate", EACH, SETTING_PATH, IN(certificate),
		NULL, NULL, NULL },
	{ "ca_file", SETTING_CLOUD, SETTING_PATH, AT(cloud.ca_file),
		NULL, NULL, NULL },
	{ "proxy", SETTING_CLOUD, SETTING_STRING, AT(cloud.proxy),
		NULL, NULL, check_proxy },
	{ "timeout", SETTING_CLOUD, SETTING_SECONDS, AT(cloud.timeout),
		"30", NULL, NULL },
	{ "patience", SETTING_CLOUD, SETTING_SECONDS, AT(cloud.patience),
		"180", NULL, NULL },

	{ "listen", SETTING_PORTAL, SETTING_STRING, AT(portal.listen),
		"127.0.0.1:8480", NULL, check_host_port },
	{ "user", SETTING_PORTAL, SETTING_STRING, AT(portal.user),
		NULL, NULL, NULL },
	{ "group", SETTING_PORTAL, SETTING_STRING, AT(portal.group),
		NULL, NULL, NULL },
	{ "proxies", SETTING_PORTAL, SETTING_LIST, AT(portal.proxies),
		"127.0.0.0/8, ::1", NULL, check_network },
	{ "sso_header", SETTING_PORTAL, SETTING_STRING, AT(portal.sso_header),
		NULL, NULL, check_field_name },
	{ "webhooks", SETTING_PORTAL, SETTING_CHOICE, AT(portal.webhooks),
		"no", "no yes", NULL },
	{ "session", SETTING_PORTAL, SETTING_SECONDS, AT(portal.session),
		"3600", NULL, NULL },
	{ "drain", SETTING_PORTAL, SETTING_SECONDS, AT(portal.drain),
		"20", NULL, NULL },
	{ "retention", SETTING_PORTAL, SETTING_SECONDS, AT(portal.retention),
		"730", NULL, NULL },	/* in days */
};

const size_t setting_count = sizeof setting_table / sizeof *setting_table;
