#ifndef LS_MAILER_DELIVERY_H
#define LS_MAILER_DELIVERY_H

/*
 * The last step of `send`: which server, with which password; the run; and
 * what to tell the person at its end.
 */

#include "campaign.h"
#include "options.h"
#include "sys/config.h"

/* Fills in c->settings. Returns the exit status: 0 all accepted; 75 some are
 * left; 1 some were refused or are unknown; -1 with what stopped it in ERR. */
int delivery_run(struct campaign *c, const struct options *o,
	const struct config *config, struct err *err) ERR_CHECKED;

#endif
