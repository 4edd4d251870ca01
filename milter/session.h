#ifndef LS_MILTER_SESSION_H
#define LS_MILTER_SESSION_H

/*
 * One connection from the mail server, and the one message under way on it:
 * collects the bytes as libmilter hands them over, and judges them at the end.
 * Knows no smfi_ call.
 *
 * Callbacks of one connection run one after the other, on changing threads:
 * nothing here belongs to a thread.
 */

#include <stdbool.h>
#include <sys/socket.h>

#include "core/err.h"
#include "core/guard.h"
#include "core/inbound.h"
#include "core/span.h"
#include "flight.h"
#include "world.h"

struct session {
	/* What was agreed on with the mail server. */
	bool leading_space;	/* header values have theirs */
	bool quiet_header;	/* these callbacks must not reply */
	bool quiet_body;
	bool quiet_rcpt;

	/* As they were when the session began. */
	bool inbound;
	bool record;		/* who is invited */
	struct world *world;	/* borrowed */
	struct flight *flight;	/* borrowed: messages are counted there */
	struct sockaddr_storage client;	/* AF_UNSPEC: not known */
	struct mail *mail;	/* NULL between messages */
};

/* A message under way: of a sender who is some reseller's, or any that comes
 * in. */
struct mail {
	struct config *config;
	struct snapshot *snapshot;	/* facts borrow from it */
	struct facts facts;
	struct inbound in;	/* for what comes in */
	bool inbound;
	char *sender;		/* envelope; "" for bounces */
	char *login;		/* or NULL */
	struct buf to;		/* recipients' domains, a line each (invited.h);
				   only with record */
	bool to_all;		/* all had room */
	struct buf bytes;	/* the message so far */
	bool in_body;
	size_t body_at;		/* where our empty line ends */
	bool oversize;		/* bytes are no longer kept; of what comes in,
				   the header is */
	size_t size;		/* bytes so far; of an oversize one, about */
	struct message *message;	/* set by session_judge */
	struct judgement *judgement;	/* the same; never NULL behind it */
	struct err error;	/* our own failure, for the log */
	double began;		/* seconds of the monotonic clock */
	unsigned long judged_us;	/* how long judging took */
};

/* WORLD and FLIGHT are borrowed for the session's life. Free takes NULL,
 * leaves NULL. */
struct session *session_new(struct world *world, struct flight *flight);
void session_free(struct session **s);

/* ADDRESS may be NULL: then the client is trusted by no network. */
void session_connect(struct session *s, const struct sockaddr *address);

/* MAIL FROM: ARGUMENT as it was given, with its brackets, and LOGIN or NULL;
 * both are copied. False: nobody's mail, nothing to do; else s->mail is new.
 * A message that was under way is dropped. */
bool session_mail(struct session *s, const char *argument, const char *login);

/* RCPT TO: ARGUMENT as it was given. */
void session_rcpt(struct session *s, const char *argument);

/* A header line. VALUE as libmilter gives it: lines end with LF. */
void session_header(struct session *s, const char *name, const char *value);

/* A piece of the body, cut anywhere. */
void session_body(struct session *s, struct span piece);

/* The message is whole: mail->judgement. Cannot fail: a failure of ours is a
 * judgement too (on_error). */
void session_judge(struct session *s);

/* Milliseconds since the message began. */
unsigned long session_ms(const struct mail *m);

/* Ends the message: gives everything of it back. Any time, any number of
 * times. */
void session_end_mail(struct session *s);

/* The address in MAIL's argument: "<a@b> SIZE=3" gives "a@b". The caller
 * frees. Sendmail before 8.17.2 passed the arguments along with SMTPUTF8. */
char *session_sender(const char *argument);

#endif
