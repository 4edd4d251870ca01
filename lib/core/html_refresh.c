#include "core/html_refresh.h"

#include <string.h>

#define BLANK " \t\r\n\f"

static struct span
skip(struct span s, const char *set)
{
	size_t n = 0;

	while (n < s.n && memchr(set, s.p[n], strlen(set)) != NULL)
		n++;
	return span_sub(s, n, s.n);
}

/* "url=" may be left out. */
static struct span
behind_url(struct span s)
{
	struct span equals;

	if (!span_istarts(s, span_str("url")))
		return s;
	equals = skip(span_sub(s, 3, s.n), BLANK);
	if (!span_starts(equals, span_str("=")))
		return s;
	return skip(span_sub(equals, 1, equals.n), BLANK);
}

static struct span
unquoted(struct span s)
{
	size_t end;

	if (s.n == 0 || (s.p[0] != '"' && s.p[0] != '\''))
		return s;
	end = span_find_byte(s, 1, s.p[0]);
	return span_sub(s, 1, end == SPAN_NONE ? s.n : end);
}

bool
html_refresh_target(struct span value, struct span *target_r)
{
	struct span seconds = skip(value, BLANK);
	struct span s = skip(seconds, "0123456789.");
	struct span behind = skip(s, BLANK ";,");

	if (s.n == seconds.n || (s.n && behind.n == s.n))
		return false;
	*target_r = unquoted(behind_url(behind));
	return target_r->n > 0;
}
