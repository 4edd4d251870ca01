#ifndef LS_SMTP_POST_H
#define LS_SMTP_POST_H

/*
 * One message to one recipient by the mail server of the section `mailer`: for
 * a program that now and then has a mail of its own to send. It keeps no queue
 * and tries once; whether to try again is for the caller.
 */

#include "core/err.h"
#include "core/span.h"
#include "sys/config.h"

struct post;

/* Reads the password, so that nobody is asked later, and connects to nobody
 * yet. To be called before threads are started, and once in a program: it sets
 * what libesmtp reads from the environment, and ignores SIGPIPE (see
 * smtp_start). C is borrowed until post_close.
 * ERR_CONFIG, ERR_NO_INPUT: what is wrong with the section or the password. */
int post_open(const struct config_mailer *c, struct post **p_r,
	struct err *err) ERR_CHECKED;
void post_close(struct post **p);

/* The mail under way is given up at once, and no other is sent. From any
 * thread; post_send is still to return. Only a server's name that DNS is
 * silent about takes as long as the resolver waits. */
void post_halt(struct post *p);

/* Sends MESSAGE, a whole one with its header (plain ASCII, CRLF, as
 * compose_message writes it), and waits for the answer: seconds as a rule,
 * minutes at worst. From any thread; one after the other. TO: the address as
 * a person writes it. It leaves from `bounce`, else `from`. No text names TO,
 * unless the server's answer does.
 * ERR_DATA         the address can't be, or was refused for good
 * ERR_TEMP         the server asks to try later
 * ERR_UNAVAILABLE  no connection, or post_halt; nothing was sent
 * ERR_PROTOCOL     TLS can't be had or is not right; nothing was sent
 * ERR_NO_PERM      the login or the sender was refused
 * ERR_CONFIG       no `from` is set
 * ERR_IO           the connection broke before the server answered: the mail
 *                  may have arrived; sent again it may come twice */
int post_send(struct post *p, const char *to, struct span message,
	struct err *err) ERR_CHECKED;

#endif
