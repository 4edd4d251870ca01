#include "core/html_align.h"

#include <stdint.h>
#include <string.h>

#include "core/html_reference.h"
#include "core/html_token.h"
#include "core/sweep.h"

/* HTML's longest name of a reference is 31 characters. */
#define NAME_MAX_CHARS 40

/* A line of a letter and more is compared at once. */
#define PIECE 256

/* Second characters of the references that stand for two. */
static const uint32_t seconds[] = {
	0x338, 0x20D2, 0xFE00, 0x200A, 0x20E5, 0x333, 0x331,
};

/* The length of the UTF-8 character at AT; 1 for what is none. */
static size_t
char_length(struct span s, size_t at)
{
	size_t n = 1;

	while (at + n < s.n && n < 4 && (s.p[at + n] & 0xC0) == 0x80)
		n++;
	return n;
}

static uint32_t
char_value(struct span s, size_t at)
{
	static const unsigned char first[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	size_t n = char_length(s, at);
	uint32_t value;
	size_t i;

	value = s.p[at] & first[n];
	for (i = 1; i < n; i++)
		value = value << 6 | (s.p[at + i] & 0x3F);
	return value;
}

static struct span
rest(const struct html_align *a)
{
	return span_sub(a->source, a->src, a->end);
}

static bool
text_is(const struct html_align *a, const char *s)
{
	return span_starts(span_sub(a->text, a->at, a->text.n), span_str(s));
}

/* Length of "#38;" or "#x26;" after the ampersand, 0 when it is none. */
static size_t
numeric_length(struct span s)
{
	bool hex = s.n > 1 && span_lower(s.p[1]) == 'x';
	size_t begin = hex ? 2 : 1;
	size_t n = begin;

	while (n < s.n &&
	    (hex ? span_is_hex(s.p[n]) : span_is_digit(s.p[n])))
		n++;
	if (n == begin)
		return 0;
	return n < s.n && s.p[n] == ';' ? n + 1 : n;
}

/* Length of the bare name that S begins with, when VALUE is its. */
static size_t
bare_length(struct span s, uint32_t value)
{
	size_t n = html_reference_begins(s);

	return n && html_reference_value(span_sub(s, 0, n)) == value ? n : 0;
}

/* Length of the named reference after the ampersand that was decoded to what
 * stands at a->at; 0 when the ampersand stands for itself. */
static size_t
named_length(const struct html_align *a, struct span s)
{
	size_t n = 0;
	size_t length;

	while (n < s.n && n < NAME_MAX_CHARS &&
	    span_is_alnum(s.p[n]))
		n++;
	if (n == 0)
		return 0;
	length = bare_length(span_sub(s, 0, n),
		char_value(a->text, a->at));
	if (length)
		return length < s.n && s.p[length] == ';' ? length + 1 :
			length;
	if (text_is(a, "&"))
		return 0;
	return n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

/* True when the decoded character at AT is the second half of a reference;
 * the source then does not go on with it. */
static bool
is_second(const struct html_align *a, size_t at, struct span after)
{
	struct span c;
	size_t i;

	if (at >= a->text.n)
		return false;
	c = span_sub(a->text, at, at + char_length(a->text, at));
	if (span_starts(after, c))
		return false;
	for (i = 0; i < sizeof seconds / sizeof seconds[0]; i++)
		if (char_value(a->text, at) == seconds[i])
			return true;
	return false;
}

/* Fills R with the next N source bytes and LENGTH bytes of text. */
static bool
take(struct html_align *a, size_t n, size_t length, struct html_run *r)
{
	*r = (struct html_run){
		.text = span_sub(a->text, a->at, a->at + length),
		.begin = a->src, .end = a->src + n,
		.identity = false,
	};
	a->src += n;
	a->at += length;
	return true;
}

static bool
take_rest(struct html_align *a, struct html_run *r)
{
	if (a->src >= a->end)
		a->src = a->begin;
	return take(a, a->end - a->src, a->text.n - a->at, r);
}

/* The reference NAME, maybe with its semicolon, is known to stand for one
 * character. */
static bool
is_single(struct span name)
{
	if (span_ends(name, span_str(";")))
		name.n--;
	return html_reference_value(name) != 0;
}

static bool
take_reference(struct html_align *a, struct html_run *r)
{
	struct span s = span_sub(a->source, a->src + 1, a->end);
	size_t length = char_length(a->text, a->at);
	bool numeric = s.n && s.p[0] == '#';
	size_t n = numeric ? numeric_length(s) : named_length(a, s);

	if (n == 0 && !text_is(a, "&"))
		return take_rest(a, r);
	if (n && !numeric && !is_single(span_sub(s, 0, n))) {
		struct span after = span_sub(s, n, s.n);

		if (span_starts(s, span_str("fjlig;")))
			length = 2;
		else if (is_second(a, a->at + length, after))
			length += char_length(a->text, a->at + length);
	}
	if (length > a->text.n - a->at)
		return take_rest(a, r);
	return take(a, n + 1, length, r);
}

/* Bytes that may mean something other than themselves. */
static bool
may_be_special(unsigned char c)
{
	return c == '\r' || c == '\0' || c == '&' || c == '<';
}

/* Bytes that do. */
static bool
is_special(const struct html_align *a, size_t src)
{
	unsigned char c = a->source.p[src];

	return c == '\r' || c == '\0' ||
		(c == '&' && a->kind != HTML_ALIGN_RAW) ||
		(c == '<' && a->kind == HTML_ALIGN_DATA &&
		html_token_is_markup(a->source, src));
}

/* How far FROM begins as TO, up to a byte that may be special; at least up to
 * the first difference in a piece, and pieces are compared whole. */
static size_t
plain_length(struct span from, const unsigned char *to)
{
	size_t n, end, same = 0;

	for (size_t at = 0; at < from.n; at = n) {
		n = from.n - at < PIECE ? from.n : at + PIECE;
		end = sweep_either(span_sub(from, 0, n), at, '\r', '&');
		end = sweep_either(span_sub(from, 0, end), at, '<', '\0');
		if (memcmp(from.p + at, to + at, end - at) != 0)
			break;
		same = end;
		if (end < n)
			break;
	}
	return same;
}

static bool
take_identity(struct html_align *a, struct html_run *r)
{
	size_t n, max = a->end - a->src;
	const unsigned char *from = a->source.p + a->src;
	const unsigned char *to = a->text.p + a->at;

	if (max > a->text.n - a->at)
		max = a->text.n - a->at;
	n = plain_length((struct span){ from, max }, to);
	while (n < max && from[n] == to[n] && (!may_be_special(from[n]) ||
	    !is_special(a, a->src + n)))
		n++;
	/* Stop between characters. */
	while (n && a->at + n < a->text.n &&
	    (a->text.p[a->at + n] & 0xC0) == 0x80)
		n--;
	if (n == 0)
		return false;
	take(a, n, n, r);
	r->identity = true;
	return true;
}

/* How much of the source at a->src shows nothing; 0: it shows something. */
static size_t
silent_length(const struct html_align *a)
{
	unsigned char c = a->source.p[a->src];

	if (c == '<' && is_special(a, a->src))
		return html_token_end(a->source, a->src) - a->src;
	if (c == '\0' && !text_is(a, "\xEF\xBF\xBD"))
		return 1;
	if (c == '\r' && !text_is(a, "\n"))
		return 1;
	if ((span_is_space(c) && c != '\r') || c == '\f')
		return c == a->text.p[a->at] ? 0 : 1;
	return 0;
}

static bool
take_special(struct html_align *a, struct html_run *r)
{
	unsigned char c = a->source.p[a->src];

	if (c == '&' && a->kind != HTML_ALIGN_RAW)
		return take_reference(a, r);
	if (c == '\r')
		return take(a, span_starts(rest(a), span_str("\r\n")) ? 2 : 1,
			1, r);
	/* Control characters and the like are shown as U+FFFD. */
	if (text_is(a, "\xEF\xBF\xBD"))
		return take(a, char_length(a->source, a->src), 3, r);
	return take_rest(a, r);
}

bool
html_align_next(struct html_align *a, struct html_run *r)
{
	size_t n;

	if (a->at >= a->text.n)
		return false;
	if (take_identity(a, r))
		return true;
	while (a->src < a->end && (n = silent_length(a)) != 0)
		a->src += n;
	if (a->src >= a->end)
		return take_rest(a, r);
	return take_identity(a, r) || take_special(a, r);
}
