#include "core/html_scan.h"

#include "core/html_stack.h"
#include "core/html_token.h"
#include "core/limits.h"

#define LAST_CHARACTER 0x10FFFF

struct scan {
	struct span source;
	struct html_stack *stack;
	size_t tags;
	size_t root_attributes;	/* of html and body: gumbo merges them */
	size_t cost;
	struct err *err;
};

/* Elements whose content is text up to their end tag. */
static const char *const raw_elements[] = {
	"script", "style", "textarea", "title", "xmp", "iframe", "noembed",
	"noframes",
};

static int
refuse(const struct scan *s, size_t at, const char *what)
{
	size_t line = 1;
	size_t i;

	for (i = 0; i < at; i++)
		line += s->source.p[i] == '\n';
	return err_set(s->err, ERR_LIMIT, "HTML line %zu: %s; simplify the "
		"HTML of the message", line, what);
}

static bool
is_raw(struct span name)
{
	size_t i;

	for (i = 0; i < sizeof raw_elements / sizeof raw_elements[0]; i++)
		if (span_ieq_str(name, raw_elements[i]))
			return true;
	return false;
}

/* The number written at AT, behind "&#"; stops counting beyond Unicode. */
static unsigned long
number_at(struct span s, size_t at)
{
	bool hex = at < s.n && span_lower(s.p[at]) == 'x';
	unsigned long value = 0;

	for (at += hex; at < s.n && value <= LAST_CHARACTER; at++) {
		if (!(hex ? span_is_hex(s.p[at]) : span_is_digit(s.p[at])))
			break;
		value = value * (hex ? 16 : 10) +
			(unsigned long)span_hex_value(s.p[at]);
	}
	return value;
}

/* gumbo counts such numbers in an int: they wrap round, into NUL, which cuts
 * a text short, or into bytes that are no character. */
static int
check_references(const struct scan *s)
{
	size_t at = 0;

	while ((at = span_find(s->source, at, span_str("&#"))) != SPAN_NONE) {
		at += 2;
		if (number_at(s->source, at) > LAST_CHARACTER)
			return refuse(s, at, "a character reference beyond "
				"Unicode");
	}
	return 0;
}

/* Raw text that other rules could make tags of, and scripts in which "<!--"
 * changes what ends them. */
static int
check_raw(const struct scan *s, size_t begin, size_t end)
{
	struct span raw = span_sub(s->source, begin, end);
	size_t comment = span_find(raw, 0, span_str("<!--"));
	size_t at = 0;

	if (comment != SPAN_NONE &&
	    span_ifind(raw, comment, span_str("<script")) != SPAN_NONE)
		return refuse(s, begin, "a script within a script");
	if (!html_stack_careful(s->stack))
		return 0;
	for (; (at = span_find_byte(raw, at, '<')) != SPAN_NONE; at++)
		if (html_token_is_markup(raw, at))
			return refuse(s, begin + at, "tags in raw text beside "
				"svg, math, select, template or frameset");
	return 0;
}

static int
check_open(struct scan *s, const struct html_token *t, size_t at)
{
	if (span_ieq_str(t->name, "html") || span_ieq_str(t->name, "body"))
		s->root_attributes += t->attributes;
	if (s->root_attributes > LIMIT_HTML_ATTRIBUTES)
		return refuse(s, at, "too many attributes of html and body");
	/* gumbo makes a form of it, browsers nothing. */
	if (span_ieq_str(t->name, "isindex"))
		return refuse(s, at, "the element isindex");
	html_stack_open(s->stack, t->name, t->whole, t->attributes);
	if (html_stack_depth(s->stack) > LIMIT_HTML_DEPTH)
		return refuse(s, at, "elements are nested too deep");
	if (html_stack_formatting(s->stack) > LIMIT_HTML_FORMATTING)
		return refuse(s, at, "too many formatting elements are open");
	return 0;
}

static int
check_tag(struct scan *s, const struct html_token *t, size_t at)
{
	if (++s->tags > LIMIT_HTML_TAGS)
		return refuse(s, at, "too many tags");
	s->cost += html_stack_cost(s->stack);
	if (s->cost > LIMIT_HTML_REOPENED)
		return refuse(s, at, "formatting elements are left open over "
			"too much text");
	if (t->kind == HTML_TOKEN_OPEN)
		return check_open(s, t, at);
	html_stack_close(s->stack, t->name);
	return 0;
}

/* The markup at AT; *next_r is where to go on. */
static int
check_markup(struct scan *s, size_t at, size_t *next_r)
{
	struct html_token t;

	*next_r = html_token_read(s->source, at, &t);
	/* gumbo reads those of end tags, too, and of a tag that never ends. */
	if (t.attributes > LIMIT_HTML_ATTRIBUTES)
		return refuse(s, at, "a tag with too many attributes");
	if (t.kind == HTML_TOKEN_CDATA && html_stack_careful(s->stack))
		return refuse(s, at, "CDATA beside svg or math");
	if (t.kind != HTML_TOKEN_OPEN && t.kind != HTML_TOKEN_CLOSE)
		return 0;
	if (t.kind == HTML_TOKEN_OPEN && is_raw(t.name)) {
		size_t end = html_token_raw_end(s->source, *next_r, t.name);

		if (check_raw(s, *next_r, end) < 0)
			return -1;
		*next_r = end;
	}
	return check_tag(s, &t, at);
}

static int
check_all(struct scan *s)
{
	size_t at = 0;

	if (s->source.n > LIMIT_HTML_SIZE)
		return refuse(s, 0, "the body is too large");
	if (check_references(s) < 0)
		return -1;
	while ((at = span_find_byte(s->source, at, '<')) != SPAN_NONE) {
		if (!html_token_is_markup(s->source, at))
			at++;
		else if (check_markup(s, at, &at) < 0)
			return -1;
	}
	return 0;
}

int
html_scan(struct span source, struct err *err)
{
	struct scan s = { .source = source, .err = err };
	int result;

	s.stack = html_stack_new();
	result = check_all(&s);
	html_stack_free(&s.stack);
	return result;
}

static bool
is_ended(const struct html_token *t)
{
	struct span inner;

	if (t->kind == HTML_TOKEN_CUT || !span_ends(t->whole, span_str(">")))
		return false;
	if (!span_starts(t->whole, span_str("<!--")))
		return true;
	inner = span_sub(t->whole, 4, t->whole.n);
	return inner.n == 1 || span_eq_str(inner, "->") ||
		span_ends(inner, span_str("-->")) ||
		span_ends(inner, span_str("--!>"));
}

/* Behind the raw text of T, which ends at AT; SPAN_NONE: it has no end. */
static size_t
behind_raw(struct span source, size_t at, const struct html_token *t)
{
	size_t end = html_token_raw_end(source, at, t->name);
	struct html_token close;

	if (end == source.n)
		return SPAN_NONE;
	end = html_token_read(source, end, &close);
	return is_ended(&close) ? end : SPAN_NONE;
}

size_t
html_scan_end(struct span source)
{
	struct html_token t;
	size_t at = 0, next;

	while ((at = span_find_byte(source, at, '<')) != SPAN_NONE) {
		if (!html_token_is_markup(source, at)) {
			at++;
			continue;
		}
		next = html_token_read(source, at, &t);
		if (!is_ended(&t) || span_ieq_str(t.name, "plaintext"))
			return at;
		if (t.kind == HTML_TOKEN_OPEN && is_raw(t.name))
			next = behind_raw(source, next, &t);
		if (next == SPAN_NONE)
			return at;
		at = next;
	}
	return source.n;
}
