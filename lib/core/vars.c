#include "core/vars.h"

#include <stdlib.h>
#include <unistr.h>

#include "core/limits.h"

static const char *const names[VAR_COUNT] = {
	[VAR_NAME] = "name",
	[VAR_COMPANY] = "company",
	[VAR_SERVICE] = "service",
	[VAR_REFERENCE] = "reference",
	[VAR_SENDER] = "sender",
	[VAR_CONTACT] = "contact",
	[VAR_PHONE] = "phone",
	[VAR_ADDRESS] = "address",
	[VAR_PARTNER] = "partner",
	[VAR_LINK] = "link",
};

void
vars_deinit(struct vars *v)
{
	size_t i;

	for (i = 0; i < VAR_COUNT; i++) {
		free(v->value[i]);
		v->value[i] = NULL;
	}
}

const char *
vars_name(enum var var)
{
	return names[var];
}

const char *
vars_list(void)
{
	return "name, company, service, reference, sender, contact, phone, "
		"address, partner";
}

int
vars_find(struct span name)
{
	int i;

	for (i = 0; i < VAR_COUNT; i++)
		if (span_eq_str(name, names[i]))
			return i;
	return -1;
}

static const char *
bad_character(ucs4_t c)
{
	if (c == 0)
		return "a NUL byte";
	if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
		(c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
		return "a control character";
	if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
		return "an invisible character that turns text around";
	if ((c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff ||
		c == 0xad)
		return "an invisible character";
	return NULL;
}

/* U+200C and U+200D join or part letters in Persian, Hindi and emoji: they are
 * spelling there, not a trick. */
static bool
is_joiner(ucs4_t c)
{
	return c == 0x200c || c == 0x200d;
}

size_t
vars_bad_character(struct span text, const char **what_r)
{
	size_t i = 0;
	ucs4_t c;
	int n;

	while (i < text.n) {
		n = u8_mbtoucr(&c, text.p + i, text.n - i);
		*what_r = n < 0 ? "a byte that is not UTF-8" :
			is_joiner(c) ? NULL : bad_character(c);
		if (*what_r != NULL)
			return i;
		i += (size_t)n;
	}
	return SPAN_NONE;
}

size_t
vars_bare_link(struct span text)
{
	static const char *const signs[] = { "://", "www.", "mailto:" };
	size_t first = SPAN_NONE, at, i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		at = span_ifind(text, 0, span_str(signs[i]));
		if (at < first)
			first = at;
	}
	/* Back to the scheme's first letter. */
	while (first != SPAN_NONE && first > 0 && first < text.n &&
		text.p[first] == ':' && span_is_alpha(text.p[first - 1])) {
		do
			first--;
		while (first > 0 && span_is_alpha(text.p[first - 1]));
	}
	return first;
}

int
vars_set(struct vars *v, enum var var, struct span value, struct err *err)
{
	const char *what;

	value = span_trim(value);
	if (value.n > LIMIT_VALUE && var != VAR_LINK)
		return err_set(err, ERR_DATA,
			"the value of %s is longer than %d bytes; shorten it",
			names[var], LIMIT_VALUE);
	if (vars_bad_character(value, &what) != SPAN_NONE)
		return err_set(err, ERR_DATA, "the value of %s holds %s; "
			"type it anew", names[var], what);
	if (span_find_byte(value, 0, '\n') != SPAN_NONE ||
		span_find_byte(value, 0, '\r') != SPAN_NONE ||
		span_find_byte(value, 0, '\t') != SPAN_NONE)
		return err_set(err, ERR_DATA, "the value of %s holds a line "
			"break or a tab; write it on one line", names[var]);
	if (var != VAR_LINK && vars_bare_link(value) != SPAN_NONE)
		return err_set(err, ERR_DATA, "the value of %s holds a web "
			"address; only the reseller link may be a link",
			names[var]);
	free(v->value[var]);
	v->value[var] = value.n > 0 ? buf_dup(value) : NULL;
	return 0;
}

/* memchr is many times faster than memmem, and a brace is rare. */
static size_t
find_twice(struct span text, size_t from, unsigned char brace)
{
	size_t at = span_find_byte(text, from, brace);

	while (at != SPAN_NONE && at + 1 < text.n && text.p[at + 1] != brace)
		at = span_find_byte(text, at + 1, brace);
	return at == SPAN_NONE || at + 1 >= text.n ? SPAN_NONE : at;
}

bool
vars_next(struct span text, size_t from, size_t *begin_r, size_t *end_r,
	struct span *name_r)
{
	size_t begin = find_twice(text, from, '{');
	size_t close;

	if (begin == SPAN_NONE)
		return false;
	close = find_twice(text, begin, '}');
	*begin_r = begin;
	/* A CR alone ends a line in Markdown. */
	if (close == SPAN_NONE ||
	    span_find_byte(text, begin, '\n') < close ||
	    span_find_byte(text, begin, '\r') < close) {
		*end_r = begin + 2;
		*name_r = span_sub(text, begin, begin);
		return true;
	}
	*end_r = close + 2;
	*name_r = span_trim(span_sub(text, begin + 2, close));
	return true;
}

int
vars_expand(const struct vars *v, struct span text, struct buf *out,
	struct err *err)
{
	size_t from = 0, begin, end;
	struct span name;
	int var;

	while (vars_next(text, from, &begin, &end, &name)) {
		var = vars_find(name);
		if (var < 0)
			return err_set(err, ERR_DATA, "there is no variable "
				"\"%.*s\"; known are: %s", (int)name.n,
				(const char *)name.p, vars_list());
		if (v->value[var] == NULL)
			return err_set(err, ERR_DATA, "{{%s}} has no value "
				"here", names[var]);
		buf_add(out, span_sub(text, from, begin));
		buf_add_str(out, v->value[var]);
		from = end;
	}
	buf_add(out, span_sub(text, from, text.n));
	return 0;
}
