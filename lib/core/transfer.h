#ifndef LS_CORE_TRANSFER_H
#define LS_CORE_TRANSFER_H

/*
 * Content transfer encoding of a body that we write ourselves: RFC 2045
 * quoted-printable or base64, always plain ASCII, CRLF, lines of at most 76,
 * so that no relay has a reason to touch it.
 */

#include "core/buf.h"
#include "core/span.h"

/* Appends BODY (UTF-8, lines end with '\n') in the shorter of the two and
 * returns its name, "quoted-printable" or "base64". */
const char *transfer_encode(struct span body, struct buf *out);

/* The two steps of it, for who has the first from before: appends whole lines
 * in quoted-printable, and, with all of BODY in it, the shorter of the two. */
void transfer_quote(struct span lines, struct buf *out);
const char *transfer_choose(struct span body, const struct buf *quoted,
	struct buf *out);

/* Appends BYTES, which are no text, in base64. */
void transfer_base64(struct span bytes, struct buf *out);

#endif
