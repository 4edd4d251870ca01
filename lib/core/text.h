#ifndef LS_CORE_TEXT_H
#define LS_CORE_TEXT_H

/*
 * One leaf's content: raw bytes -> transfer decoding -> charset -> UTF-8, and
 * the way back for single places. It uses iconv.
 *
 * Bytes that the charset does not know become U+FFFD in the UTF-8 and stay as
 * they are in the raw bytes. Offsets are mapped by decoding again up to the
 * place, so that a text that is not edited costs no map.
 */

#include "core/edits.h"
#include "core/err.h"
#include "core/mime.h"
#include "core/span.h"
#include "core/text_change.h"

struct text;

/* RAW is borrowed and must outlive the text. CHARSET may be NULL (us-ascii).
 * ERR_LIMIT: larger than LIMIT_LEAF_SIZE when decoded.
 * ERR_DATA: unknown charset or encoding; the text says which. */
int text_decode(struct span raw, enum mime_encoding encoding,
	const char *charset, struct text **t_r, struct err *err) ERR_CHECKED;
void text_free(struct text **t);

/* The decoded text; borrowed from t. Line ends are as they were. */
struct span text_utf8(const struct text *t);

/* The line end that the decoded text uses: "\r\n" or "\n". A text without one
 * ends its lines as its message does, in base64 by CRLF (RFC 2046 4.1.1). */
const char *text_eol(const struct text *t);

/* The message's line end (message_eol), for leaves of a single line; without
 * this call it is CRLF. EOL is a literal. */
void text_set_eol(struct text *t, const char *eol);

/* Turns changes of the UTF-8 into body edits appended to OUT, whose offsets are
 * those of the message: BASE is where RAW begins in it.
 * The new text takes the leaf's charset and transfer encoding; lines of
 * quoted-printable and base64 stay within 76. Identity-encoded lines are left
 * as they are given.
 * ERR_DATA: the charset can't express WITH, or the bytes would not decode to
 * what was asked; OUT is then unchanged. */
int text_edit(const struct text *t, const struct text_change *changes,
	size_t n, size_t base, struct edits *out, struct err *err) ERR_CHECKED;

#endif
