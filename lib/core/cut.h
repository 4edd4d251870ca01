#ifndef LS_CORE_CUT_H
#define LS_CORE_CUT_H

/*
 * Lines that mail servers cut in two when all filters have spoken, and a link
 * with them: Postfix beyond 998 octets (smtp_line_length_limit), Sendmail
 * beyond 990 (L= of its mailers; with a "!" in the text).
 *
 * In plain text only a line that holds a link matters, in HTML also those
 * before it: a cut within a tag or a comment can take all away that follows.
 * Lines of quoted-printable matter all; base64 is read past a cut. Where a
 * locked block is guarded, every line does.
 */

#include "core/findings.h"
#include "core/text.h"

/* Octets of the longest line that would be cut and do harm; 0: none would.
 * RAW: the content of body B, which has a view, after the CHANGES of its
 * text, as it is to travel. */
size_t cut_length(const struct findings *findings, const struct body *b,
	const struct text_change *changes, size_t n, struct span raw);

/* Adds FINDING_LONG_LINE for each body of which it is true as it stands. */
void cut_note(struct findings *findings);

#endif
