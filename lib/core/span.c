#include "core/span.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

struct span
span_str(const char *s)
{
	return (struct span){ (const unsigned char *)s, s ? strlen(s) : 0 };
}

struct span
span_sub(struct span s, size_t begin, size_t end)
{
	assert(begin <= end && end <= s.n);
	if (end == begin)
		return (struct span){ s.p, 0 };
	return (struct span){ s.p + begin, end - begin };
}

unsigned char
span_lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

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

bool
span_ieq_str(struct span a, const char *b)
{
	return span_ieq(a, span_str(b));
}

bool
span_starts(struct span s, struct span with)
{
	return s.n >= with.n && same(s.p, with.p, with.n);
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

size_t
span_find(struct span s, size_t from, struct span needle)
{
	const unsigned char *hit;

	if (from > s.n || needle.n > s.n - from)
		return SPAN_NONE;
	if (needle.n == 0)
		return from;
	hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
	return hit ? (size_t)(hit - s.p) : SPAN_NONE;
}

size_t
span_ifind(struct span s, size_t from, struct span needle)
{
	for (; from <= s.n && needle.n <= s.n - from; from++)
		if (isame(s.p + from, needle.p, needle.n))
			return from;
	return SPAN_NONE;
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

char *
span_dup(struct span s)
{
	char *copy = buf_alloc(s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

bool
span_is_space(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool
span_is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

bool
span_is_alpha(unsigned char c)
{
	c = span_lower(c);
	return c >= 'a' && c <= 'z';
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
