#include "core/span.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>

/* What is no longer costs little to compare, however often. */
#define WORD 40

static bool
same(const unsigned char *a, const unsigned char *b, size_t n)
{
	return n == 0 || memcmp(a, b, n) == 0;
}

static bool
isame(const unsigned char *a, const unsigned char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (span_lower(a[i]) != span_lower(b[i]))
			return false;
	return true;
}

bool
span_eq(struct span a, struct span b)
{
	return a.n == b.n && same(a.p, b.p, a.n);
}

bool
span_ieq(struct span a, struct span b)
{
	return a.n == b.n && isame(a.p, b.p, a.n);
}

bool
span_eq_str(struct span a, const char *b)
{
	return span_eq(a, span_str(b));
}

/* Mostly asked of many words in turn, which differ at once. */
bool
span_ieq_str(struct span a, const char *b)
{
	size_t i;

	if (b == NULL)
		return a.n == 0;
	for (i = 0; i < a.n; i++)
		if (b[i] == '\0' || span_lower(a.p[i]) !=
		    span_lower((unsigned char)b[i]))
			return false;
	return b[i] == '\0';
}

bool
span_istarts(struct span s, struct span with)
{
	return s.n >= with.n && isame(s.p, with.p, with.n);
}

bool
span_ends(struct span s, struct span with)
{
	return s.n >= with.n && same(s.p + s.n - with.n, with.p, with.n);
}

/* Mostly a word is sought where even its first byte is seldom. */
static size_t
find_word(struct span s, size_t from, struct span word)
{
	struct span places = span_sub(s, 0, s.n - word.n + 1);

	while ((from = span_find_byte(places, from, word.p[0])) != SPAN_NONE &&
	    !same(s.p + from, word.p, word.n))
		from++;
	return from;
}

size_t
span_find(struct span s, size_t from, struct span needle)
{
	const unsigned char *hit;

	if (from > s.n || needle.n > s.n - from)
		return SPAN_NONE;
	if (needle.n == 0)
		return from;
	if (needle.n <= WORD)
		return find_word(s, from, needle);
	hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
	return hit ? (size_t)(hit - s.p) : SPAN_NONE;
}

size_t
span_anchor(struct span needle)
{
	size_t i = 0;

	while (i < needle.n && span_is_alpha(needle.p[i]))
		i++;
	return i;
}

static size_t
find_by_anchor(struct span s, size_t from, struct span needle, size_t anchor)
{
	size_t last = s.n - (needle.n - anchor), at = from + anchor;

	while ((at = span_find_byte(span_sub(s, 0, last + 1), at,
	    needle.p[anchor])) != SPAN_NONE) {
		if (isame(s.p + at - anchor, needle.p, needle.n))
			return at - anchor;
		at++;
	}
	return SPAN_NONE;
}

/* The needle is all letters, which one bit makes small; of bytes that are none
 * it may make one, so they are compared properly then. */
static size_t
find_letters(struct span s, size_t from, struct span needle)
{
	unsigned char first = needle.p[0] | 0x20;
	unsigned char last = needle.p[needle.n - 1] | 0x20;
	const unsigned char *end = s.p + s.n - needle.n;

	for (const unsigned char *p = s.p + from; p <= end; p++)
		if ((*p | 0x20) == first &&
		    (p[needle.n - 1] | 0x20) == last &&
		    isame(p, needle.p, needle.n))
			return (size_t)(p - s.p);
	return SPAN_NONE;
}

size_t
span_ifind(struct span s, size_t from, struct span needle)
{
	size_t anchor = span_anchor(needle);

	if (from > s.n || needle.n > s.n - from)
		return SPAN_NONE;
	if (anchor < needle.n)
		return find_by_anchor(s, from, needle, anchor);
	if (needle.n == 0)
		return from;
	return find_letters(s, from, needle);
}

size_t
span_find_byte(struct span s, size_t from, unsigned char c)
{
	const unsigned char *hit;

	if (from >= s.n)
		return SPAN_NONE;
	hit = memchr(s.p + from, c, s.n - from);
	return hit ? (size_t)(hit - s.p) : SPAN_NONE;
}

/* Eight bytes at a time, and four times that: most mail is ASCII for long
 * stretches. */
size_t
span_find_8bit(struct span s, size_t from)
{
	uint64_t eight, four[4];

	for (; from + sizeof four <= s.n; from += sizeof four) {
		memcpy(four, s.p + from, sizeof four);
		if ((four[0] | four[1] | four[2] | four[3]) &
		    UINT64_C(0x8080808080808080))
			break;
	}
	for (; from + sizeof eight <= s.n; from += sizeof eight) {
		memcpy(&eight, s.p + from, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (from < s.n && s.p[from] < 0x80)
		from++;
	return from;
}

/* A sound character of two bytes, of which most text that is not ASCII has
 * many. */
static bool
is_pair(const unsigned char *p, size_t n)
{
	return n > 1 && p[0] >= 0xC2 && p[0] <= 0xDF && (p[1] & 0xC0) == 0x80;
}

size_t
span_utf8(struct span s)
{
	size_t at = 0;
	int n = 0;

	while ((at = span_find_8bit(s, at)) < s.n) {
		if (is_pair(s.p + at, s.n - at)) {
			at += 2;
			continue;
		}
		n = u8_mblen(s.p + at, s.n - at);
		if (n <= 0)
			break;
		at += (size_t)n;
	}
	return at;
}

struct span
span_trim(struct span s)
{
	while (s.n && span_is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && span_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
span_is_hex(unsigned char c)
{
	return span_hex_value(c) >= 0;
}

int
span_hex_value(unsigned char c)
{
	c = span_lower(c);
	if (span_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}
