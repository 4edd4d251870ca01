#ifndef LS_CORE_MIME_FIELDS_H
#define LS_CORE_MIME_FIELDS_H

/*
 * The MIME fields of one header, as they are written: what GMime's reading of
 * them does not tell. Knows RFC 2045's grammar; not GMime.
 */

#include "core/message.h"
#include "core/mime.h"

enum {
	MIME_FIELDS_TYPE,
	MIME_FIELDS_ENCODING,
	MIME_FIELDS_DISPOSITION,
	MIME_FIELDS_VERSION,
	MIME_FIELDS,
};

struct mime_fields {
	const struct message_field *first[MIME_FIELDS];	/* or NULL */
	bool differs[MIME_FIELDS];	/* there is another, not alike */
};

/* FIELDS borrow from the HEADER. */
void mime_fields_read(const struct message *header,
	struct mime_fields *fields);

/* Why programs may read these fields differently: a literal, or NULL. */
const char *mime_fields_odd(const struct message *header,
	const struct mime_fields *fields);

/* "Content-…" and "MIME-…": those that matter for the structure. */
bool mime_fields_is(const struct message_field *f);

/* Appends VALUE without RFC 822 comments, in lower case, line ends dropped. */
void mime_fields_value(struct span value, struct buf *out);

/* The transfer encoding of that name, whatever its case. */
enum mime_encoding mime_fields_encoding(struct span name);

#endif
