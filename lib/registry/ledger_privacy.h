#ifndef LS_REGISTRY_LEDGER_PRIVACY_H
#define LS_REGISTRY_LEDGER_PRIVACY_H

/*
 * What the ledger knows of persons, and how it forgets them. Persons stand in
 * one table; what they did stays in the history, by nobody. Errors as in
 * ledger.h.
 */

#include "registry/ledger.h"

/* What was forgotten, or with ONLY_LOOK would be. */
struct ledger_forgotten {
	unsigned long people;	/* addresses and logins */
	unsigned long sessions;	/* and codes that were mailed */
	unsigned long customers; /* with what was known of them */
};

/* The persons with that ADDRESS: who they are, their codes and sessions. An
 * address that is not known is no error. */
int ledger_forget_address(struct registry *r, const char *address,
	bool only_look, struct ledger_forgotten *n_r, struct err *err)
	ERR_CHECKED;

/* All addresses at DOMAIN, and the customer with its invitations and the
 * relationships that are over. ERR_EXISTS: a relationship holds (its reseller
 * is named); nothing was changed then. */
int ledger_forget_domain(struct registry *r, const char *domain,
	bool only_look, struct ledger_forgotten *n_r, struct err *err)
	ERR_CHECKED;

/* Who has done nothing for DAYS, and stands behind no relationship that
 * holds; and codes and sessions that are over. */
int ledger_expire(struct registry *r, unsigned days, bool only_look,
	struct ledger_forgotten *n_r, struct err *err) ERR_CHECKED;

#endif
