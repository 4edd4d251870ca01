#ifndef LS_MAILER_PROOF_H
#define LS_MAILER_PROOF_H

/*
 * Every mail of a list, written and judged as the filter would judge it,
 * before the first goes out; by as many threads as there are processors.
 */

#include "invitation.h"
#include "states.h"

struct proof {
	const struct invitations *invitations;
	const struct recipients *recipients;
	const struct states *states;	/* who need not be looked at */
	bool retry_unknown;
	const char *campaign;
	const char *file;		/* of the list; NULL: there is none */
};

/* What is wrong goes to standard error, in the order of the list. ERR_DATA:
 * how many can't be sent, or what is wrong with the only one. */
int proof_all(const struct proof *p, struct err *err) ERR_CHECKED;

#endif
