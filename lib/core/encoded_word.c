#include "core/encoded_word.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>
#include <unistr.h>

#include "core/limits.h"
#include "core/text_qp.h"

#define LINE_MAX 76
#define WORD_MAX 75		/* RFC 2047 2 */
#define WORD_AROUND 12		/* "=?UTF-8?B?" and "?=" */
#define BYTES_MAX (WORD_MAX - WORD_AROUND)

struct line {
	struct buf *out;
	size_t column;
};

static void
line_add(struct line *l, struct span s)
{
	buf_add(l->out, s);
	l->column += s.n;
}

static void
line_fold(struct line *l)
{
	buf_add_str(l->out, "\r\n ");
	l->column = 1;
}

static bool
is_clean(struct span s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] < 0x20 || s.p[i] == 0x7f)
			return false;
	return s.n == 0 || u8_check(s.p, s.n) == NULL;
}

static bool
is_ascii(struct span s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] >= 0x80)
			return false;
	return true;
}

/* RFC 2047 5 (3): what may stand bare in Q in a phrase. */
static bool
is_q_plain(unsigned char c)
{
	return span_is_alnum(c) || c == '!' || c == '*' || c == '+' ||
		c == '-' || c == '/';
}

static size_t
q_size(struct span s)
{
	size_t n = 0, i;

	for (i = 0; i < s.n; i++)
		n += is_q_plain(s.p[i]) || s.p[i] == ' ' ? 1 : 3;
	return n;
}

static size_t
b_size(struct span s)
{
	return (s.n + 2) / 3 * 4;
}

static void
word_add(struct line *l, struct span s, bool q)
{
	char b64[WORD_MAX + 1];
	struct buf b;
	size_t i;

	buf_init(&b, WORD_MAX);
	buf_add_str(&b, q ? "=?UTF-8?Q?" : "=?UTF-8?B?");
	for (i = 0; q && i < s.n; i++) {
		if (s.p[i] == ' ')
			buf_add_byte(&b, '_');
		else if (is_q_plain(s.p[i]))
			buf_add_byte(&b, s.p[i]);
		else
			text_qp_escape(s.p[i], &b);
	}
	if (!q)
		buf_add_str(&b, sodium_bin2base64(b64, sizeof(b64), s.p, s.n,
			sodium_base64_VARIANT_ORIGINAL));
	buf_add_str(&b, "?=");
	line_add(l, buf_span(&b));
	buf_deinit(&b);
}

/* How many bytes of S, in whole characters, go into ROOM columns. */
static size_t
fitting(struct span s, size_t room, bool q)
{
	size_t n = 0, next, size;

	while (n < s.n) {
		next = n + (size_t)u8_mblen(s.p + n, s.n - n);
		size = q ? q_size(span_sub(s, 0, next)) :
			b_size(span_sub(s, 0, next));
		if (size > room)
			break;
		n = next;
	}
	return n;
}

/* Encoded words, cut between characters: each must be whole by itself. */
static void
encode(struct line *l, struct span s)
{
	bool q = q_size(s) <= b_size(s);
	size_t room, n;

	while (s.n > 0) {
		room = l->column + WORD_AROUND < LINE_MAX ?
			LINE_MAX - l->column - WORD_AROUND : 0;
		n = fitting(s, room < BYTES_MAX ? room : BYTES_MAX, q);
		if (n > 0) {
			word_add(l, span_sub(s, 0, n), q);
			s = span_sub(s, n, s.n);
		}
		if (s.n > 0)
			line_fold(l);
	}
}

/* Plain words, folded at single spaces. False, and nothing written, when a
 * line would stay too long or the text would not survive unfolding. */
static bool
fold_plain(struct line *l, struct span s)
{
	size_t column = l->column, begin, end, i;
	bool fits = true;
	struct buf b;

	if (!is_ascii(s) || span_find(s, 0, span_str("=?")) != SPAN_NONE ||
		span_find(s, 0, span_str("  ")) != SPAN_NONE)
		return false;
	buf_init(&b, LIMIT_LETTER);
	for (i = 0, begin = 0; begin < s.n; i++, begin = end + 1) {
		end = span_find_byte(s, begin, ' ');
		end = end == SPAN_NONE ? s.n : end;
		if (i > 0 && column + 1 + end - begin > LINE_MAX) {
			buf_add_str(&b, "\r\n");
			column = 0;
		}
		if (i > 0)
			buf_add_byte(&b, ' ');
		buf_add(&b, span_sub(s, begin, end));
		column += (i > 0) + end - begin;
		fits = fits && column <= LINE_MAX;
	}
	if (fits)
		line_add(l, buf_span(&b));
	buf_deinit(&b);
	return fits;
}

int
encoded_word_field(struct buf *out, const char *name, struct span value,
	struct err *err)
{
	struct line l = { out, 0 };

	value = span_trim(value);
	if (!is_clean(value))
		return err_set(err, ERR_DATA, "the header field %s would hold "
			"a line break or another control character", name);
	line_add(&l, span_str(name));
	line_add(&l, span_str(": "));
	if (!fold_plain(&l, value))
		encode(&l, value);
	buf_add_str(out, "\r\n");
	return 0;
}

/* RFC 5322 3.2.3 atoms, and the space between them. */
static bool
is_atoms(struct span s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!span_is_alnum(s.p[i]) &&
			strchr(" !#$%&'*+-/=?^_`{|}~", s.p[i]) == NULL)
			return false;
	return true;
}

static void
phrase_add(struct line *l, struct span s)
{
	size_t i;

	/* A quoted string can't be folded safely, so a long one is encoded. */
	if (!is_ascii(s) || s.n > LINE_MAX / 2 ||
		span_find(s, 0, span_str("=?")) != SPAN_NONE) {
		encode(l, s);
		return;
	}
	if (is_atoms(s)) {
		line_add(l, s);
		return;
	}
	line_add(l, span_str("\""));
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			line_add(l, span_str("\\"));
		line_add(l, span_sub(s, i, i + 1));
	}
	line_add(l, span_str("\""));
}

static bool
is_address(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s <= ' ' || *s == 0x7f || *s == '<' ||
			*s == '>')
			return false;
	return true;
}

int
encoded_word_mailbox(struct buf *out, const char *name, struct span phrase,
	const char *address, struct err *err)
{
	struct line l = { out, 0 };

	phrase = span_trim(phrase);
	if (!is_clean(phrase) || !is_address(address))
		return err_set(err, ERR_DATA, "the header field %s would hold "
			"a line break or another control character", name);
	line_add(&l, span_str(name));
	line_add(&l, span_str(": "));
	if (phrase.n > 0) {
		phrase_add(&l, phrase);
		if (l.column + strlen(address) + 3 > LINE_MAX)
			line_fold(&l);
		else
			line_add(&l, span_str(" "));
		line_add(&l, span_str("<"));
	}
	line_add(&l, span_str(address));
	if (phrase.n > 0)
		line_add(&l, span_str(">"));
	buf_add_str(out, "\r\n");
	return 0;
}
