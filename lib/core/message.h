#ifndef LS_CORE_MESSAGE_H
#define LS_CORE_MESSAGE_H

/*
 * A message as bytes: header fields as spans, and where the body begins.
 * Knows RFC 5322's outer form only; not MIME, not what a field means.
 *
 * The message takes its bytes over, or borrows them; every span below points
 * into them and dies with the message. Offsets everywhere in core/ are
 * offsets into message_bytes().
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

struct message;

struct message_field {
	struct span name;	/* "Subject", without colon or space */
	struct span value;	/* after the colon, folding and leading space
				   kept, without the final line end */
	struct span whole;	/* name, colon, value and final line end */
};

/* Takes over the content of BYTES (which is left empty) and finds the fields.
 * The header ends at the first empty line, or before the first line that is
 * no field and no continuation, as MTAs see it (message_odd tells). An empty
 * body and a message without an empty line are fine. Line ends may be CRLF or
 * LF, mixed too. NUL is data.
 * ERR_LIMIT: a limit on fields was passed, or BYTES had run over. */
int message_parse(struct buf *bytes, struct message **m_r, struct err *err)
	ERR_CHECKED;

/* The same of bytes that stay their owner's and outlive the message. */
int message_borrow(struct span bytes, struct message **m_r, struct err *err)
	ERR_CHECKED;

/* Takes NULL; leaves NULL. */
void message_free(struct message **m);

/* The whole of it, as long as M lives. */
struct span message_bytes(const struct message *m);

/* Behind the last field, before the empty line: where a field is added. */
size_t message_header_end(const struct message *m);
size_t message_body_offset(const struct message *m);
struct span message_body(const struct message *m);

/* Fields in their order; I < count. Borrowed from M. */
size_t message_field_count(const struct message *m);
const struct message_field *message_field(const struct message *m, size_t i);

/* The OCCURRENCE-th field (from 1) of that name, whatever its case; or NULL. */
const struct message_field *message_find(const struct message *m,
	const char *name, size_t occurrence);

/* The field's value unfolded, trimmed, as a C string for one-token values
 * such as "Linkseal-Reseller: contoso"; NULL when absent or when it holds
 * anything but printable ASCII. The caller frees it. */
char *message_token(const struct message *m, const char *name);

/* Why other programs may see this header differently than we do, as a short
 * phrase ("a line without a colon"); NULL when the header is clean. */
const char *message_odd(const struct message *m);

/* The bytes end inside the last header line, as no MTA hands them over but a
 * saved message that was cut off may: whatever is put behind it goes on with
 * that line. */
bool message_ends_in_header(const struct message *m);

/* The line end that the message uses: "\r\n" or "\n". */
const char *message_eol(const struct message *m);

#endif
