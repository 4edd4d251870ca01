#ifndef LS_CORE_MIME_HEADER_H
#define LS_CORE_MIME_HEADER_H

/*
 * What the fields of one header say of the structure, where they say it
 * plainly: each once, with values as of mime_value.h. Knows the fields of RFC
 * 2045 and 2183; not GMime, no part.
 */

#include "core/message.h"
#include "core/mime_kind.h"

/* MIME fields of a header, or parameters of a field: far more than there are
 * in mail. */
#define MIME_HEADER_NAMES 16

/* Names that may be said once. */
struct mime_names {
	struct span seen[MIME_HEADER_NAMES];
	size_t n;
};

struct mime_header {
	struct mime_names names;
	struct mime_said said;	/* text/plain, unless it says a type */
	struct span boundary;	/* NULL: none, as the next */
	struct span encoding;
	bool named;		/* by Content-Disposition, which counts more */
	bool typed;		/* it says a type */
	bool version;		/* it says MIME-Version */
};

/* A header that says nothing yet: text/plain (RFC 2045 5.2). */
void mime_header_init(struct mime_header *h);

/* Adds what the field says. False: it is not said plainly. What H holds
 * borrows from the field's spans. */
bool mime_header_take(struct mime_header *h, const struct message_field *f);

#endif
