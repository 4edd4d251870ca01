#ifndef LS_PORTAL_COURIER_H
#define LS_PORTAL_COURIER_H

/*
 * Mails that wait for the mail server, and the thread that hands them over, so
 * that no visitor waits for it. What is refused is told in the log; a mail is
 * tried again twice when the server asks for it or can't be reached.
 */

#include <stdbool.h>

#include "core/err.h"
#include "sys/config.h"

struct courier;

/* CONFIG is borrowed until courier_free. Errors as post_open. */
int courier_new(const struct config_mailer *config, struct courier **c_r,
	struct err *err) ERR_CHECKED;
/* Sends what waits, for DRAIN seconds at most, then gives up the mail under
 * way (post_halt) and tells in the log what was not sent. */
void courier_free(struct courier **c, unsigned drain);

/* Takes over both; false, and they are freed: PORTAL_MAILS wait already. */
bool courier_add(struct courier *c, char *to, char *message);

#endif
