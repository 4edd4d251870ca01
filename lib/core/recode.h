#ifndef LS_CORE_RECODE_H
#define LS_CORE_RECODE_H

/*
 * Writes a whole leaf anew as UTF-8, with the fields that say so, for words
 * that its own charset or transfer encoding can't carry. All other fields and
 * parameters stay as they are.
 */

#include "core/edits.h"
#include "core/err.h"
#include "core/message.h"
#include "core/mime.h"

/* Edits that make the leaf P of M hold UTF8 (its text, in UTF-8), appended to
 * OUT. ERR_DATA: bytes of OLD, the
 * text so far, were not understood and would be lost, or its fields are
 * written in a way that is not plain. */
int recode_part(const struct message *m, const struct mime_part *p,
	struct span old, struct span utf8, struct edits *out,
	struct err *err) ERR_CHECKED;

/* The edits write the leaf P anew in this way. */
bool recode_done(const struct edits *edits, const struct mime_part *p);

#endif
