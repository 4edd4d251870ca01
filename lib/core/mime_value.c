#include "core/mime_value.h"

/* RFC 2045's, less what RFC 2231 gives a meaning. */
static bool
is_token(unsigned char c)
{
	return span_is_alnum(c) || c == '-' ||
		(c != '\0' && strchr("!#$&+.^_`{|}~", c));
}

static void
skip(struct span *s, size_t n)
{
	*s = span_sub(*s, n, s->n);
}

static void
skip_space(struct span *s)
{
	size_t n = 0;

	while (n < s->n && span_is_space(s->p[n]))
		n++;
	skip(s, n);
}

/* C, and behind it what comes next. */
static bool
take_byte(struct span *s, unsigned char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	skip(s, 1);
	return true;
}

static bool
take_token(struct span *s, struct span *token_r)
{
	size_t n = 0;

	while (n < s->n && is_token(s->p[n]))
		n++;
	*token_r = span_sub(*s, 0, n);
	skip(s, n);
	return n > 0;
}

/* Printable ASCII without escapes, words in the form of RFC 2047, or what
 * might be taken for RFC 2231. */
static bool
take_quoted(struct span *s, struct span *string_r)
{
	size_t n = 0;

	for (; n < s->n && s->p[n] != '"'; n++)
		if (s->p[n] < ' ' || s->p[n] > '~' || s->p[n] == '\\' ||
		    s->p[n] == '*' || (s->p[n] == '?' && n > 0 &&
		    s->p[n - 1] == '='))
			return false;
	*string_r = span_sub(*s, 0, n);
	skip(s, n);
	return n > 0 && take_byte(s, '"');
}

bool
mime_value_token(struct span *s, struct span *token_r)
{
	skip_space(s);
	return take_token(s, token_r);
}

bool
mime_value_type(struct span *s, struct span *type_r, struct span *subtype_r)
{
	skip_space(s);
	return take_token(s, type_r) && take_byte(s, '/') &&
		take_token(s, subtype_r);
}

bool
mime_value_parameter(struct span *s, struct span *name_r,
	struct span *value_r)
{
	skip_space(s);
	if (!take_byte(s, ';'))
		return false;
	skip_space(s);
	if (!take_token(s, name_r) || !take_byte(s, '='))
		return false;
	return take_byte(s, '"') ? take_quoted(s, value_r) :
		take_token(s, value_r);
}

bool
mime_value_end(struct span *s)
{
	skip_space(s);
	return s->n == 0;
}
