#include "smtp/smtp_transport.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

unsigned
smtp_needs(const struct smtp_settings *s)
{
	return (s->implicit_tls ? SMTP_NEED_IMPLICIT_TLS : 0u) |
		(s->login != NULL && s->auth != SMTP_AUTH_PASSWORD ?
			SMTP_NEED_OAUTH : 0u) |
		(s->notify != 0 ? SMTP_NEED_DSN : 0u);
}

static const struct {
	enum smtp_need need;
	const char *words;
} words[] = {
	{ SMTP_NEED_IMPLICIT_TLS, "TLS from the first byte (smtps://)" },
	{ SMTP_NEED_OAUTH, "a login by an access token" },
	{ SMTP_NEED_UTF8, "an address with letters beyond ASCII before "
		"the @" },
	{ SMTP_NEED_DSN, "delivery reports (dsn)" },
};

static void
list_needs(unsigned needs, struct buf *out)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (needs & (unsigned)words[i].need)
			buf_printf(out, "%s%s", out->n == 0 ? "" : " and ",
				words[i].words);
}

int
smtp_choose(const char *name, unsigned needs,
	const struct smtp_transport **t_r, struct err *err)
{
	static const struct smtp_transport *const all[] = {
		&smtp_esmtp, &smtp_curl,
	};
	bool any = strcmp(name, "auto") == 0;
	unsigned missing = needs;
	struct buf b;
	size_t i;

	for (i = 0; i < 2; i++) {
		if (!any && strcmp(name, all[i]->name) != 0)
			continue;
		*t_r = all[i];
		missing = needs & ~all[i]->can;
		if (missing == 0)
			return 0;
	}
	buf_init(&b, ERR_TEXT_MAX);
	list_needs(any ? needs : missing, &b);
	if (any)
		err_set(err, ERR_CONFIG, "no transport can all of this: %s",
			buf_str(&b));
	else
		err_set(err, ERR_CONFIG, "%s can't do this: %s; set transport "
			"to auto", name, buf_str(&b));
	buf_deinit(&b);
	return -1;
}

void
smtp_start(void)
{
	signal(SIGPIPE, SIG_IGN);
	setenv("XDG_CONFIG_DIR", "/nonexistent", 1);
	smtp_curl_start();
}

void
smtp_stop(void)
{
	smtp_esmtp_stop();
	smtp_curl_stop();
}
