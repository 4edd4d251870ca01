#include "core/filler.h"

#include <string.h>

static const char *const spaces[] = {
	" ", "\t", "\v", "\f",
	"\xC2\x85",		/* next line */
	"\xC2\xA0",		/* no-break space */
	"\xE1\x9A\x80",
	"\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
	"\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87",
	"\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",
	"\xE2\x80\xAF", "\xE2\x81\x9F",
	"\xE2\xA0\x80",		/* blank of Braille */
	"\xE3\x80\x80",		/* ideographic space */
	"\xE3\x85\xA4", "\xEF\xBE\xA0",			/* Hangul fillers */
};

static const char *const invisible[] = {
	"\xC2\xAD",		/* soft hyphen */
	"\xCD\x8F",		/* grapheme joiner */
	"\xE1\xA0\x8E",
	"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",	/* zero width */
	"\xE2\x80\x8E", "\xE2\x80\x8F",			/* direction marks */
	"\xE2\x80\xA8", "\xE2\x80\xA9",
	"\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC",
	"\xE2\x80\xAD", "\xE2\x80\xAE",
	"\xE2\x81\xA0", "\xE2\x81\xA1", "\xE2\x81\xA2", "\xE2\x81\xA3",
	"\xE2\x81\xA4",
	"\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9",
	"\xEF\xB8\x8E", "\xEF\xB8\x8F",			/* variation */
	"\xEF\xBB\xBF",					/* byte order mark */
	"\xEF\xBF\xB9", "\xEF\xBF\xBA", "\xEF\xBF\xBB",
	"\xEF\xBF\xBC",					/* an object */
};

/* What editors put where they break a line; '>' closes a bracketed line. */
static const char *const breakers[] = {
	"=", "-", "\\", ">", "\xE2\x80\x90",
};

/* What begins with the byte; in nearly all text nothing does. */
enum { SPACE = 1, INVISIBLE = 2, BREAKER = 4 };

static const unsigned char begins[256] = {
	[' '] = SPACE, ['\t'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE,
	['='] = BREAKER, ['-'] = BREAKER, ['\\'] = BREAKER, ['>'] = BREAKER,
	[0xC2] = SPACE | INVISIBLE, [0xCD] = INVISIBLE,
	[0xE1] = SPACE | INVISIBLE, [0xE2] = SPACE | INVISIBLE | BREAKER,
	[0xE3] = SPACE, [0xEF] = SPACE | INVISIBLE,
};

static bool
may_begin(struct span s, unsigned char kind)
{
	return s.n && begins[s.p[0]] & kind;
}

static size_t
one_of(struct span s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (s.p[0] == (unsigned char)list[i][0] &&
		    span_starts(s, span_str(list[i])))
			return strlen(list[i]);
	return 0;
}

#define ONE_OF(s, kind, list) \
	(may_begin(s, kind) ? \
	one_of(s, list, sizeof(list) / sizeof((list)[0])) : 0)

size_t
filler_line_end(struct span s)
{
	if (s.n > 1 && s.p[0] == '\r' && s.p[1] == '\n')
		return 2;
	return s.n && (s.p[0] == '\r' || s.p[0] == '\n');
}

size_t
filler_space(struct span s)
{
	return ONE_OF(s, SPACE, spaces);
}

size_t
filler_invisible(struct span s)
{
	return ONE_OF(s, INVISIBLE, invisible);
}

size_t
filler_invisible_before(struct span text, size_t i)
{
	for (size_t n = 2; n <= 3 && n <= i; n++)
		if (filler_invisible(span_sub(text, i - n, i)) == n)
			return n;
	return 0;
}

/* One that begins with the byte LEAD. */
static bool
holds_invisible(struct span text, unsigned char lead)
{
	for (size_t at = 0; (at = span_find_byte(text, at, lead)) !=
	    SPAN_NONE; at++)
		if (filler_invisible(span_from(text, at)))
			return true;
	return false;
}

bool
filler_invisible_in(struct span text)
{
	for (unsigned c = 0x80; c < 256; c++)
		if ((begins[c] & INVISIBLE) &&
		    holds_invisible(text, (unsigned char)c))
			return true;
	return false;
}

size_t
filler_any(struct span s)
{
	size_t n = filler_line_end(s);

	if (n == 0)
		n = filler_space(s);
	return n ? n : filler_invisible(s);
}

size_t
filler_breaker(struct span s)
{
	size_t n = ONE_OF(s, BREAKER, breakers);
	size_t blank;

	if (n == 0)
		return 0;
	if (filler_space(span_from(s, n)) == 0)
		return filler_line_end(span_from(s, n)) ? n : 0;
	while ((blank = filler_space(span_from(s, n))) != 0)
		n += blank;
	return n;
}

size_t
filler_opener(struct span text, size_t i)
{
	size_t b = i;

	if (text.p[i] != '<' && text.p[i] != '>')
		return 0;
	while (b && (text.p[b - 1] == ' ' || text.p[b - 1] == '\t' ||
	    text.p[b - 1] == '>'))
		b--;
	return b && (text.p[b - 1] == '\n' || text.p[b - 1] == '\r');
}
