#ifndef LS_SMTP_DIALOGUE_H
#define LS_SMTP_DIALOGUE_H

/*
 * Looks over the transport's shoulder: the bytes that go out and come in,
 * before and between the messages. It tells what the libraries do not: whether
 * the login was accepted, whether somebody put bytes behind the answer to
 * STARTTLS to have them taken for protected ones (as in CVE-2011-0411), which
 * command was answered and how. No sockets, no library.
 */

#include <stdbool.h>

#include "core/span.h"

#define DIALOGUE_REPLY_MAX 400

enum dialogue_command {
	DIALOGUE_OTHER,
	DIALOGUE_STARTTLS,
	DIALOGUE_AUTH,
	DIALOGUE_MAIL,
	DIALOGUE_RCPT,
	DIALOGUE_DATA,
};

struct dialogue {
	enum dialogue_command waiting;	/* STARTTLS, AUTH; else OTHER */
	enum dialogue_command last;	/* that went out */
	bool utf8;		/* the server offers SMTPUTF8 (RFC 6531) */
	bool ended;		/* by QUIT, whose answer tells nothing */
	int code;		/* of the last whole answer; 0: none yet */
	char answer[DIALOGUE_REPLY_MAX + 1];	/* its last line */
	bool injected;
	bool authenticated;
	bool login_refused;
	char line[DIALOGUE_REPLY_MAX + 1];	/* being read */
	size_t n;
	/* The last reply line of 400 and above, printable; "" if none. */
	char complaint[DIALOGUE_REPLY_MAX + 1];
};

/* A zeroed dialogue is at its beginning. */
void dialogue_wrote(struct dialogue *d, struct span bytes);
void dialogue_read(struct dialogue *d, struct span bytes);

/* Forgets the last answer: the next one is to what goes out now. */
void dialogue_expect(struct dialogue *d);

/* Copies TEXT, what is not printable ASCII as '?', without the spaces and
 * line ends behind it. SIZE counts the NUL. */
void dialogue_printable(char *out, size_t size, struct span text);

#endif
