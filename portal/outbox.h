#ifndef LS_PORTAL_OUTBOX_H
#define LS_PORTAL_OUTBOX_H

/*
 * Mails that wait for the mail server, and the thread that hands them over, so
 * that no visitor waits for it. What is refused is told in the log; a mail is
 * tried again twice when the server asks for it or can't be reached.
 */

#include <stdbool.h>

#include "core/err.h"
#include "sys/config.h"

struct outbox;

/* C is borrowed until outbox_free. Errors as post_open. */
int outbox_new(const struct config_mailer *c, struct outbox **o_r,
	struct err *err) ERR_CHECKED;
/* Sends what waits, for DRAIN seconds at most. */
void outbox_free(struct outbox **o, unsigned drain);

/* Takes over both; false, and they are freed: PORTAL_MAILS wait already. */
bool outbox_add(struct outbox *o, char *to, char *message);

#endif
