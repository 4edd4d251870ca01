#ifndef LS_REGISTRY_SIGNIN_H
#define LS_REGISTRY_SIGNIN_H

/*
 * How one proves an address to the portal, and who is signed in: in the
 * registry, so that several portals are one. Codes and session tokens stand
 * there only as digests. Times are seconds since 1970, given by the caller.
 */

#include <stdint.h>

#include "core/err.h"
#include "registry/registry.h"

#define SIGNIN_DIGITS 8			/* of a code */
#define SIGNIN_MINUTES 15		/* a code is good for */
/* Wrong codes after which a code is void: 5 of 100,000,000. */
#define SIGNIN_TRIES 5
/* Codes for one address within an hour: a mail may be late, or lost. */
#define SIGNIN_CODES 5

/* Makes a code for ADDRESS, which it alone can redeem in ROLE ("customer",
 * "partner"); earlier ones of the address are void. ERR_LIMIT: it had
 * SIGNIN_CODES within the hour. */
int signin_code(struct registry *r, const char *address, const char *role,
	int64_t now, char code_r[SIGNIN_DIGITS + 1], struct err *err)
	ERR_CHECKED;

enum signin_result {
	SIGNIN_GOOD,
	SIGNIN_WRONG,
	SIGNIN_VOID,	/* none, expired, used, or tried too often */
};

/* CODE: as a person types it; blanks and dashes do not count. Two at once: one
 * is good. */
int signin_redeem(struct registry *r, const char *address, const char *role,
	const char *code, int64_t now, enum signin_result *result_r,
	struct err *err) ERR_CHECKED;

#define SIGNIN_TOKEN 32			/* bytes of a session's token */

/* From now until EXPIRES the bearer of TOKEN is ADDRESS. */
int signin_begin(struct registry *r, const unsigned char token[SIGNIN_TOKEN],
	const char *address, const char *role, int64_t now, int64_t expires,
	struct err *err) ERR_CHECKED;
/* Who bears TOKEN: *address_r and *role_r, which the caller frees; NULL when
 * nobody does. */
int signin_bearer(struct registry *r, const unsigned char token[SIGNIN_TOKEN],
	int64_t now, char **address_r, char **role_r, struct err *err)
	ERR_CHECKED;
int signin_end(struct registry *r, const unsigned char token[SIGNIN_TOKEN],
	struct err *err) ERR_CHECKED;

/* Codes and sessions there are, of ADDRESS or of all at DOMAIN (the other is
 * NULL). Rows as in registry.h. */
struct signin_kept {
	const char *what;	/* "code", "session" */
	const char *address;
	const char *role;
	int64_t expires;
};
int signin_each(struct registry *r, const char *address, const char *domain,
	int (*fn)(void *ctx, const struct signin_kept *), void *ctx,
	struct err *err) ERR_CHECKED;

#endif
