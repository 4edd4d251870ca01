#include "core/transfer.h"

#include <sodium.h>
#include <stdbool.h>

#include "core/limits.h"

#define LINE_MAX 76		/* RFC 2045 6.7 (5), 6.8 */
#define BASE64_BYTES 57		/* 76 characters */

/* A full stop or "From " at the start of a line is changed by some relays. */
static bool
must_escape(struct span s, size_t i, bool line_start)
{
	unsigned char c = s.p[i];
	bool line_end = i + 1 == s.n || s.p[i + 1] == '\n';

	if (c == ' ' || c == '\t')
		return line_end;
	if (c < 0x20 || c == '=' || c >= 0x7f)
		return true;
	return line_start && (c == '.' || span_starts(span_sub(s, i, s.n),
		span_str("From ")));
}

static void
quoted_printable(struct span s, struct buf *out)
{
	size_t column = 0, i, need;

	for (i = 0; i < s.n; i++) {
		bool escape = must_escape(s, i, column == 0);
		bool last = i + 1 == s.n || s.p[i + 1] == '\n';

		if (s.p[i] == '\n') {
			buf_add_str(out, "\r\n");
			column = 0;
			continue;
		}
		need = escape ? 3 : 1;
		/* The soft line break's "=" needs a column too. */
		if (column + need + !last > LINE_MAX) {
			buf_add_str(out, "=\r\n");
			column = 0;
			escape = must_escape(s, i, true);
			need = escape ? 3 : 1;
		}
		if (escape)
			buf_printf(out, "=%02X", s.p[i]);
		else
			buf_add_byte(out, s.p[i]);
		column += need;
	}
	if (column > 0)
		buf_add_str(out, "\r\n");
}

/* RFC 2046 4.1.1: the canonical line end of text is CRLF, inside base64 too. */
static void
base64(struct span s, struct buf *out)
{
	char line[LINE_MAX + 1];
	struct buf crlf;
	size_t i, end;

	buf_init(&crlf, 2 * LIMIT_LETTER);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			buf_add_byte(&crlf, '\r');
		buf_add_byte(&crlf, s.p[i]);
	}
	for (i = 0; i < crlf.n; i = end) {
		end = i + BASE64_BYTES < crlf.n ? i + BASE64_BYTES : crlf.n;
		buf_add_str(out, sodium_bin2base64(line, sizeof(line),
			crlf.p + i, end - i, sodium_base64_VARIANT_ORIGINAL));
		buf_add_str(out, "\r\n");
	}
	buf_deinit(&crlf);
}

const char *
transfer_encode(struct span body, struct buf *out)
{
	struct buf qp, b64;
	bool shorter;

	buf_init(&qp, 8 * LIMIT_LETTER);
	buf_init(&b64, 8 * LIMIT_LETTER);
	quoted_printable(body, &qp);
	base64(body, &b64);
	shorter = buf_ok(&qp) && qp.n <= b64.n;
	buf_add(out, buf_span(shorter ? &qp : &b64));
	buf_deinit(&qp);
	buf_deinit(&b64);
	return shorter ? "quoted-printable" : "base64";
}
