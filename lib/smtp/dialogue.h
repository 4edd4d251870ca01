#ifndef LS_SMTP_DIALOGUE_H
#define LS_SMTP_DIALOGUE_H

/*
 * Looks over the transport's shoulder: the bytes that go out and come in,
 * before and between the messages. It tells what libesmtp does not: whether
 * the login was accepted, and whether somebody put bytes behind the answer to
 * STARTTLS to have them taken for protected ones (as in CVE-2011-0411). No
 * sockets, no library.
 */

#include <stdbool.h>

#include "core/span.h"

#define DIALOGUE_REPLY_MAX 400

struct dialogue {
	enum { DIALOGUE_OTHER, DIALOGUE_STARTTLS, DIALOGUE_AUTH } waiting;
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

/* Copies TEXT, what is not printable ASCII as '?', without the spaces and
 * line ends behind it. SIZE counts the NUL. */
void dialogue_printable(char *out, size_t size, struct span text);

#endif
