#ifndef LS_REGISTRY_LEDGER_PRIVACY_H
#define LS_REGISTRY_LEDGER_PRIVACY_H

/*
 * What the ledger knows of persons, and how it forgets them. Persons stand in
 * one table; what they did stays in the history, by nobody. Bytes of what is
 * forgotten are gone from the files behind registry_scrub(). Errors as in
 * ledger.h.
 */

#include "registry/ledger.h"

/* What was forgotten, or with ONLY_LOOK would be. */
struct ledger_forgotten {
	unsigned long people;	/* addresses and logins */
	unsigned long sessions;	/* and codes that were mailed */
	unsigned long customers; /* with what was known of them */
	unsigned long lines;	/* of the registry's history (erasure.h) */
};

/* The persons with that ADDRESS: who they are, their codes and sessions, and in
 * the history of the registry a pseudonym in their place. An address that is
 * not known is no error. ERR_EXISTS: it is needed, as a sender or a reseller's
 * contact (which is named); nothing was changed then. */
int ledger_forget_address(struct registry *r, const char *address,
	bool only_look, struct ledger_forgotten *n_r, struct err *err)
	ERR_CHECKED;

/* The same for a LOGIN of this machine, or of a sender. */
int ledger_forget_login(struct registry *r, const char *login,
	bool only_look, struct ledger_forgotten *n_r, struct err *err)
	ERR_CHECKED;

/* All addresses at DOMAIN and the other domains that its customer has, and the
 * customer with its invitations and the relationships that are over.
 * ERR_EXISTS: a relationship holds (its reseller is named), or as above. */
int ledger_forget_domain(struct registry *r, const char *domain,
	bool only_look, struct ledger_forgotten *n_r, struct err *err)
	ERR_CHECKED;

/* Who has done nothing for DAYS, and stands behind no relationship that
 * holds; customers who were invited that long ago and never answered; codes
 * and sessions that are over. */
int ledger_expire(struct registry *r, unsigned days, bool only_look,
	struct ledger_forgotten *n_r, struct err *err) ERR_CHECKED;

#endif
