#ifndef LS_SMTP_SMTP_TRANSPORT_H
#define LS_SMTP_SMTP_TRANSPORT_H

/*
 * What a transport must do: take mails one by one from a source, hand them to
 * a server over as few connections as is wise, and tell what became of each.
 * It keeps no list and no file; whether a mail is tried again is not its
 * business. One transport for each library that can speak SMTP.
 */

#include "smtp/smtp.h"

/* What not every transport can, as bits. */
enum smtp_need {
	SMTP_NEED_IMPLICIT_TLS = 1,
	SMTP_NEED_OAUTH = 2,
	SMTP_NEED_UTF8 = 4,	/* RFC 6531: addresses beyond ASCII */
	SMTP_NEED_DSN = 8,
};

struct smtp_transport {
	const char *name;
	unsigned can;		/* enum smtp_need */
	/* May run in several threads at a time, each with a source of its own.
	 * Runs until the source has no more. -1 when it had to stop before;
	 * the source may be asked again later:
	 * ERR_UNAVAILABLE  no connection, or no mail is taken over it
	 * ERR_TEMP         421, or it broke in the middle of a mail
	 * ERR_PROTOCOL     TLS can't be had, a wrong certificate, nonsense
	 * ERR_NO_PERM      the login, or the sender's address, was refused
	 * ERR_OS           the source could not note that it was handed */
	int (*run)(const struct smtp_settings *s,
		const struct smtp_source *source, struct err *err);
};

extern const struct smtp_transport smtp_esmtp;
extern const struct smtp_transport smtp_curl;

/* What a run with these settings needs; addresses are the caller's. */
unsigned smtp_needs(const struct smtp_settings *s);

/* NAME: "libesmtp", "libcurl", or "auto" for the first that can all of NEEDS.
 * ERR_CONFIG: which of them can't be had, and why. */
int smtp_choose(const char *name, unsigned needs,
	const struct smtp_transport **t_r, struct err *err) ERR_CHECKED;

/* Around everything, without other threads: a server that goes away must be
 * an answer and not our death (SIGPIPE), libesmtp must not look for
 * certificates of its own in the user's configuration, and both libraries keep
 * things of their own. */
void smtp_start(void);
void smtp_stop(void);

/* For smtp_start and smtp_stop alone. */
void smtp_esmtp_stop(void);
void smtp_curl_start(void);
void smtp_curl_stop(void);

#endif
