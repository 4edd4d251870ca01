#include "smtp/obstacles.h"

bool
obstacles_bar(const struct obstacles *o, const struct smtp_settings *s)
{
	return o->dialogue.injected || o->fatal.kind != ERR_NONE ||
		(s->tls == SMTP_TLS_REQUIRE && !o->encrypted) ||
		(s->login != NULL && !o->dialogue.authenticated);
}

int
obstacles_hand(struct obstacles *o, const struct smtp_settings *s,
	const struct smtp_source *source)
{
	if (obstacles_bar(o, s))
		return -1;
	if (source->handed(source->ctx) == 0)
		return 0;
	return err_set(&o->fatal, ERR_OS, "the journal can't be written; "
		"nothing more is sent");
}

void
obstacles_broken(struct obstacles *o, const struct smtp_settings *s)
{
	enum dialogue_command last = o->dialogue.last;

	o->lost |= !obstacles_bar(o, s) && (last == DIALOGUE_MAIL ||
		last == DIALOGUE_RCPT || last == DIALOGUE_DATA);
}

bool
obstacles_sender(struct obstacles *o, int code, const char *from,
	const char *answer)
{
	if (code / 100 != 5 || code == 552)
		return false;
	err_set(&o->fatal, ERR_NO_PERM, "the server does not take mail from "
		"%s: %s", from, answer);
	return true;
}

bool
obstacles_none(const struct obstacles *o)
{
	return !o->dialogue.injected && o->fatal.kind == ERR_NONE &&
		!o->closing && !o->lost;
}

static int
explain_tls(const struct obstacles *o, const struct smtp_settings *s,
	struct err *err)
{
	if (o->certificate[0] != '\0')
		return err_set(err, ERR_PROTOCOL, "the certificate of %s is "
			"not right: %s; name its CA with ca_file, or write "
			"the server by the name that the certificate is for",
			s->host, o->certificate);
	return err_set(err, ERR_PROTOCOL, "%s offers no STARTTLS; use its "
		"submission port (587), or, on a network that you trust, "
		"--tls none", s->host);
}

int
obstacles_explain(const struct obstacles *o, const struct smtp_settings *s,
	const char *why, struct err *err)
{
	const char *last = o->dialogue.complaint;

	if (o->fatal.kind != ERR_NONE) {
		*err = o->fatal;
		return -1;
	}
	if (o->dialogue.injected)
		return err_set(err, ERR_PROTOCOL, "somebody between us and %s "
			"slipped answers in before TLS began; nothing was "
			"sent", s->host);
	if (o->lost)
		return err_set(err, ERR_TEMP, "%s:%s broke the "
			"connection in the middle of a mail", s->host,
			s->port);
	if (o->closing)
		return err_set(err, ERR_TEMP, "%s:%s asks to come later: %s",
			s->host, s->port, last);
	if (o->certificate[0] != '\0' || o->tls_missing)
		return explain_tls(o, s, err);
	if (o->dialogue.login_refused)
		return err_set(err, ERR_NO_PERM, "%s refused the login %s: %s",
			s->host, s->login, last);
	if (last[0] != '\0')
		return err_set(err, ERR_UNAVAILABLE, "%s:%s does not take "
			"mail now: %s", s->host, s->port, last);
	if (s->login != NULL && o->logins == 0)
		return err_set(err, ERR_NO_PERM, "%s offers no login that we "
			"know (PLAIN, LOGIN, CRAM-MD5)", s->host);
	return err_set(err, ERR_UNAVAILABLE, "the connection to %s:%s failed: "
		"%s", s->host, s->port, why);
}
