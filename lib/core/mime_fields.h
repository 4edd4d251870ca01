#ifndef LS_CORE_MIME_FIELDS_H
#define LS_CORE_MIME_FIELDS_H

/*
 * The MIME fields of one header, as they are written: what GMime's reading of
 * them does not tell. Knows RFC 2045's grammar; not GMime.
 */

#include "core/message.h"
#include "core/mime.h"

/* Why programs may read these fields differently: a literal, or NULL. */
const char *mime_fields_odd(const struct message *header);

/* The transfer encoding; *name_r as written in lower case without comments,
 * or NULL when there is none. The caller frees it. */
enum mime_encoding mime_fields_encoding(const struct message *header,
	char **name_r);

/* True when there is a field that only a program that knows MIME honours. */
bool mime_fields_any(const struct message *header);

#endif
