#ifndef LS_CLOUD_ASSERTION_H
#define LS_CLOUD_ASSERTION_H

/*
 * The signed statement by which an application proves who it is with a
 * certificate instead of a secret: a JWT (RFC 7523 2.2, 3), RS256, that names
 * the certificate by its thumbprints (x5t and x5t#S256), as Entra wants it.
 * Knows OpenSSL; the PEM text comes from outside.
 */

#include <stdint.h>

#include "core/err.h"
#include "core/span.h"

struct assertion_claims {
	const char *client_id;
	const char *audience;	/* the token server's address */
	const char *id;		/* a GUID, never used before */
	int64_t now;		/* seconds since 1970 */
};

/* Seconds that it holds: enough for a clock that is a little off. */
#define ASSERTION_LIFE 600

/* PEM: certificate and RSA key, in any order. *JWT_R is secret memory, for
 * secret_free. ERR_CONFIG: one is missing or can't be read, the key is locked
 * by a password or not the certificate's. */
int assertion_make(struct span pem, const struct assertion_claims *claims,
	char **jwt_r, struct err *err) ERR_CHECKED;

#endif
