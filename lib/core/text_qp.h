#ifndef LS_CORE_TEXT_QP_H
#define LS_CORE_TEXT_QP_H

/*
 * Quoted-printable (RFC 2045 6.7): reading it all, and changing single places
 * so that the lines that were not touched stay as they are. Lenient in what it
 * reads: a '=' that begins nothing is a '='.
 */

#include "core/edits.h"
#include "core/text_change.h"

/* A line end ends what stands before it: what is decoded up to an LF and what
 * is decoded from there on are, one behind the other, what all of it is. */
void text_qp_decode(struct span raw, struct buf *out);

/* "=C3" for an octet. */
void text_qp_escape(unsigned char c, struct buf *out);

/* Body edits, with offsets in RAW, that make the octets of RAW those with the
 * splices in them. EOL is the line end for soft breaks; BINARY: octets of CR
 * and LF in new text are no line ends. */
void text_qp_edit(struct span raw, const struct text_change *splices,
	size_t n, const char *eol, bool binary, struct edits *out);

/* True when RAW with EDITS in it, in their order, decodes to OCTETS, which is
 * what RAW decodes to, with the splices in it. Edits of whole lines alone are
 * followed, since they change nothing but these lines; false says nothing. */
bool text_qp_lines_hold(struct span raw, struct span octets,
	const struct text_change *splices, size_t n,
	const struct edits *edits);

#endif
