#ifndef LS_SMTP_SMTP_H
#define LS_SMTP_SMTP_H

/*
 * What a transport must do: take mails one by one from a source, hand them to
 * a server over as few connections as is wise, and tell what became of each.
 * It keeps no list and no file; whether a mail is tried again is not its
 * business. One transport for each library that can speak SMTP.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/span.h"

enum smtp_tls {
	SMTP_TLS_REQUIRE,	/* and a certificate that is right */
	SMTP_TLS_OPPORTUNISTIC,	/* whatever is offered, unchecked */
	SMTP_TLS_NONE,
};

/* Borrowed for as long as the transport runs. */
struct smtp_settings {
	const char *host;	/* name or address, without brackets */
	const char *port;
	const char *address;	/* what was reached: an address, or host */
	const char *hostname;	/* for EHLO */
	enum smtp_tls tls;
	const char *ca_file;	/* NULL: the system's */
	const char *login;	/* NULL: no login */
	const char *password;
};

struct smtp_mail {
	const char *from, *to;	/* checked: plain ASCII without brackets */
	struct span bytes;	/* CRLF, plain ASCII */
};

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

struct smtp_result {
	enum smtp_outcome outcome;
	char text[SMTP_TEXT_MAX + 1];	/* the server's answer, printable */
};

/* Asked by the transport, in the same thread. */
struct smtp_source {
	void *ctx;
	/* The next mail, which lives until done(); false: no more. */
	bool (*next)(void *ctx, struct smtp_mail *mail_r);
	/* Its first byte is about to go out. -1: it must not. */
	int (*handed)(void *ctx);
	/* What became of it; called once after each next(). */
	void (*done)(void *ctx, const struct smtp_result *result);
};

struct smtp_transport {
	const char *name;
	/* Runs until the source has no more. -1 when it had to stop before;
	 * the source may be asked again later:
	 * ERR_UNAVAILABLE  no connection, or it was lost
	 * ERR_PROTOCOL     TLS can't be had, a wrong certificate, nonsense
	 * ERR_NO_PERM      the login, or the sender's address, was refused
	 * ERR_OS           the source could not note that it was handed */
	int (*run)(const struct smtp_settings *s,
		const struct smtp_source *source, struct err *err);
};

extern const struct smtp_transport smtp_esmtp;

/* Once, before threads are started: a server that goes away must be an answer
 * and not our death (SIGPIPE), and libesmtp must not look for certificates of
 * its own in the user's configuration. */
void smtp_start(void);

#endif
