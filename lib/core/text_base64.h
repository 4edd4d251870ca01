#ifndef LS_CORE_TEXT_BASE64_H
#define LS_CORE_TEXT_BASE64_H

/*
 * Base64 (RFC 2045 6.8): reading it all, and writing it anew from a line on.
 * Lenient in what it reads: what is not of the alphabet is passed over, and
 * what follows padding is read on.
 */

#include "core/edits.h"
#include "core/text_change.h"

void text_base64_decode(struct span raw, struct buf *out);

/* A body edit, with offsets in RAW, after which RAW decodes to WANTED, that is
 * equal to what it decodes to now up to octet FIRST. Lines before it stay;
 * those after keep the length in use, 76 at most. */
void text_base64_edit(struct span raw, struct span wanted, size_t first,
	const char *eol, struct edits *out);

#endif
