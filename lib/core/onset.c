#include "core/onset.h"

#include <string.h>

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
