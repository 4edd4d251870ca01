#ifndef LS_CLOUD_REFUSAL_H
#define LS_CLOUD_REFUSAL_H

/*
 * Answers that are none, told in words. What the server says comes from a
 * stranger: printable, on one line, and short.
 */

#include <stdbool.h>
#include <stddef.h>

#include "cloud/http_message.h"
#include "core/err.h"

/* The longest quotation, with its NUL: a sentence of Entra's and its trace. */
#define REFUSAL_SAID 260

/* TEXT without its line ends and control characters, cut with "…" when it is
 * longer than SIZE bytes hold. */
void refusal_quote(const char *text, char *out, size_t size);

/* An answer that sends us elsewhere: no API does, a gateway that wants a login
 * does. It is never followed, since the token would go there too. */
bool refusal_is_redirect(const struct http_answer *a);

/* ERR_PROTOCOL: WHO wanted us to go where. */
int refusal_redirect(const char *who, const struct http_answer *a,
	struct err *err);

#endif
