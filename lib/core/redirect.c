#include "core/redirect.h"

#include <stdlib.h>
#include <string.h>

#include "core/base64url.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/target.h"

/* "http" in base64, whatever follows. */
#define HTTP_IN_BASE64 "aHR0c"
/* An address of 48 bytes. */
#define CODE_LEAST 64

/* Up to the first byte of SET. */
static struct span
until(struct span s, const char *set)
{
	size_t n = 0;

	while (n < s.n && (s.p[n] == '\0' || strchr(set, s.p[n]) == NULL))
		n++;
	return span_sub(s, 0, n);
}

/* C in S, or what it is when it is escaped, from AT on. */
static size_t
find_mark(struct span s, size_t at, const char *c, const char *code)
{
	size_t plain = span_find(s, at, span_str(c));

	return plain != SPAN_NONE ? plain : span_ifind(s, at, span_str(code));
}

/* It holds an address with parameters of its own behind a '?', and no '&' that
 * was escaped: the one that ends the value may be that address's, too. */
static bool
goes_on(struct span value)
{
	size_t at = find_mark(value, 0, "/", "2F");

	if (at != SPAN_NONE)
		at = find_mark(value, at, "?", "3F");
	if (at == SPAN_NONE || find_mark(value, at, "=", "3D") == SPAN_NONE)
		return false;
	if (value.p[at] == '?' &&
	    span_find_byte(value, at, '=') != SPAN_NONE)
		return true;
	return find_mark(value, at, "%26", "%2526") == SPAN_NONE;
}

char *
redirect_value(struct span whole, struct span value)
{
	struct span all = span_from(whole, (size_t)(value.p - whole.p));
	bool last = all.n > value.n && all.p[value.n] == '#';

	if (target_is_plain(value) && (last || goes_on(value)))
		return buf_dup(all);
	return url_unescape(goes_on(value) ? all : value);
}

/* Decodes S, which it frees, until it is an address; NULL when it is none. */
static char *
decode_fully(char *s)
{
	for (int i = 0; i < LIMIT_REPAIR_ROUNDS; i++) {
		char *next;

		if (target_is_plain(span_str(s)))
			return target_complete(s);
		next = url_unescape(span_str(s));
		free(s);
		s = next;
	}
	free(s);
	return NULL;
}

static bool
is_base64(struct span s)
{
	return span_starts(s, span_str(HTTP_IN_BASE64));
}

/* A segment of a path begins at AT, or a parameter's value. */
static bool
begins_value(struct span s, size_t at)
{
	return at && (s.p[at - 1] == '/' || s.p[at - 1] == '=');
}

/* A value so long, of the letters of base64 alone, may have an address
 * somewhere in it: in JSON, or behind a number. */
static bool
is_long_code(struct span s, size_t at)
{
	size_t n = 0;

	if (!begins_value(s, at))
		return false;
	while (at + n < s.n && n < CODE_LEAST &&
	    base64url_value(s.p[at + n]) >= 0)
		n++;
	return n == CODE_LEAST;
}

/* Nearly no byte does: nothing else is asked of the others. */
static bool
may_begin(struct span s, size_t at)
{
	unsigned char c = s.p[at];

	return c == 'h' || c == 'H' || c == HTTP_IN_BASE64[0] ||
	    begins_value(s, at);
}

/* The first address of the text as JSON has it, where "\/" is "/"; NULL for
 * none. Frees TEXT. */
static char *
address_in(char *text)
{
	struct span all = span_str(text);
	size_t at = span_ifind(all, 0, span_str("http"));
	struct buf out;
	char *s;

	buf_init(&out, all.n);
	for (; at != SPAN_NONE && at < all.n && all.p[at] > ' ' &&
	    all.p[at] != '"'; at++)
		if (all.p[at] != '\\')
			buf_add_byte(&out, all.p[at]);
	free(text);
	s = buf_take(&out);
	if (target_is_web(span_str(s)))
		return s;
	free(s);
	return NULL;
}

static char *
take_code(struct span code)
{
	char *plain = url_unescape(code);
	char *text = base64url_decode(span_str(plain));

	free(plain);
	return address_in(text);
}

/* Adds what the base64 at AT holds. A '/' may be a letter of it, or end it. */
static size_t
add_code(const struct url *u, size_t at, char **inner, size_t max)
{
	struct span code = until(span_from(u->whole, at), "?&#");
	struct span segment = until(code, "/");
	size_t n = 0;

	if ((inner[n] = take_code(segment)) != NULL)
		n++;
	if (segment.n < code.n && n < max &&
	    (inner[n] = take_code(code)) != NULL)
		n++;
	return n;
}

/* Slashes of the address in S are no escaped ones: it has the rest of S. */
static bool
is_open(struct span s)
{
	size_t n = target_scheme(s);

	if (n == 0)
		n = target_host(s);
	return n && n < s.n && s.p[n] == '/';
}

/* The address that begins at AT, of which no letter is decoded yet; *END_R is
 * the offset behind it. */
static char *
take(const struct url *u, size_t at, size_t *end_r)
{
	struct span s = span_from(u->whole, at), value = until(s, "&");
	bool in_path = s.p < u->path.p + u->path.n;

	*end_r = u->whole.n;
	if (in_path && is_open(s))
		return target_complete(buf_dup(s));
	if (in_path)
		value = until(s, "/?#&");
	else if (u->query.n && s.p < u->query.p + u->query.n)
		value = until(s, "&#");
	if (!goes_on(value))
		*end_r = at + value.n;
	return decode_fully(redirect_value(u->whole, value));
}

/* Those that redirects leave without their scheme. */
static size_t
bare_inner(const struct url *u, char **inner, size_t max)
{
	size_t n = 0, end = (size_t)(u->path.p - u->whole.p);
	char *found;

	for (size_t at = end; at < u->whole.n && n < max; at = end) {
		end = at + 1;
		if (!span_is_alnum(u->whole.p[at]) ||
		    !target_begins_bare(u->whole, at))
			continue;
		if ((found = take(u, at, &end)) != NULL)
			inner[n++] = found;
	}
	return n;
}

static size_t
whole_inner(const struct url *u, char **inner, size_t max)
{
	size_t n = 0, at = (size_t)(u->host.p - u->whole.p), end, codes = 0;
	char *found;

	for (end = at; at < u->whole.n && n < max; at = end) {
		end = at + 1;
		if (!may_begin(u->whole, at))
			continue;
		found = NULL;
		if (target_scheme(span_from(u->whole, at)))
			found = take(u, at, &end);
		else if (codes < REDIRECT_CODES &&
		    (is_base64(span_from(u->whole, at)) ||
		    is_long_code(u->whole, at))) {
			n += add_code(u, at, inner + n, max - n);
			codes++;
		}
		if (found)
			inner[n++] = found;
	}
	return n;
}

size_t
redirect_inner(const struct url *u, char **inner, size_t max)
{
	size_t n = whole_inner(u, inner, max);

	return n + bare_inner(u, inner + n, max - n);
}
