#include "core/transfer.h"

#include <sodium.h>
#include <stdbool.h>

#include "core/limits.h"
#include "core/text_qp.h"

#define LINE_MAX 76		/* RFC 2045 6.7 (5), 6.8 */
#define BASE64_BYTES 57		/* 76 characters */

static bool
is_line_end(struct span s, size_t i)
{
	return i >= s.n || s.p[i] == '\n';
}

/* What stands as it is wherever it stands, but for a line's first place. */
static const bool plain[256] = {
	['!' ... '<'] = true, ['>' ... '~'] = true,
};

/* A full stop or "From " at the start of a line is changed by some relays. */
static bool
must_escape(struct span s, size_t i, bool line_start)
{
	unsigned char c = s.p[i];

	if (c == ' ' || c == '\t')
		return is_line_end(s, i + 1);
	if (!plain[c])
		return true;
	return line_start && (c == '.' || (c == 'F' &&
		span_starts(span_sub(s, i, s.n), span_str("From "))));
}

/* How many bytes at I may stand as they are on a line with ROOM left. */
static size_t
plain_run(struct span s, size_t i, bool line_start, size_t room)
{
	const unsigned char *p = s.p + i;
	size_t n = 0, most = s.n - i < room + 1 ? s.n - i : room + 1;

	if (line_start && i < s.n && must_escape(s, i, true))
		return 0;
	while (n < most && (plain[p[n]] || !must_escape(s, i + n, false)))
		n++;
	/* The soft line break's "=" needs a column too. */
	if (i + n < s.n && n + 1 > room)
		n = room > 0 ? room - 1 : 0;
	return n > room ? room - 1 : n;
}

/* One line without its end. */
static void
quote_line(struct span s, struct buf *out)
{
	size_t column = 0, i = 0, n;

	while (i < s.n) {
		n = plain_run(s, i, column == 0, LINE_MAX - column);
		buf_add(out, span_sub(s, i, i + n));
		i += n;
		column += n;
		if (i == s.n)
			break;
		if (must_escape(s, i, column == 0) && column + 3 +
			(i + 1 < s.n) <= LINE_MAX) {
			text_qp_escape(s.p[i++], out);
			column += 3;
		} else {
			buf_add_str(out, "=\r\n");
			column = 0;
		}
	}
	buf_add_str(out, "\r\n");
}

void
transfer_quote(struct span s, struct buf *out)
{
	size_t at, eol;

	for (at = 0; at < s.n; at = eol + 1) {
		eol = span_find_byte(s, at, '\n');
		eol = eol == SPAN_NONE ? s.n : eol;
		quote_line(span_sub(s, at, eol), out);
	}
}

void
transfer_base64(struct span bytes, struct buf *out)
{
	char line[LINE_MAX + 1];
	size_t i, end;

	for (i = 0; i < bytes.n; i = end) {
		end = i + BASE64_BYTES < bytes.n ? i + BASE64_BYTES : bytes.n;
		buf_add_str(out, sodium_bin2base64(line, sizeof(line),
			bytes.p + i, end - i, sodium_base64_VARIANT_ORIGINAL));
		buf_add_str(out, "\r\n");
	}
}

/* RFC 2046 4.1.1: the canonical line end of text is CRLF, inside base64 too. */
static void
base64(struct span s, struct buf *out)
{
	struct buf crlf;
	size_t i;

	buf_init(&crlf, 2 * LIMIT_LETTER);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			buf_add_byte(&crlf, '\r');
		buf_add_byte(&crlf, s.p[i]);
	}
	transfer_base64(buf_span(&crlf), out);
	buf_deinit(&crlf);
}

/* What base64() would append. */
static size_t
base64_size(struct span s)
{
	size_t n = s.n, i, rest;

	for (i = 0; (i = span_find_byte(s, i, '\n')) != SPAN_NONE; i++)
		n++;
	rest = n % BASE64_BYTES;
	return n / BASE64_BYTES * (LINE_MAX + 2) +
		(rest > 0 ? (rest + 2) / 3 * 4 + 2 : 0);
}

const char *
transfer_choose(struct span body, const struct buf *quoted, struct buf *out)
{
	bool shorter = buf_ok(quoted) && quoted->n <= base64_size(body);

	if (shorter)
		buf_add(out, buf_span(quoted));
	else
		base64(body, out);
	return shorter ? "quoted-printable" : "base64";
}

const char *
transfer_encode(struct span body, struct buf *out)
{
	const char *encoding;
	struct buf qp;

	buf_init(&qp, 8 * LIMIT_LETTER);
	transfer_quote(body, &qp);
	encoding = transfer_choose(body, &qp, out);
	buf_deinit(&qp);
	return encoding;
}
