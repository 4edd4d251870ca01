#include "core/html_base.h"

#include <string.h>

#include "core/buf.h"
#include "core/url.h"

/* "mailto:", "//host", "#place" and nothing at all name no page here. */
static bool
is_relative(const char *value)
{
	const char *colon = strchr(value, ':');

	if (*value == '\0' || *value == '#' || strspn(value, "/\\") >= 2)
		return false;
	return colon == NULL || strcspn(value, "/?#") < (size_t)(colon -
		value);
}

/* How much of the base stands before VALUE. */
static size_t
kept(const struct url *base, const char *value)
{
	size_t begin = (size_t)(base->path.p - base->whole.p);
	size_t n = base->path.n;

	if (*value == '/' || *value == '\\')
		return begin;
	while (*value != '?' && n > 0 && base->path.p[n - 1] != '/')
		n--;
	return begin + n;
}

char *
html_base_resolve(const char *base, const char *value)
{
	struct err err = { 0 };
	struct url u;
	struct buf out;
	size_t n;

	if (base == NULL || !is_relative(value) ||
	    url_parse(span_str(base), &u, &err) == -1 || u.scheme.n == 0)
		return NULL;
	n = kept(&u, value);
	buf_init(&out, n + strlen(value) + 1);
	buf_add(&out, span_sub(u.whole, 0, n));
	if (n > 0 && u.whole.p[n - 1] != '/' && !strchr("/\\?", *value))
		buf_add_byte(&out, '/');
	buf_add_str(&out, value);
	return buf_take(&out);
}
