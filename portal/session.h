#ifndef LS_PORTAL_SESSION_H
#define LS_PORTAL_SESSION_H

/*
 * The cookie that tells one browser from another, and the proof that a form
 * came from a page of ours: it is made from the cookie, which no other site
 * can read. Pure but for randomness; who the bearer is stands in the registry.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "registry/signin.h"

struct session {
	unsigned char token[SIGNIN_TOKEN];
	bool sent;		/* the browser has it */
};

/* From the Cookie field (may be NULL), else a new one. */
void session_read(struct session *s, const char *cookies);

/* A new token, since somebody signs in or out. */
void session_renew(struct session *s);

/* Appends the value of Set-Cookie. */
void session_cookie(const struct session *s, struct buf *out);

#define SESSION_PROOF 65
/* What a form has to carry, as hex digits. */
void session_proof(const struct session *s, char out[SESSION_PROOF]);
/* GIVEN may be NULL. Takes the same time wherever it differs. */
bool session_proven(const struct session *s, const char *given);

/* The value of a cookie, up to MAX - 1 bytes; false: none, or longer. */
bool session_find_cookie(const char *cookies, const char *name, char *out,
	size_t max);

#endif
