#ifndef LS_CLOUD_OAUTH_H
#define LS_CLOUD_OAUTH_H

/*
 * A refresh token exchanged for an access token (RFC 6749 6), as Entra and the
 * "secure application model" of Partner Center want it. Pure: builds the
 * request, reads the answer.
 */

#include <stdint.h>

#include "cloud/http_message.h"
#include "core/err.h"

struct oauth_client {
	const char *token_url;
	const char *client_id;
	const char *secret;	/* this or the assertion */
	const char *assertion;	/* signed JWT (RFC 7523 2.2) */
	const char *refresh_token;
	const char *resource;	/* for whom: this or the scope */
	const char *scope;
};

/* In secret memory; given to oauth_tokens_deinit. */
struct oauth_tokens {
	char *access;
	char *refresh;		/* a renewed one; NULL: the old one stays */
	int64_t seconds;	/* that the access token lives; 0: not told */
};

/* RQ is made, and to be given to http_request_deinit. */
void oauth_request(const struct oauth_client *c, struct http_request *rq);

/* ERR_NO_PERM: refused, with the reason and the cure; ERR_PROTOCOL: it is no
 * answer of a token server; ERR_LIMIT: a token is longer than we keep. */
int oauth_read(const struct http_answer *a, struct oauth_tokens *t,
	struct err *err) ERR_CHECKED;
void oauth_tokens_deinit(struct oauth_tokens *t);

#endif
