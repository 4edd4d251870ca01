/*
 * The only file that sends mail by libcurl: what libesmtp can't. What it says
 * of libcurl's ways are facts of version 7.88.
 */
#include "smtp/smtp_transport.h"

#include <curl/curl.h>
#include <string.h>

#include "core/buf.h"
#include "smtp/address.h"
#include "smtp/obstacles.h"

#define CONNECT_SECONDS 30L
/* One limit for all answers, the one to the final dot among them: cut short,
 * it makes duplicates. */
#define ANSWER_SECONDS 600L

struct run {
	const struct smtp_settings *settings;
	const struct smtp_source *source;
	CURL *curl;
	char error[CURL_ERROR_SIZE];
	char certificate[CURL_ERROR_SIZE];
	struct obstacles obstacles;

	/* The mail in hand. */
	struct smtp_mail mail;
	size_t at;		/* bytes given */
	bool handed;		/* its body may have gone out */
	bool given;		/* the body was read to its end */
	bool needs_utf8;
};

static void
finish(const struct run *r, enum smtp_outcome outcome, const char *text)
{
	smtp_finish(r->source, outcome, text);
}

static bool
is_barred(const struct run *r)
{
	return obstacles_bar(&r->obstacles, r->settings) ||
		(r->needs_utf8 && !r->obstacles.dialogue.utf8);
}

/* libcurl goes on to MAIL where no login is offered: here is the last place
 * to stop it, before the first byte of the message. */
static size_t
give_body(char *out, size_t size, size_t n, void *arg)
{
	struct run *r = arg;
	struct span rest = span_sub(r->mail.bytes, r->at, r->mail.bytes.n);

	if (r->at == 0) {
		if (r->handed || is_barred(r) || obstacles_hand(
			&r->obstacles, r->settings, r->source) < 0)
			return CURL_READFUNC_ABORT;
		r->handed = true;
	}
	n = rest.n < size * n ? rest.n : size * n;
	memcpy(out, rest.p, n);
	r->at += n;
	if (r->at == r->mail.bytes.n && !r->given) {
		r->given = true;
		dialogue_expect(&r->obstacles.dialogue);
	}
	return n;
}

static int
on_bytes(CURL *curl, curl_infotype type, char *bytes, size_t n, void *arg)
{
	struct run *r = arg;
	struct span s = { (const unsigned char *)bytes, n };

	(void)curl;
	if (type == CURLINFO_HEADER_OUT)
		dialogue_wrote(&r->obstacles.dialogue, s);
	else if (type == CURLINFO_HEADER_IN)
		dialogue_read(&r->obstacles.dialogue, s);
	return 0;
}

static void
set(struct run *r, CURLoption option, const char *value)
{
	if (curl_easy_setopt(r->curl, option, value) != CURLE_OK)
		err_set(&r->obstacles.fatal, ERR_BUG, "libcurl does not take "
			"option %d", (int)option);
}

static void
set_number(struct run *r, CURLoption option, long value)
{
	if (curl_easy_setopt(r->curl, option, value) != CURLE_OK)
		err_set(&r->obstacles.fatal, ERR_BUG, "libcurl does not take "
			"option %d", (int)option);
}

/* What libcurl says in EHLO stands as the path. */
static void
set_url(struct run *r)
{
	const struct smtp_settings *s = r->settings;
	bool v6 = strchr(s->host, ':') != NULL;
	char *name = curl_easy_escape(r->curl, s->hostname, 0);
	struct buf url;

	buf_init(&url, 4096);
	buf_printf(&url, "%s://%s%s%s:%s/%s", s->implicit_tls ? "smtps" :
		"smtp", v6 ? "[" : "", s->host, v6 ? "]" : "", s->port,
		name == NULL ? "" : name);
	set(r, CURLOPT_URL, buf_str(&url));
	curl_free(name);
	buf_deinit(&url);
}

