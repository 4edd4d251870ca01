/*
 * The only file that knows libesmtp. Its faults and the recipe around them are
 * facts of version 1.1.0, each named where it is met.
 */
#include "smtp/smtp_transport.h"

#include <errno.h>
#include <openssl/ssl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <auth-client.h>
#include <libesmtp.h>

#include "core/buf.h"
#include "smtp/cork.h"
#include "smtp/obstacles.h"
#include "smtp/smtp_tls.h"

/* Every message stays in memory until the session ends: 4 KiB each. */
#define SESSION_MAILS 200

/* Milliseconds; RFC 5321 4.5.3.2 asks for minutes, meant for relays that try
 * for days. Here a person waits. */
static const struct {
	int which;
	long value;
} timeouts[] = {
	{ Timeout_GREETING, 60000 },
	{ Timeout_ENVELOPE, 120000 },
	{ Timeout_DATA, 120000 },
	{ Timeout_TRANSFER, 180000 },
	{ Timeout_DATA2, 600000 },	/* cut short, it makes duplicates */
};

struct run {
	const struct smtp_settings *settings;
	const struct smtp_source *source;
	bool more;		/* the source may have more */

	/* The mail in hand. */
	bool has_mail;
	struct smtp_mail mail;
	bool handed;		/* its body may have gone out */
	int rcpt_code;
	char rcpt_text[SMTP_TEXT_MAX + 1];

	/* This session. */
	smtp_session_t session;
	struct obstacles obstacles;
	struct smtp_tls_context tls;
	unsigned n, results;
};

static void
status_text(char out[SMTP_TEXT_MAX + 1], const smtp_status_t *s)
{
	const int enhanced[] = { s->enh_class, s->enh_subject, s->enh_detail };

	smtp_text(out, s->code, enhanced, s->text);
}

static void
finish(struct run *r, enum smtp_outcome outcome, const char *text)
{
	r->has_mail = false;
	r->results += outcome != SMTP_NOT_TRIED;
	smtp_finish(r->source, outcome, text);
}

static bool
is_barred(const struct run *r)
{
	return obstacles_bar(&r->obstacles, r->settings);
}

/* libesmtp goes on to MAIL after a refused login and after answers that were
 * slipped in before TLS: here is the last place to stop it, before the first
 * byte of the message. errno tells libesmtp to drop the connection. */
static const char *
give_body(void **ctx, int *len, void *arg)
{
	struct run *r = arg;

	(void)ctx;
	if (len == NULL)	/* "from the beginning", where we are */
		return NULL;
	*len = 0;
	errno = 0;
	if (r->handed)
		return NULL;
	if (!r->has_mail || obstacles_hand(&r->obstacles, r->settings,
		r->source) < 0) {
		errno = EACCES;
		return NULL;
	}
	r->handed = true;
	cork_in();
	*len = (int)r->mail.bytes.n;
	errno = 0;
	return (const char *)r->mail.bytes.p;
}

static bool
take_mail(struct run *r)
{
	if (!r->has_mail && r->more)
		r->has_mail = r->more = r->source->next(r->source->ctx,
			&r->mail);
	return r->has_mail;
}

/* RFC 3461. Where the server does not offer it, libesmtp leaves it out. */
static bool
ask_report(const struct run *r, smtp_message_t m, smtp_recipient_t to)
{
	unsigned n = r->settings->notify;
	int flags = (n & SMTP_NOTIFY_SUCCESS ? Notify_SUCCESS : 0) |
		(n & SMTP_NOTIFY_FAILURE ? Notify_FAILURE : 0) |
		(n & SMTP_NOTIFY_DELAY ? Notify_DELAY : 0);

	return n == 0 || (smtp_dsn_set_ret(m, Ret_HDRS) &&
		smtp_dsn_set_notify(to, n & SMTP_NOTIFY_NEVER ? Notify_NEVER :
			(enum notify_flags)flags) &&
		(r->mail.envid == NULL ||
			smtp_dsn_set_envid(m, r->mail.envid)));
}

/* Appends the mail in hand to the session. Done while the session runs, the
 * engine goes on with it over the same connection. */
static void
add_mail(struct run *r)
{
	smtp_message_t m = smtp_add_message(r->session);
	smtp_recipient_t to;

	r->obstacles.dialogue.last = DIALOGUE_OTHER;
	r->handed = false;
	r->rcpt_code = 0;
	if (m == NULL || !smtp_set_reverse_path(m, r->mail.from) ||
		(to = smtp_add_recipient(m, r->mail.to)) == NULL ||
		!smtp_set_messagecb(m, give_body, r) ||
		!ask_report(r, m, to))
		err_set(&r->obstacles.fatal, ERR_BUG, "libesmtp refused a "
			"message");
	r->n++;
}

