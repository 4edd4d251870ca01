#ifndef LS_MAILER_OUTBOX_H
#define LS_MAILER_OUTBOX_H

/*
 * Between the thread that plans a campaign and writes its mails, and those
 * that hand them to the server, one a connection: mails that are ready, mails
 * that are done, and trouble with the server. Everything here may be called
 * from any thread; a mail belongs to who has it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/err.h"
#include "smtp/smtp.h"

struct outbox_mail {
	size_t task;		/* the planner's number */
	const char *key;	/* what the journal knows; borrowed */
	const char *to;		/* borrowed */
	char *from;		/* owned */
	char envid[SMTP_ENVID_MAX + 1];
	struct buf bytes;
	struct smtp_result result;
	struct outbox_mail *next;
};

struct outbox;

struct outbox *outbox_new(void);
/* Nobody may use it any more. Takes NULL; leaves NULL. */
void outbox_free(struct outbox **o);

/* The planner's side. */

/* An empty mail, of those that came back by outbox_recycle if there are. */
struct outbox_mail *outbox_blank(struct outbox *o);
void outbox_recycle(struct outbox *o, struct outbox_mail *mail);

/* These, linked by next, behind those that are ready. */
void outbox_put(struct outbox *o, struct outbox_mail *mails);

/* How many nobody has taken yet. */
size_t outbox_ready(struct outbox *o);

/* Those that are done, first to last; NULL: none. Waits for at most MS until
 * fewer than LOW are ready, one was not accepted, or there is trouble. */
struct outbox_mail *outbox_collect(struct outbox *o, size_t low, int64_t ms);

/* Trouble that a connection had since outbox_resume: everybody waits for that
 * then. False: none. */
bool outbox_trouble(struct outbox *o, struct err *err_r);
/* The first LANES connections go on, at WHEN (outbox_now). */
void outbox_resume(struct outbox *o, unsigned lanes, int64_t when);

/* Nothing more is taken. What was ready comes back. */
struct outbox_mail *outbox_close(struct outbox *o);

/* Milliseconds of a clock that only goes on. */
int64_t outbox_now(void);

/* A connection's side. */

/* Waits until there is a mail for connection LANE; false: closed. */
bool outbox_wait(struct outbox *o, unsigned lane);
/* Takes one; NULL when there is none for MS, or it is not LANE's turn. */
struct outbox_mail *outbox_take(struct outbox *o, unsigned lane, int64_t ms);
/* It has its result. Refusals for policy (RFC 3463 x.7.x), so many in a row,
 * are about us and not about the recipients: they are trouble, ERR_NO_PERM,
 * and the rest is spared. */
#define OUTBOX_POLICY_REFUSALS 3
void outbox_done(struct outbox *o, struct outbox_mail *mail);
/* The connection came to an end by ERR. */
void outbox_failed(struct outbox *o, const struct err *err);

#endif
