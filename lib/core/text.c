#include "core/text.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/limits.h"
#include "core/text_base64.h"
#include "core/text_parts.h"
#include "core/text_qp.h"

static int
too_long(struct err *err)
{
	return err_set(err, ERR_LIMIT, "a text is longer than %d bytes",
		LIMIT_LEAF_SIZE);
}

struct span
text_octets(const struct text *t)
{
	return t->encoding == MIME_IDENTITY ? t->raw : buf_span(&t->octets);
}

int
text_transfer_decode(struct span raw, enum mime_encoding encoding,
	struct buf *out, struct err *err)
{
	if (encoding == MIME_UNKNOWN_ENCODING)
		return err_set(err, ERR_DATA,
			"the transfer encoding is not known");
	/* Never longer than what was encoded. */
	if (encoding != MIME_IDENTITY && raw.n <= out->max)
		buf_reserve(out, raw.n);
	if (encoding == MIME_QUOTED_PRINTABLE)
		text_qp_decode(raw, out);
	if (encoding == MIME_BASE64)
		text_base64_decode(raw, out);
	return buf_ok(out) ? 0 : too_long(err);
}

int
text_charset_decode(const struct text_charset *c, struct span octets,
	struct buf *out, struct err *err)
{
	struct text_cursor cursor;

	if (text_cursor_init(&cursor, c, octets, err) < 0)
		return -1;
	text_cursor_move(&cursor, SIZE_MAX, out);
	text_cursor_deinit(&cursor);
	return buf_ok(out) ? 0 : too_long(err);
}

/* Most mail is UTF-8 already: it is looked at, and not copied. */
static int
find_utf8(struct text *t, struct err *err)
{
	struct span octets = text_octets(t);

	t->own = text_charset_own(&t->charset, octets);
	if (!t->own)
		return text_charset_decode(&t->charset, octets, &t->utf8, err);
	return octets.n <= LIMIT_LEAF_SIZE ? 0 : too_long(err);
}

int
text_decode(struct span raw, enum mime_encoding encoding, const char *charset,
	struct text **t_r, struct err *err)
{
	struct text *t = buf_zalloc(sizeof *t);

	t->raw = raw;
	t->encoding = encoding;
	t->eol = "\r\n";
	buf_init(&t->octets, TEXT_OCTETS_MAX);
	buf_init(&t->utf8, LIMIT_LEAF_SIZE);
	if (text_transfer_decode(raw, encoding, &t->octets, err) < 0 ||
	    text_charset_find(charset, text_octets(t), &t->charset, err) < 0 ||
	    find_utf8(t, err) < 0) {
		text_free(&t);
		return -1;
	}
	*t_r = t;
	return 0;
}

void
text_free(struct text **t)
{
	if (*t == NULL)
		return;
	buf_deinit(&(*t)->octets);
	buf_deinit(&(*t)->utf8);
	free(*t);
	*t = NULL;
}

struct span
text_utf8(const struct text *t)
{
	return t->own ? text_octets(t) : buf_span(&t->utf8);
}

const char *
text_eol_of(struct span s, const char *otherwise)
{
	size_t lf = span_find_byte(s, 0, '\n');

	if (lf == SPAN_NONE)
		return otherwise;
	return lf && s.p[lf - 1] == '\r' ? "\r\n" : "\n";
}

const char *
text_eol(const struct text *t)
{
	return text_eol_of(text_utf8(t), t->encoding == MIME_BASE64 ?
		"\r\n" : t->eol);
}

void
text_set_eol(struct text *t, const char *eol)
{
	t->eol = eol;
}
