#include "core/target.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

bool
target_is_web(struct span s)
{
	return span_istarts(s, span_str("https://")) ||
	    span_istarts(s, span_str("http://"));
}

/* The length of a '/' at the beginning of S, as it is or escaped any number
 * of times; 0: none. */
static size_t
slash(struct span s)
{
	size_t n = 1;

	if (s.n == 0 || s.p[0] != '%')
		return s.n && s.p[0] == '/';
	while (span_starts(span_from(s, n), span_str("25")))
		n += 2;
	return span_istarts(span_from(s, n), span_str("2F")) ? n + 2 : 0;
}

size_t
target_host(struct span s)
{
	size_t n = 0, label = 0;
	bool dotted = false;

	for (; n < s.n && (span_is_alnum(s.p[n]) || s.p[n] == '-' ||
	    s.p[n] == '.'); n++) {
		if (s.p[n] != '.')
			continue;
		if (n == label)
			return 0;
		dotted = true;
		label = n + 1;
	}
	if (!dotted || n < label + 2 || !span_is_alpha(s.p[label]))
		return 0;
	return slash(span_from(s, n)) ? n : 0;
}

size_t
target_scheme(struct span s)
{
	struct span rest;
	size_t n = strlen("http");

	if (!span_istarts(s, span_str("http")))
		return 0;
	n += n < s.n && span_lower(s.p[n]) == 's';
	rest = span_from(s, n);
	while (span_istarts(rest, span_str("%25")))
		rest = span_from(rest, strlen("%25"));
	if (span_starts(rest, span_str(":")))
		return slash(span_from(rest, 1)) ? n + 1 : 0;
	if (span_starts(rest, span_str("%")))
		rest = span_from(rest, 1);
	if (!span_istarts(rest, span_str("3A")))
		return 0;
	return (size_t)(rest.p - s.p) + strlen("3A");
}

static struct span
without_slashes(struct span s)
{
	while (s.n && s.p[0] == '/')
		s = span_from(s, 1);
	return s;
}

bool
target_is_plain(struct span s)
{
	size_t n = target_scheme(s);

	if (n && n < s.n && s.p[n - 1] == ':')
		return target_is_web(s) ||
		    (n + 1 < s.n && span_is_alnum(s.p[n + 1]));
	s = without_slashes(s);
	n = target_host(s);
	return n && s.p[n] == '/';
}

char *
target_complete(char *s)
{
	struct span all = span_str(s), begin = span_str("https://");
	size_t n = target_scheme(all);
	struct buf out;

	if (target_is_web(all))
		return s;
	if (n && span_lower(all.p[strlen("http")]) != 's')
		begin = span_str("http://");
	all = without_slashes(span_from(all, n));
	if (n ? all.n == 0 || !span_is_alnum(all.p[0]) : !target_host(all)) {
		free(s);
		return NULL;
	}
	buf_init(&out, begin.n + all.n);
	buf_add(&out, begin);
	buf_add(&out, all);
	free(s);
	return buf_take(&out);
}

/* The length of a '/' that ends before AT, as it is or escaped; 0: none. */
static size_t
slash_before(struct span s, size_t at)
{
	size_t begin = at;

	if (at && s.p[at - 1] == '/')
		return 1;
	if (at < 3 || !span_ieq_str(span_sub(s, at - 2, at), "2F"))
		return 0;
	for (begin = at - 2; begin > 2 &&
	    span_eq_str(span_sub(s, begin - 2, begin), "25"); begin -= 2)
		continue;
	return s.p[begin - 1] == '%' ? at - begin + 1 : 0;
}

bool
target_begins_bare(struct span s, size_t at)
{
	size_t before = at, n;

	while ((n = slash_before(s, before)) != 0)
		before -= n;
	if (before < 2 || s.p[before - 1] == ':' ||
	    span_ieq_str(span_sub(s, before - 2, before), "3A"))
		return false;
	return (before < at || s.p[at - 1] == '=') &&
	    target_host(span_from(s, at));
}
