#include "core/onset.h"

#include <string.h>

#include "core/ascii.h"

size_t
onset_scheme(struct span text, size_t at)
{
	size_t begin = at;

	while (begin && span_is_alnum(text.p[begin - 1]))
		begin--;
	if (at - begin > 5 && span_istarts(span_sub(text, at - 5, at),
	    span_str("https")))
		return at - 5;
	if (at - begin > 4 && span_istarts(span_sub(text, at - 4, at),
	    span_str("http")))
		return at - 4;
	return begin;
}

static bool
is_word(unsigned char c)
{
	return c > ' ' && c != 0x7F && c != '<' && c != '>' && c != '"' &&
		c != '(' && c != '[' && c != '\'' && c != '{' && c != '|';
}

size_t
onset_word(struct span text, size_t at)
{
	while (at && is_word(text.p[at - 1]))
		at--;
	return at;
}

size_t
onset_host(struct span text, size_t from, size_t at)
{
	while (at > from && (span_is_alnum(text.p[at - 1]) ||
	    text.p[at - 1] == '-' || text.p[at - 1] == '.'))
		at--;
	return at;
}

bool
onset_leads(struct span text, size_t at)
{
	return at && text.p[at - 1] &&
		strchr("/\\:@%=&?#", text.p[at - 1]) != NULL;
}

/* The length of the character that ends before AT, when it is or stands for
 * one of SET; 0: it does not. */
static size_t
meant_before(struct span text, size_t at, const char *set)
{
	unsigned char c = at ? text.p[at - 1] : '\0';
	size_t n = 1;

	if (c >= 0x80) {
		n = at < 3 ? 0 : ascii_meant(span_sub(text, at - 3, at), &c);
		if (n != 3)
			return 0;
	}
	return c && strchr(set, span_lower(c)) ? n : 0;
}

size_t
onset_wide_scheme(struct span text, size_t at)
{
	static const char *const before[] = { ":", "s", "p", "t", "t", "h" };
	bool colon = span_starts(span_from(text, at), span_str("://"));
	size_t begin = at, n;

	while (!colon && (n = meant_before(text, begin, "/")) != 0)
		begin -= n;
	if (!colon && begin == at &&
	    !span_starts(span_from(text, at), span_str("/")))
		return at;
	for (size_t i = colon; i < sizeof before / sizeof before[0]; i++) {
		n = meant_before(text, begin, before[i]);
		if (n == 0 && *before[i] != 's')
			return at;
		begin -= n;
	}
	return begin;
}
