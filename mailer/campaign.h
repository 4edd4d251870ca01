#ifndef LS_MAILER_CAMPAIGN_H
#define LS_MAILER_CAMPAIGN_H

/*
 * One run through a campaign: who is still to be sent to, in which order, and
 * what is noted when. Writes the mails, a handful ahead of the connections
 * that carry them. Knows journal and transport by their interfaces.
 */

#include <stdbool.h>

#include "display.h"
#include "envelope.h"
#include "invitation.h"
#include "journal.h"
#include "schedule.h"
#include "smtp/smtp_transport.h"

struct campaign {
	const char *name;
	const struct invitations *invitations;
	const struct recipients *recipients;
	struct journal *journal;
	const struct smtp_transport *transport;
	const struct smtp_settings *settings;
	struct envelope envelope;
	struct schedule_settings pace;
	unsigned connections;
	size_t limit;		/* recipients of this run; 0: all */
	bool retry_unknown;	/* those who may have it already, too */
	struct display *display;
};

/* How it ended. */
struct campaign_sum {
	size_t by_state[STATE_COUNT];	/* of these recipients */
	bool stopped;			/* by a signal */
};

/* What its addresses need of the transport (enum smtp_need). */
unsigned campaign_needs(const struct campaign *c);

/* Is nobody left to send to? */
bool campaign_is_done(const struct campaign *c);

/* "<…@DOMAIN>", the same for each try of the same recipient of the same
 * campaign, so that a mail that came twice all the same can be told. */
char *campaign_message_id(const char *campaign, const char *key,
	const char *domain);

/* Sends to all that are wanted. -1: stopped early by what ERR says; the sum
 * is filled in all the same. */
int campaign_run(const struct campaign *c, struct campaign_sum *sum,
	struct err *err) ERR_CHECKED;

/* From now on SIGINT, SIGTERM and SIGHUP end the run after the mails in flight,
 * unless they are ignored; a second SIGINT or SIGTERM ends it at once. */
void campaign_catch_signals(void);
/* Did one come? */
bool campaign_stopped(void);

#endif