static void
add_next(struct run *r)
{
	if (!r->obstacles.closing && r->n < SESSION_MAILS && !is_barred(r) &&
		take_mail(r))
		add_mail(r);
}

static void
mail_refused(struct run *r, const smtp_status_t *s)
{
	char text[SMTP_TEXT_MAX + 1];

	status_text(text, s);
	r->obstacles.closing |= s->code == 421;
	if (obstacles_sender(&r->obstacles, s->code, r->mail.from, text))
		return;
	finish(r, smtp_outcome(s->code), text);
	add_next(r);
}

static void
message_sent(struct run *r, smtp_message_t m)
{
	const smtp_status_t *s = smtp_message_transfer_status(m);
	char text[SMTP_TEXT_MAX + 1];

	status_text(text, s);
	r->obstacles.closing |= s->code == 421;
	/* With its only recipient refused, the recipient's answer counts, not
	 * the 554 to an empty DATA. */
	finish(r, smtp_outcome(r->rcpt_code >= 400 ? r->rcpt_code : s->code),
		r->rcpt_code >= 400 ? r->rcpt_text : text);
	add_next(r);
}

static void
on_transaction(struct run *r, int event, va_list ap)
{
	const smtp_status_t *s;

	va_arg(ap, const char *);	/* mailbox */
	if (!r->has_mail || is_barred(r))
		return;
	if (event == SMTP_EV_MAILSTATUS) {
		s = smtp_reverse_path_status(va_arg(ap, smtp_message_t));
		if (s->code / 100 != 2)
			mail_refused(r, s);
	} else {
		s = smtp_recipient_status(va_arg(ap, smtp_recipient_t));
		r->rcpt_code = s->code;
		r->obstacles.closing |= s->code == 421;
		status_text(r->rcpt_text, s);
	}
}

static void
on_certificate(struct run *r, int event, va_list ap)
{
	if (event == SMTP_EV_INVALID_PEER_CERTIFICATE)
		va_arg(ap, long);
	if (event == SMTP_EV_WEAK_CIPHER)
		va_arg(ap, int);
	/* libesmtp compares with the DNS canonical name, which an attacker may
	 * choose; OpenSSL has compared with the name that was configured. */
	*va_arg(ap, int *) = event == SMTP_EV_WRONG_PEER_CERTIFICATE ||
		r->settings->tls == SMTP_TLS_OPPORTUNISTIC;
}

static void
on_event(smtp_session_t session, int event, void *arg, ...)
{
	struct run *r = arg;
	va_list ap;

	(void)session;
	va_start(ap, arg);
	switch (event) {
	case SMTP_EV_CONNECT:
		cork_out();
		break;
	case SMTP_EV_MAILSTATUS:
	case SMTP_EV_RCPTSTATUS:
		on_transaction(r, event, ap);
		break;
	case SMTP_EV_MESSAGESENT:
		if (r->has_mail && !is_barred(r))
			message_sent(r, va_arg(ap, smtp_message_t));
		break;
	case SMTP_EV_STARTTLS_OK:
		r->obstacles.encrypted = true;
		break;
	case SMTP_EV_EXTNA_STARTTLS:
		r->obstacles.tls_missing = true;
		break;
	case SMTP_EV_WEAK_CIPHER:
	case SMTP_EV_INVALID_PEER_CERTIFICATE:
	case SMTP_EV_NO_PEER_CERTIFICATE:
	case SMTP_EV_WRONG_PEER_CERTIFICATE:
		on_certificate(r, event, ap);
		break;
	}
	va_end(ap);
}

static void
on_bytes(const char *bytes, int n, int writing, void *arg)
{
	struct run *r = arg;
	struct span s = { (const unsigned char *)bytes, (size_t)n };
	char *own = (char *)(uintptr_t)bytes;
	int i;

	if (writing == SMTP_CB_WRITING)
		dialogue_wrote(&r->obstacles.dialogue, s);
	if (writing != SMTP_CB_READING)
		return;
	dialogue_read(&r->obstacles.dialogue, s);
	/* The bytes are its own, not yet looked at. One beyond ASCII in the
	 * answer to EHLO would make it read before a table. */
	for (i = 0; i < n; i++)
		if (own[i] & 0x80)
			own[i] = '?';
}

