#ifndef LS_SMTP_SMTP_H
#define LS_SMTP_SMTP_H

/*
 * What a transport (smtp_transport.h) is given and what it gives back: how to
 * reach the server, mails one by one, and what became of each.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/span.h"

enum smtp_tls {
	SMTP_TLS_REQUIRE,	/* and a certificate that is right */
	SMTP_TLS_OPPORTUNISTIC,	/* whatever is offered, unchecked */
	SMTP_TLS_NONE,
};

enum smtp_auth {
	SMTP_AUTH_PASSWORD,	/* PLAIN, LOGIN or CRAM-MD5 */
	SMTP_AUTH_XOAUTH2,	/* the password is an access token */
	SMTP_AUTH_OAUTHBEARER,	/* RFC 7628, the same */
};

/* RFC 3461 4.1, as bits. */
enum smtp_notify {
	SMTP_NOTIFY_SUCCESS = 1,
	SMTP_NOTIFY_FAILURE = 2,
	SMTP_NOTIFY_DELAY = 4,
	SMTP_NOTIFY_NEVER = 8,
};

/* Borrowed for as long as the transport runs. */
struct smtp_settings {
	const char *host;	/* name or address, without brackets */
	const char *port;
	bool implicit_tls;	/* from the first byte, without STARTTLS */
	const char *address;	/* what was reached: an address, or host */
	const char *hostname;	/* for EHLO */
	enum smtp_tls tls;
	const char *ca_file;	/* NULL: the system's */
	const char *login;	/* NULL: no login */
	const char *password;
	enum smtp_auth auth;
	unsigned notify;	/* enum smtp_notify; 0: as the server likes */
};

struct smtp_mail {
	const char *from, *to;	/* checked by address_read */
	const char *envid;	/* for DSN, plain ASCII up to SMTP_ENVID_MAX
				   without spaces; or NULL */
	struct span bytes;	/* CRLF, plain ASCII */
};

/* libesmtp encodes it into 256 bytes, and may go beyond. */
#define SMTP_ENVID_MAX 80

enum smtp_outcome {
	SMTP_NOT_TRIED,		/* nothing of it can have been taken */
	SMTP_ACCEPTED,
	SMTP_REFUSED,		/* 5xx: for good */
	SMTP_DEFERRED,		/* 4xx: later perhaps */
	SMTP_UNKNOWN,		/* handed over, and no answer came */
};

#define SMTP_TEXT_MAX 400

/* What a reply code says about the mail; 0 and others: unknown. */
enum smtp_outcome smtp_outcome(int code);

/* "550 5.1.1 text", printable, on one line. ENHANCED: RFC 3463, or zeros;
 * TEXT may be NULL and hold line ends. */
void smtp_text(char out[SMTP_TEXT_MAX + 1], int code, const int enhanced[3],
	const char *text);

/* Why the server's answer is missing. What was written to a socket may have
 * arrived, the final dot with it. */
#define SMTP_TEXT_LOST	"the connection was lost after the mail was handed over"

struct smtp_result {
	enum smtp_outcome outcome;
	char text[SMTP_TEXT_MAX + 1];	/* the server's answer, printable */
};

/* Asked by the transport, in the thread that called run(). */
struct smtp_source {
	void *ctx;
	/* The next mail, which lives until done(); false: no more for now. */
	bool (*next)(void *ctx, struct smtp_mail *mail_r);
	/* Its first byte is about to go out. -1: it must not. */
	int (*handed)(void *ctx);
	/* What became of it; called once after each next(). */
	void (*done)(void *ctx, const struct smtp_result *result);
};

/* Tells the source what became of the mail that it gave. */
void smtp_finish(const struct smtp_source *source, enum smtp_outcome outcome,
	const char *text);

#endif
