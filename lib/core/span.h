#ifndef LS_CORE_SPAN_H
#define LS_CORE_SPAN_H

/*
 * A span borrows bytes: a pointer and a length. NUL is data; nothing here is
 * terminated. A span owns nothing and dies with what it points into.
 *
 * Letters are ASCII's: no locale decides what a header name or a host is.
 * What is called for every byte of every mail is inline.
 */

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
	const unsigned char *p;
	size_t n;
};

/* Found nothing. */
#define SPAN_NONE ((size_t)-1)

/* The bytes of a C string, without its NUL; NULL gives an empty span. */
static inline struct span
span_str(const char *s)
{
	return (struct span){ (const unsigned char *)s, s ? strlen(s) : 0 };
}

/* The part [begin, end) of s; both must lie within s. */
static inline struct span
span_sub(struct span s, size_t begin, size_t end)
{
	assert(begin <= end && end <= s.n);
	if (s.p == NULL)	/* C has no NULL + 0 */
		return s;
	return (struct span){ s.p + begin, end - begin };
}

/* The part from BEGIN on, which must lie within s. */
static inline struct span
span_from(struct span s, size_t begin)
{
	return span_sub(s, begin, s.n);
}

/* The same bytes; `i`: whatever the case of ASCII letters. */
bool span_eq(struct span a, struct span b);
bool span_ieq(struct span a, struct span b);
bool span_eq_str(struct span a, const char *b);
bool span_ieq_str(struct span a, const char *b);
bool span_istarts(struct span s, struct span with);
bool span_ends(struct span s, struct span with);

/* WITH stands at the beginning of s. */
static inline bool
span_starts(struct span s, struct span with)
{
	return s.n >= with.n &&
		(with.n == 0 || memcmp(s.p, with.p, with.n) == 0);
}

/* Offset of the first NEEDLE in s at or after FROM, else SPAN_NONE. */
size_t span_find(struct span s, size_t from, struct span needle);
size_t span_ifind(struct span s, size_t from, struct span needle);
size_t span_find_byte(struct span s, size_t from, unsigned char c);

/* Offset of a seldom byte of NEEDLE without case; NEEDLE.n: all letters. */
size_t span_anchor(struct span needle);

/* Offset of the first byte at or after FROM that is not ASCII, else s.n. */
size_t span_find_8bit(struct span s, size_t from);

/* The length of the sound UTF-8 that s begins with, in whole characters. */
size_t span_utf8(struct span s);

/* Without the spaces, tabs, CR and LF at both ends. */
struct span span_trim(struct span s);

/* ASCII helpers, whatever the locale. */
static inline unsigned char
span_lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/* Space, tab, CR, LF. */
static inline bool
span_is_space(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* '0' to '9'. */
static inline bool
span_is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* Letters of ASCII. */
static inline bool
span_is_alpha(unsigned char c)
{
	return span_lower(c) >= 'a' && span_lower(c) <= 'z';
}

/* A letter or a digit. */
static inline bool
span_is_alnum(unsigned char c)
{
	return span_is_alpha(c) || span_is_digit(c);
}

bool span_is_hex(unsigned char c);
int span_hex_value(unsigned char c);	/* -1 when not a hex digit */

#endif
