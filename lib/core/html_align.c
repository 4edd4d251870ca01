#include "core/html_align.h"

#include <stdint.h>
#include <string.h>

#include "core/html_token.h"
#include "core/sweep.h"

/* HTML's longest name of a reference is 31 characters. */
#define NAME_MAX_CHARS 40

/* A line of a letter and more is compared at once. */
#define PIECE 256

/* References that HTML knows without their semicolon, by code point. */
static const struct {
	const char *name;
	uint32_t value;
} bare[] = {
	{ "AElig", 0xC6 }, { "AMP", 0x26 }, { "Aacute", 0xC1 },
	{ "Acirc", 0xC2 }, { "Agrave", 0xC0 }, { "Aring", 0xC5 },
	{ "Atilde", 0xC3 }, { "Auml", 0xC4 }, { "COPY", 0xA9 },
	{ "Ccedil", 0xC7 }, { "ETH", 0xD0 }, { "Eacute", 0xC9 },
	{ "Ecirc", 0xCA }, { "Egrave", 0xC8 }, { "Euml", 0xCB },
	{ "GT", 0x3E }, { "Iacute", 0xCD }, { "Icirc", 0xCE },
	{ "Igrave", 0xCC }, { "Iuml", 0xCF }, { "LT", 0x3C },
	{ "Ntilde", 0xD1 }, { "Oacute", 0xD3 }, { "Ocirc", 0xD4 },
	{ "Ograve", 0xD2 }, { "Oslash", 0xD8 }, { "Otilde", 0xD5 },
	{ "Ouml", 0xD6 }, { "QUOT", 0x22 }, { "REG", 0xAE },
	{ "THORN", 0xDE }, { "Uacute", 0xDA }, { "Ucirc", 0xDB },
	{ "Ugrave", 0xD9 }, { "Uuml", 0xDC }, { "Yacute", 0xDD },
	{ "aacute", 0xE1 }, { "acirc", 0xE2 }, { "acute", 0xB4 },
	{ "aelig", 0xE6 }, { "agrave", 0xE0 }, { "amp", 0x26 },
	{ "aring", 0xE5 }, { "atilde", 0xE3 }, { "auml", 0xE4 },
	{ "brvbar", 0xA6 }, { "ccedil", 0xE7 }, { "cedil", 0xB8 },
	{ "cent", 0xA2 }, { "copy", 0xA9 }, { "curren", 0xA4 },
	{ "deg", 0xB0 }, { "divide", 0xF7 }, { "eacute", 0xE9 },
	{ "ecirc", 0xEA }, { "egrave", 0xE8 }, { "eth", 0xF0 },
	{ "euml", 0xEB }, { "frac12", 0xBD }, { "frac14", 0xBC },
	{ "frac34", 0xBE }, { "gt", 0x3E }, { "iacute", 0xED },
	{ "icirc", 0xEE }, { "iexcl", 0xA1 }, { "igrave", 0xEC },
	{ "iquest", 0xBF }, { "iuml", 0xEF }, { "laquo", 0xAB },
	{ "lt", 0x3C }, { "macr", 0xAF }, { "micro", 0xB5 },
	{ "middot", 0xB7 }, { "nbsp", 0xA0 }, { "not", 0xAC },
	{ "ntilde", 0xF1 }, { "oacute", 0xF3 }, { "ocirc", 0xF4 },
	{ "ograve", 0xF2 }, { "ordf", 0xAA }, { "ordm", 0xBA },
	{ "oslash", 0xF8 }, { "otilde", 0xF5 }, { "ouml", 0xF6 },
	{ "para", 0xB6 }, { "plusmn", 0xB1 }, { "pound", 0xA3 },
	{ "quot", 0x22 }, { "raquo", 0xBB }, { "reg", 0xAE },
	{ "sect", 0xA7 }, { "shy", 0xAD }, { "sup1", 0xB9 }, { "sup2", 0xB2 },
	{ "sup3", 0xB3 }, { "szlig", 0xDF }, { "thorn", 0xFE },
	{ "times", 0xD7 }, { "uacute", 0xFA }, { "ucirc", 0xFB },
	{ "ugrave", 0xF9 }, { "uml", 0xA8 }, { "uuml", 0xFC },
	{ "yacute", 0xFD }, { "yen", 0xA5 }, { "yuml", 0xFF },
};

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

/* Length of the longest bare name that S begins with and VALUE is. */
static size_t
bare_length(struct span s, uint32_t value)
{
	size_t best = 0;
	size_t i;

	for (i = 0; i < sizeof bare / sizeof bare[0]; i++) {
		struct span name = span_str(bare[i].name);

		if (bare[i].value == value && span_starts(s, name) &&
		    name.n > best)
			best = name.n;
	}
	return best;
}

/* Length of the named reference after the ampersand that was decoded to what
 * stands at a->at; 0 when the ampersand stands for itself. */
static size_t
named_length(const struct html_align *a, struct span s)
{
	size_t n = 0;
	size_t length;

	while (n < s.n && n < NAME_MAX_CHARS &&
	    (span_is_alpha(s.p[n]) || span_is_digit(s.p[n])))
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

static bool
take_reference(struct html_align *a, struct html_run *r)
{
	struct span s = span_sub(a->source, a->src + 1, a->end);
	size_t length = char_length(a->text, a->at);
	bool numeric = s.n && s.p[0] == '#';
	size_t n = numeric ? numeric_length(s) : named_length(a, s);

	if (n == 0 && !text_is(a, "&"))
		return take_rest(a, r);
	if (n && !numeric) {
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
