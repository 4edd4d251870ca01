#ifndef LS_REGISTRY_LEDGER_INVITED_H
#define LS_REGISTRY_LEDGER_INVITED_H

/*
 * Whom invitations went to, for "who was invited and has not answered". Of a
 * mail are kept the recipient's domain, the reseller and the time: no address,
 * no name, no number of mails. A customer is invited once a day, whoever tells
 * it, how often, and how late: the mailer from its journal, the filter from
 * what passed it. Errors as in ledger.h.
 */

#include <stddef.h>
#include <stdint.h>

#include "registry/registry.h"

/* An invitation that was sent. */
struct ledger_sent {
	const char *reseller;	/* name */
	const char *domain;	/* the recipient's, in any spelling */
	int64_t at;		/* seconds since 1970 */
};

/* Records N of them in one transaction; PROGRAM stands in the history as who
 * told it. An answer that came at that time or later stays, whenever the
 * invitation is told; an earlier one is taken back. Passed over, as no error:
 * resellers that are not there any more, domains that are none or everybody's
 * (public_mail.h), those of the reseller itself and its senders, and days that
 * were told before the customer was forgotten. *NEW_R, which may be NULL: how
 * many of them were news. */
int ledger_invited(struct registry *r, const struct ledger_sent *list,
	size_t n, const char *program, size_t *new_r, struct err *err)
	ERR_CHECKED;

#endif
