#ifndef LS_CORE_RECODE_H
#define LS_CORE_RECODE_H

/*
 * Writes a whole leaf anew, with the fields that say so: as UTF-8, for words
 * that its own charset or transfer encoding can't carry, or in another
 * transfer encoding alone. All other fields and parameters stay as they are.
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

/* Edits that make the leaf P of M hold OCTETS, its decoded content in its own
 * charset, in lines that no mail server cuts: quoted-printable or base64. For
 * its header it is as above. ERR_DATA: its fields are not plain. */
int recode_octets(const struct message *m, const struct mime_part *p,
	struct span octets, struct edits *out, struct err *err) ERR_CHECKED;

/* The edits write the leaf P anew, and its fields. */
bool recode_done(const struct edits *edits, const struct mime_part *p);

#endif
