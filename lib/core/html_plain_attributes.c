#include "core/html_plain_attributes.h"

/* No ordinary tag has so many. */
#define ATTRIBUTES 20

size_t
html_plain_blanks(struct span s, size_t at)
{
	while (at < s.n && span_is_space(s.p[at]))
		at++;
	return at;
}

static bool
is_name_byte(unsigned char c)
{
	return span_is_alnum(c) || c == '-' || c == ':' || c == '_';
}

size_t
html_plain_name_end(struct span s, size_t at)
{
	while (at < s.n && is_name_byte(s.p[at]))
		at++;
	return at;
}

/* Word writes its classes, sizes and languages without quotes. */
static bool
is_bare_byte(unsigned char c)
{
	return is_name_byte(c) || c == '#' || c == '.' || c == '%' ||
		c == ',' || c == '+';
}

/* Where the value without quotes ends; SPAN_NONE: it is not plain. */
static size_t
bare_end(struct span s, size_t begin)
{
	size_t end = begin;

	while (end < s.n && is_bare_byte(s.p[end]))
		end++;
	return begin < end && end < s.n && (span_is_space(s.p[end]) ||
		s.p[end] == '>') ? end : SPAN_NONE;
}

/* The value from AT to *end_r, without its quotes; false: it is not plain. */
static bool
find_value(struct span s, size_t at, struct span *value_r, size_t *end_r)
{
	bool quoted = at < s.n && (s.p[at] == '"' || s.p[at] == '\'');
	size_t begin = at + quoted;
	size_t end = quoted ? span_find_byte(s, begin, s.p[at]) :
		bare_end(s, begin);

	if (end == SPAN_NONE)
		return false;
	*value_r = span_sub(s, begin, end);
	*end_r = end + quoted;
	return true;
}

/* Parsers keep the first of two, and not all the same. */
static bool
is_new(const struct html_events *events, unsigned name)
{
	return !(events->list[events->n - 1].has & name);
}

/* The values of the others are read as well: none may hold a reference that
 * is refused. */
static bool
take_attribute(struct html_plain_text *t, struct html_events *events)
{
	struct html_attribute a = { .begin = t->at };

	a.end = html_plain_name_end(t->s, a.begin);
	if (a.end == a.begin)
		return false;
	a.name = html_events_name(span_sub(t->s, a.begin, a.end));
	a.value = span_sub(t->s, a.end, a.end);
	if (a.end < t->s.n && t->s.p[a.end] == '=') {
		a.begin = a.end + 1;
		if (!find_value(t->s, a.begin, &a.value, &a.end) ||
		    !html_plain_value(t, &events->arena, &a.value))
			return false;
	}
	t->at = a.end;
	if (a.name == 0)
		return true;
	if (!is_new(events, a.name))
		return false;
	html_events_attribute(events, &a);
	return true;
}

bool
html_plain_attributes(struct html_plain_text *t, struct html_events *events)
{
	struct span s = t->s;

	for (size_t n = 0; n <= ATTRIBUTES; n++) {
		size_t before = t->at;

		t->at = html_plain_blanks(s, t->at);
		if (t->at < s.n && s.p[t->at] == '/')
			t->at++;
		if (t->at < s.n && s.p[t->at] == '>') {
			t->at++;
			return true;
		}
		if (n == ATTRIBUTES || t->at == before ||
		    s.p[t->at - 1] == '/' || !take_attribute(t, events))
			return false;
	}
	return false;
}
