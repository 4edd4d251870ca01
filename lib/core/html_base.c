#include "core/html_base.h"

#include "core/buf.h"
#include "core/url.h"

static bool
is_slash(unsigned char c)
{
	return c == '/' || c == '\\';
}

/* "mailto:", "//host", "#place" and nothing at all name no page here. */
static bool
is_relative(struct span value)
{
	size_t i;

	if (value.n == 0 || value.p[0] == '#' || (value.n > 1 &&
	    is_slash(value.p[0]) && is_slash(value.p[1])))
		return false;
	for (i = 0; i < value.n && value.p[i] != ':'; i++)
		if (value.p[i] == '/' || value.p[i] == '?' ||
		    value.p[i] == '#')
			return true;
	return i == value.n;
}

/* How much of the base stands before VALUE. */
static size_t
kept(const struct url *base, struct span value)
{
	size_t begin = (size_t)(base->path.p - base->whole.p);
	size_t n = base->path.n;

	if (is_slash(value.p[0]))
		return begin;
	while (value.p[0] != '?' && n > 0 && base->path.p[n - 1] != '/')
		n--;
	return begin + n;
}

char *
html_base_resolve(struct span base, struct span value)
{
	struct err err = { 0 };
	struct url u;
	struct buf out;
	size_t n;

	if (base.n == 0 || !is_relative(value) ||
	    url_parse(base, &u, &err) == -1 || u.scheme.n == 0)
		return NULL;
	n = kept(&u, value);
	buf_init(&out, n + value.n + 1);
	buf_add(&out, span_sub(u.whole, 0, n));
	if (n > 0 && u.whole.p[n - 1] != '/' && !is_slash(value.p[0]) &&
	    value.p[0] != '?')
		buf_add_byte(&out, '/');
	buf_add(&out, value);
	return buf_take(&out);
}
