#ifndef LS_CLOUD_CREDENTIAL_TEXT_H
#define LS_CLOUD_CREDENTIAL_TEXT_H

/*
 * The text of a credential: lines `client_secret = "…"`, `refresh_token = "…"`
 * and comments; linkseal.conf(5) has it. Pure.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

/* Spans of the text; n == 0: not there. */
struct credential_text {
	struct span secret;
	struct span refresh_token;
};

/* ERR_CONFIG: the line, and what is wrong with it, without a word of it. */
int credential_text_read(struct span text, struct credential_text *c,
	struct err *err) ERR_CHECKED;

/* Appends TEXT to OUT with another refresh token in the place of C's. */
void credential_text_renew(struct span text, const struct credential_text *c,
	const char *refresh_token, struct buf *out);

#endif
