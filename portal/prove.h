#ifndef LS_PORTAL_PROVE_H
#define LS_PORTAL_PROVE_H

/* The two steps by which a visitor proves an address, on whichever page: give
 * it, and type the code that was mailed there. */

#include "visit.h"

/* The form that asks for the address. WRONG: what was wrong with the last one;
 * WORD_COUNT: nothing. */
void prove_ask(struct visit *v, const char *path, enum word wrong);
/* The form that asks for the code that was sent to ADDRESS. */
void prove_code(struct visit *v, const char *path, const char *address,
	enum word wrong);

enum prove {
	PROVE_ASK,		/* show the first step */
	PROVE_CODE,		/* show the second one */
	PROVE_DONE,		/* signed in; *address_r is proved */
};

/* Does what the form of either step asks for (do=code, do=redeem). *address_r
 * is the address in its one spelling, or NULL; the caller frees. *wrong_r is
 * for the step to show. MAY says whether an address can be one; a code for one
 * that can't is promised and not sent, when QUIET. */
int prove_step(struct visit *v, const char *role,
	int (*may)(struct visit *v, const char *address, enum word *wrong_r,
	struct err *err), bool quiet, enum prove *step_r, char **address_r,
	enum word *wrong_r, struct err *err) ERR_CHECKED;

/* For MAY: an organisation's own domain. */
int prove_customer(struct visit *v, const char *address, enum word *wrong_r,
	struct err *err) ERR_CHECKED;
/* For MAY: an address that is a sender of some reseller. */
int prove_partner(struct visit *v, const char *address, enum word *wrong_r,
	struct err *err) ERR_CHECKED;

#endif
