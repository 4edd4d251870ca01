#ifndef LS_SMTP_PASSWORD_H
#define LS_SMTP_PASSWORD_H

/*
 * The password of the mail server: from a command, a file that nobody else can
 * read, or the person at the terminal. Never from the command line, never to
 * a log; wiped when it is no longer needed.
 */

#include "core/err.h"
#include "sys/config.h"

#define PASSWORD_MAX 512

struct password {
	char text[PASSWORD_MAX + 1];
};

/* ERR_CONFIG, ERR_NO_INPUT: what is wrong with the command or file, or that
 * there is neither, and no terminal. */
int password_get(const struct config_mailer *c, struct password *p,
	struct err *err) ERR_CHECKED;
void password_wipe(struct password *p);

#endif