/* Answered once: libesmtp would try the same password with every mechanism,
 * and count towards the account's lock-out each time. */
static int
on_login(auth_client_request_t request, char **result, int fields, void *arg)
{
	struct run *r = arg;
	int i;

	if (r->obstacles.dialogue.injected || r->obstacles.logins++ > 0)
		return 0;
	for (i = 0; i < fields; i++) {
		if (request[i].flags & AUTH_USER)
			result[i] = (char *)(uintptr_t)r->settings->login;
		else if (request[i].flags & AUTH_PASS)
			result[i] = (char *)(uintptr_t)r->settings->password;
		else
			return 0;
	}
	return 1;
}

/* The session is over. What of the mail in hand? */
static int
settle(struct run *r, struct err *err)
{
	char why[200] = "it was closed";

	if (r->has_mail && r->handed) {
		r->obstacles.lost = true;
		finish(r, SMTP_UNKNOWN, SMTP_TEXT_LOST);
	} else if (r->has_mail && !is_barred(r) && r->rcpt_code >= 400) {
		finish(r, smtp_outcome(r->rcpt_code), r->rcpt_text);
	} else if (r->has_mail) {
		obstacles_broken(&r->obstacles, r->settings);
	}
	if (obstacles_none(&r->obstacles) && r->results > 0)
		return 0;	/* its 200 are full: connect again */
	if (smtp_errno() != 0)
		smtp_strerror(smtp_errno(), why, sizeof(why));
	return obstacles_explain(&r->obstacles, r->settings, why, err);
}

static int
configure(struct run *r, auth_context_t auth)
{
	const struct smtp_settings *s = r->settings;
	char *server;
	size_t i;
	int ok;

	if (asprintf(&server, "%s:%s", s->address, s->port) < 0)
		return -1;
	ok = smtp_set_server(r->session, server) &&
		smtp_set_hostname(r->session, s->hostname) &&
		smtp_set_eventcb(r->session, on_event, r) &&
		smtp_set_monitorcb(r->session, on_bytes, r, 0) &&
		smtp_starttls_enable(r->session,
			s->tls == SMTP_TLS_NONE ? Starttls_DISABLED :
			s->tls == SMTP_TLS_REQUIRE ? Starttls_REQUIRED :
			Starttls_ENABLED);
	free(server);
	if (r->tls.ssl != NULL)	/* NULL would crash it */
		smtp_starttls_set_ctx(r->session, r->tls.ssl);
	for (i = 0; i < sizeof(timeouts) / sizeof(timeouts[0]); i++)
		smtp_set_timeout(r->session, timeouts[i].which |
			Timeout_OVERRIDE_RFC2822_MINIMUM, timeouts[i].value);
	if (s->login != NULL) {
		auth_set_mechanism_flags(auth, AUTH_PLUGIN_PLAIN, 0);
		auth_set_interact_cb(auth, on_login, r);
		ok = ok && smtp_auth_set_context(r->session, auth);
	}
	return ok ? 0 : -1;
}

static int
run_session(struct run *r, struct err *err)
{
	auth_context_t auth = auth_create_context();
	int rc = -1;

	r->obstacles = (struct obstacles){ .certificate = r->tls.why };
	r->n = r->results = 0;
	r->session = smtp_create_session();
	if (smtp_tls_init(&r->tls, r->settings, err) < 0)
		goto out;
	if (r->session == NULL || auth == NULL || configure(r, auth) < 0) {
		err_set(err, ERR_BUG, "libesmtp can't be set up");
		goto out;
	}
	add_mail(r);
	/* Its result says only that some server was reached. */
	smtp_start_session(r->session);
	rc = settle(r, err);
out:
	if (r->session != NULL)
		smtp_destroy_session(r->session);
	if (auth != NULL)
		auth_destroy_context(auth);
	smtp_tls_deinit(&r->tls);
	return rc;
}

static int
run(const struct smtp_settings *s, const struct smtp_source *source,
	struct err *err)
{
	struct run r = { .settings = s, .source = source, .more = true };
	int rc = 0;

	while (rc == 0 && take_mail(&r))
		rc = run_session(&r, err);
	if (r.has_mail)
		finish(&r, SMTP_NOT_TRIED, "");
	return rc;
}

void
smtp_esmtp_stop(void)
{
	auth_client_exit();	/* forgets the plugins it loaded */
}

const struct smtp_transport smtp_esmtp = { "libesmtp", SMTP_NEED_DSN, run };
