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
	return span_is_alpha(c) || span_is_digit(c) || c == '-' || c == ':' ||
		c == '_';
}

size_t
html_plain_name_end(struct span s, size_t at)
{
	while (at < s.n && is_name_byte(s.p[at]))
		at++;
	return at;
}

/* Behind the quote that ends the value that begins at AT, or SPAN_NONE. */
static size_t
value_end(struct span s, size_t at)
{
	if (at == s.n || (s.p[at] != '"' && s.p[at] != '\''))
		return SPAN_NONE;
	at = span_find_byte(s, at + 1, s.p[at]);
	return at == SPAN_NONE ? at : at + 1;
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
		a.end = value_end(t->s, a.begin);
		if (a.end == SPAN_NONE || !html_plain_value(t, a.begin + 1,
		    a.end - 1, &events->arena, &a.value))
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