static void
set_tls(struct run *r)
{
	static const long how[] = {
		[SMTP_TLS_REQUIRE] = CURLUSESSL_ALL,
		[SMTP_TLS_OPPORTUNISTIC] = CURLUSESSL_TRY,
		[SMTP_TLS_NONE] = CURLUSESSL_NONE,
	};
	const struct smtp_settings *s = r->settings;
	bool check = s->tls == SMTP_TLS_REQUIRE;

	set_number(r, CURLOPT_USE_SSL, how[s->tls]);
	set_number(r, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	set_number(r, CURLOPT_SSL_VERIFYPEER, check);
	set_number(r, CURLOPT_SSL_VERIFYHOST, check ? 2 : 0);
	if (s->ca_file != NULL)
		set(r, CURLOPT_CAINFO, s->ca_file);
}

/* A mechanism is named, since libcurl would begin with CRAM-MD5. */
static void
set_login(struct run *r)
{
	static const char *const mechanism[] = {
		[SMTP_AUTH_PASSWORD] = "AUTH=PLAIN;AUTH=LOGIN",
		[SMTP_AUTH_XOAUTH2] = "AUTH=XOAUTH2",
		[SMTP_AUTH_OAUTHBEARER] = "AUTH=OAUTHBEARER",
	};
	const struct smtp_settings *s = r->settings;

	if (s->login == NULL)
		return;
	set(r, CURLOPT_USERNAME, s->login);
	set(r, s->auth == SMTP_AUTH_PASSWORD ? CURLOPT_PASSWORD :
		CURLOPT_XOAUTH2_BEARER, s->password);
	set_number(r, CURLOPT_SASL_IR, 1);	/* a round trip less */
	set(r, CURLOPT_LOGIN_OPTIONS, mechanism[s->auth]);
}

static void
configure(struct run *r)
{
	set_number(r, CURLOPT_NOSIGNAL, 1);
	set_number(r, CURLOPT_UPLOAD, 1);
	set_number(r, CURLOPT_TCP_NODELAY, 1);
	set_number(r, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	set_number(r, CURLOPT_SERVER_RESPONSE_TIMEOUT, ANSWER_SECONDS);
	set_number(r, CURLOPT_VERBOSE, 1);	/* for on_bytes */
	curl_easy_setopt(r->curl, CURLOPT_DEBUGFUNCTION, on_bytes);
	curl_easy_setopt(r->curl, CURLOPT_DEBUGDATA, r);
	curl_easy_setopt(r->curl, CURLOPT_READFUNCTION, give_body);
	curl_easy_setopt(r->curl, CURLOPT_READDATA, r);
	curl_easy_setopt(r->curl, CURLOPT_ERRORBUFFER, r->error);
	set(r, CURLOPT_PROXY, "");	/* whatever the environment says */
	set_url(r);
	set_tls(r);
	set_login(r);
}

static void
note_obstacle(struct run *r, CURLcode rc)
{
	struct obstacles *o = &r->obstacles;

	switch (rc) {
	case CURLE_PEER_FAILED_VERIFICATION:
		dialogue_printable(r->certificate, sizeof(r->certificate),
			span_str(r->error));
		break;
	case CURLE_SSL_CACERT_BADFILE:
		err_set(&o->fatal, ERR_CONFIG, "%s: no certificates can be "
			"read from here (ca_file)", r->settings->ca_file);
		break;
	case CURLE_USE_SSL_FAILED:
		o->tls_missing = true;
		break;
	case CURLE_LOGIN_DENIED:
		/* On the reason why a token is wrong (334) it hangs up. */
		o->dialogue.login_refused = true;
		if (o->dialogue.complaint[0] == '\0')
			dialogue_printable(o->dialogue.complaint,
				sizeof(o->dialogue.complaint),
				span_str(r->error));
		break;
	case CURLE_WEIRD_SERVER_REPLY:
		if (o->dialogue.last == DIALOGUE_STARTTLS)
			o->dialogue.injected = true;
		break;
	default:
		break;
	}
}

static bool
is_answered(const struct run *r)
{
	const struct dialogue *d = &r->obstacles.dialogue;

	return d->code >= 400 && (r->handed ? r->given :
		d->last == DIALOGUE_MAIL || d->last == DIALOGUE_RCPT ||
		d->last == DIALOGUE_DATA);
}

/* The mail did not go through. 0: the run goes on with the next. */
static int
settle(struct run *r, CURLcode rc, struct err *err)
{
	const struct dialogue *d = &r->obstacles.dialogue;

	note_obstacle(r, rc);
	if (r->needs_utf8 && !d->utf8 && d->last != DIALOGUE_OTHER &&
		!obstacles_bar(&r->obstacles, r->settings)) {
		finish(r, SMTP_REFUSED, "this server takes no addresses with "
			"letters beyond ASCII before the @ (SMTPUTF8)");
		return 0;
	}
	if (!r->handed && is_answered(r) && d->last == DIALOGUE_MAIL)
		obstacles_sender(&r->obstacles, d->code, r->mail.from,
			d->answer);
	if (is_answered(r) && !(!r->handed && is_barred(r))) {
		r->obstacles.closing = d->code == 421;
		finish(r, smtp_outcome(d->code), d->answer);
	} else if (r->handed) {
		r->obstacles.lost = true;
		finish(r, SMTP_UNKNOWN, SMTP_TEXT_LOST);
	} else {
		finish(r, SMTP_NOT_TRIED, "");
		obstacles_broken(&r->obstacles, r->settings);
		return obstacles_explain(&r->obstacles, r->settings,
			r->error[0] != '\0' ? r->error :
			curl_easy_strerror(rc), err);
	}
	return obstacles_none(&r->obstacles) ? 0 :
		obstacles_explain(&r->obstacles, r->settings, r->error, err);
}

static int
send_one(struct run *r, struct err *err)
{
	struct curl_slist *to = curl_slist_append(NULL, r->mail.to);
	CURLcode rc;

	r->at = 0;
	r->handed = r->given = false;
	r->needs_utf8 = !address_is_ascii(r->mail.to) ||
		!address_is_ascii(r->mail.from);
	r->error[0] = '\0';
	r->obstacles.dialogue.last = DIALOGUE_OTHER;
	dialogue_expect(&r->obstacles.dialogue);
	set(r, CURLOPT_MAIL_FROM, r->mail.from);
	curl_easy_setopt(r->curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(r->curl, CURLOPT_INFILESIZE_LARGE,
		(curl_off_t)r->mail.bytes.n);
	rc = curl_easy_perform(r->curl);
	curl_easy_setopt(r->curl, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(to);
	if (rc != CURLE_OK)
		return settle(r, rc, err);
	finish(r, SMTP_ACCEPTED, r->obstacles.dialogue.answer);
	return 0;
}

static int
run(const struct smtp_settings *s, const struct smtp_source *source,
	struct err *err)
{
	struct run r = { .settings = s, .source = source,
		.curl = curl_easy_init() };
	int rc = 0;

	if (r.curl == NULL)
		return err_set(err, ERR_OS, "libcurl can't be set up");
	/* libcurl goes no further than EHLO without what was required. */
	r.obstacles = (struct obstacles){ .certificate = r.certificate,
		.encrypted = s->tls == SMTP_TLS_REQUIRE };
	configure(&r);
	while (rc == 0 && source->next(source->ctx, &r.mail))
		rc = send_one(&r, err);
	curl_easy_cleanup(r.curl);
	return rc;
}

void
smtp_curl_start(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

void
smtp_curl_stop(void)
{
	curl_global_cleanup();
}

const struct smtp_transport smtp_curl = { "libcurl", SMTP_NEED_IMPLICIT_TLS |
	SMTP_NEED_OAUTH | SMTP_NEED_UTF8, run };
