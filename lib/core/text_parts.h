#ifndef LS_CORE_TEXT_PARTS_H
#define LS_CORE_TEXT_PARTS_H

/*
 * What a text is made of, for text.c and text_edit.c alone.
 */

#include "core/buf.h"
#include "core/text.h"
#include "core/text_charset.h"

/* UTF-16 needs two octets for a byte of UTF-8, UTF-32 four. */
#define TEXT_OCTETS_MAX (4 * LIMIT_LEAF_SIZE)

struct text {
	struct span raw;
	enum mime_encoding encoding;
	struct text_charset charset;
	const char *eol;	/* the message's */
	struct buf octets;	/* decoded, unless the encoding is identity */
	bool own;		/* the octets are their own UTF-8 */
	struct buf utf8;	/* unless they are */
};

/* What the transfer encoding carried, before the charset. Borrowed from T. */
struct span text_octets(const struct text *t);

/* RAW without its transfer encoding, appended to OUT, which has a maximum;
 * nothing for identity. ERR_DATA: an encoding that is not known. ERR_LIMIT:
 * too long. */
int text_transfer_decode(struct span raw, enum mime_encoding encoding,
	struct buf *out, struct err *err) ERR_CHECKED;

/* All of OCTETS in UTF-8, appended to OUT, as above. */
int text_charset_decode(const struct text_charset *c, struct span octets,
	struct buf *out, struct err *err) ERR_CHECKED;

/* The line end that S uses, or OTHERWISE. */
const char *text_eol_of(struct span s, const char *otherwise);

#endif
