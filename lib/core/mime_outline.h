#ifndef LS_CORE_MIME_OUTLINE_H
#define LS_CORE_MIME_OUTLINE_H

/*
 * The bytes of a message that tell its structure, copied, and where they
 * stood. Most of the time that GMime takes for a letter goes into fields that
 * it need not know and into lines that are no boundary. Where nothing is odd a
 * line matters that begins with "--", with all that follows up to the next
 * empty line, for that may be a part's header; and the line before it, whose
 * end is the boundary's. Of the fields there, those are left out of which
 * GMime is asked nothing. GMime finds in these what it finds in all, but where
 * its buffer ends, which is elsewhere in all bytes: there it may take the
 * middle of a line of more than 128 for a boundary, or miss a part that ends
 * inside its header.
 */

#include "core/buf.h"
#include "core/message.h"
#include "core/mime_boundary.h"

/* Bytes that stand together in the message. */
struct mime_piece {
	size_t at;		/* in the outline */
	size_t from;		/* in the message */
};

struct mime_outline {
	struct buf bytes;
	struct mime_piece *pieces;	/* rising */
	size_t n;
	size_t cap;
};

/* LINES: M is plainly built (mime_plain.h), and these are its lines that begin
 * with "--"; NULL: all of its body is kept. False: GMime has to see all of M,
 * or the body is too long to be copied; O is empty then. The caller frees with
 * mime_outline_deinit in either case. */
bool mime_outline_draw(struct mime_outline *o, const struct message *m,
	const struct mime_lines *lines);
void mime_outline_deinit(struct mime_outline *o);

/* Where in the message something begins, or ends, that begins or ends at AT of
 * the outline: before what was left out there, or behind it. */
size_t mime_outline_begin(const struct mime_outline *o, size_t at);
size_t mime_outline_end(const struct mime_outline *o, size_t at);

#endif
