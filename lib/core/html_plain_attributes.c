#include "core/html_plain_attributes.h"

#include <string.h>

#include "core/html_plain_text.h"

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

/* The value in quotes behind '='. */
static bool
take_value(struct html_plain_tree *t, size_t *at, GumboAttribute *a)
{
	struct span s = t->source;
	size_t begin = *at, end;

	if (begin == s.n || (s.p[begin] != '"' && s.p[begin] != '\''))
		return false;
	end = span_find_byte(s, begin + 1, s.p[begin]);
	if (end == SPAN_NONE)
		return false;
	*at = end + 1;
	a->original_value = html_plain_piece(t, begin, end + 1);
	buf_reset(&t->text);
	if (!html_plain_text(span_sub(s, begin + 1, end), &t->text))
		return false;
	a->value = arena_string(&t->arena, buf_span(&t->text));
	buf_reset(&t->text);
	return true;
}

static const char *
lower(struct html_plain_tree *t, struct span name)
{
	char *s = arena_string(&t->arena, name);

	for (size_t i = 0; i < name.n; i++)
		s[i] = (char)span_lower(name.p[i]);
	return s;
}

static GumboAttribute *
take_attribute(struct html_plain_tree *t, size_t *at)
{
	GumboAttribute *a = arena_alloc(&t->arena, sizeof *a);
	size_t begin = *at;

	*at = html_plain_name_end(t->source, begin);
	if (*at == begin)
		return NULL;
	a->original_name = html_plain_piece(t, begin, *at);
	a->name = lower(t, span_sub(t->source, begin, *at));
	a->value = "";
	a->original_value = a->original_name;
	if (*at == t->source.n || t->source.p[*at] != '=')
		return a;
	++*at;
	return take_value(t, at, a) ? a : NULL;
}

/* Parsers keep the first of two, and not all the same. */
static bool
is_new(GumboAttribute *const *found, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(found[i]->name, found[n]->name) == 0)
			return false;
	return true;
}

bool
html_plain_attributes(struct html_plain_tree *t, size_t *at,
	GumboVector *list_r)
{
	struct span s = t->source;
	GumboAttribute *found[ATTRIBUTES];
	size_t n = 0, before;

	for (;;) {
		before = *at;
		*at = html_plain_blanks(s, *at);
		if (*at < s.n && s.p[*at] == '/')
			++*at;
		if (*at < s.n && s.p[*at] == '>')
			break;
		if (n == ATTRIBUTES || *at == before || s.p[*at - 1] == '/' ||
		    (found[n] = take_attribute(t, at)) == NULL ||
		    !is_new(found, n))
			return false;
		n++;
	}
	++*at;
	*list_r = html_plain_list(t, (void **)found, n);
	return true;
}
