#ifndef LS_MAILER_LANES_H
#define LS_MAILER_LANES_H

/*
 * The connections to the mail server, a thread each: takes mails from the
 * outbox, notes in the journal that they are handed over and what the server
 * said, and gives them back.
 */

#include "journal.h"
#include "outbox.h"
#include "smtp/smtp_transport.h"

/* So many connections at a time are what mail servers let one client have
 * (Postfix: 50 by default), with room for others. */
#define LANES_MAX 32

struct lanes;

/* All is borrowed until lanes_join. Only the first connection begins: what it
 * finds out, a refused login say, must not happen N times. ERR_OS. */
int lanes_start(struct outbox *o, struct journal *j,
	const struct smtp_transport *t, const struct smtp_settings *s,
	struct lanes **l_r, struct err *err) ERR_CHECKED;

/* From now on there are N. ERR_OS. */
int lanes_grow(struct lanes *l, unsigned n, struct err *err) ERR_CHECKED;

/* Waits until all have ended; the outbox must be closed. Takes NULL; leaves
 * NULL. */
void lanes_join(struct lanes **l);

#endif
