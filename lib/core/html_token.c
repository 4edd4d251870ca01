#include "core/html_token.h"

static bool
is_blank(unsigned char c)
{
	return span_is_space(c) || c == '\f';
}

static bool
ends_name(unsigned char c)
{
	return is_blank(c) || c == '/' || c == '>';
}

bool
html_token_is_markup(struct span s, size_t at)
{
	unsigned char c;

	if (at + 1 >= s.n || s.p[at] != '<')
		return false;
	c = s.p[at + 1];
	return span_is_alpha(c) || c == '!' || c == '?' ||
		(c == '/' && at + 2 < s.n);
}

static size_t
behind(struct span s, size_t from, const char *what)
{
	size_t at = span_find(s, from, span_str(what));

	return at == SPAN_NONE ? s.n : at + span_str(what).n;
}

static size_t
comment_end(struct span s, size_t at)
{
	struct span inner = span_sub(s, at + 4, s.n);
	size_t i;

	if (span_starts(inner, span_str(">")))
		return at + 5;
	if (span_starts(inner, span_str("->")))
		return at + 6;
	/* One search, so that many openings stay linear. */
	for (i = 0; i + 2 < inner.n; i++) {
		struct span tail = span_sub(inner, i, inner.n);

		if (span_starts(tail, span_str("-->")))
			return at + 4 + i + 3;
		if (span_starts(tail, span_str("--!>")))
			return at + 4 + i + 4;
	}
	return s.n;
}

static size_t
skip_blanks(struct span s, size_t at)
{
	while (at < s.n && is_blank(s.p[at]))
		at++;
	return at;
}

/* Behind the value that follows '='; a '>' at once means there is none. */
static size_t
value_end(struct span s, size_t at)
{
	unsigned char quote;

	at = skip_blanks(s, at);
	if (at >= s.n || s.p[at] == '>')
		return at;
	quote = s.p[at];
	if (quote == '"' || quote == '\'') {
		at = span_find_byte(s, at + 1, quote);
		return at == SPAN_NONE ? s.n : at + 1;
	}
	while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '>')
		at++;
	return at;
}

static size_t
attribute_end(struct span s, size_t at)
{
	size_t equals;

	/* A first '=' belongs to the name. */
	for (at++; at < s.n && !ends_name(s.p[at]) && s.p[at] != '='; at++)
		;
	equals = skip_blanks(s, at);
	if (equals < s.n && s.p[equals] == '=')
		return value_end(s, equals + 1);
	return at;
}

/* From behind the tag's name to behind its '>'. */
static size_t
tag_end(struct span s, size_t at, struct html_token *t)
{
	while (at < s.n && s.p[at] != '>') {
		if (is_blank(s.p[at]) || s.p[at] == '/') {
			at++;
			continue;
		}
		t->attributes++;
		at = attribute_end(s, at);
	}
	if (at < s.n)
		return at + 1;
	t->kind = HTML_TOKEN_CUT;
	return s.n;
}

static size_t
read_tag(struct span s, size_t at, struct html_token *t)
{
	bool close = s.p[at + 1] == '/';
	size_t begin = at + (close ? 2 : 1);
	size_t end = begin;

	t->kind = close ? HTML_TOKEN_CLOSE : HTML_TOKEN_OPEN;
	while (end < s.n && !ends_name(s.p[end]))
		end++;
	t->name = span_sub(s, begin, end);
	return tag_end(s, end, t);
}

static size_t
read_any(struct span s, size_t at, struct html_token *t)
{
	struct span here = span_sub(s, at, s.n);
	size_t name = at + (s.p[at + 1] == '/' ? 2 : 1);

	if (name < s.n && span_is_alpha(s.p[name]))
		return read_tag(s, at, t);
	t->kind = HTML_TOKEN_OTHER;
	if (span_starts(here, span_str("<!--")))
		return comment_end(s, at);
	if (span_starts(here, span_str("<![CDATA[")))
		t->kind = HTML_TOKEN_CDATA;
	return behind(s, at + 2, ">");
}

size_t
html_token_read(struct span s, size_t at, struct html_token *t)
{
	size_t end;

	*t = (struct html_token){ 0 };
	end = read_any(s, at, t);
	t->whole = span_sub(s, at, end);
	return end;
}

size_t
html_token_end(struct span s, size_t at)
{
	struct html_token t;

	return html_token_read(s, at, &t);
}

static struct span
without_quotes(struct span value)
{
	value = span_trim(value);
	if (value.n && (value.p[0] == '"' || value.p[0] == '\'')) {
		bool closed = value.n > 1 &&
			value.p[value.n - 1] == value.p[0];

		return span_sub(value, 1, value.n - closed);
	}
	return value;
}

bool
html_token_attribute(const struct html_token *t, const char *name,
	struct span *value_r)
{
	struct span s = t->whole;
	size_t at = t->name.n + 1, begin, end, name_end;

	while (at < s.n && s.p[at] != '>') {
		begin = at;
		if (is_blank(s.p[at]) || s.p[at] == '/') {
			at++;
			continue;
		}
		at = end = attribute_end(s, begin);
		name_end = begin + 1;
		while (name_end < end && !ends_name(s.p[name_end]) &&
			s.p[name_end] != '=')
			name_end++;
		if (!span_ieq_str(span_sub(s, begin, name_end), name))
			continue;
		name_end = skip_blanks(s, name_end);
		*value_r = name_end < end ? without_quotes(
			span_sub(s, name_end + 1, end)) :
			span_sub(s, end, end);
		return true;
	}
	return false;
}

size_t
html_token_raw_end(struct span s, size_t at, struct span name)
{
	while ((at = span_find(s, at, span_str("</"))) != SPAN_NONE) {
		size_t end = at + 2 + name.n;

		if (end <= s.n && span_ieq(span_sub(s, at + 2, end), name) &&
		    (end == s.n || ends_name(s.p[end])))
			return at;
		at += 2;
	}
	return s.n;
}
