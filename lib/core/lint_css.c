#include "core/lint_css.h"

#include <stdbool.h>

/* Known to Outlook, Gmail and most others, or harmless where they are not:
 * rounded corners become square ones. */
static const char *const properties[] = {
	"background-color", "border", "border-bottom", "border-bottom-color",
	"border-bottom-left-radius", "border-bottom-right-radius",
	"border-bottom-style", "border-bottom-width", "border-collapse",
	"border-color", "border-left", "border-left-color",
	"border-left-style", "border-left-width", "border-radius",
	"border-right", "border-right-color", "border-right-style",
	"border-right-width", "border-spacing", "border-style", "border-top",
	"border-top-color", "border-top-left-radius",
	"border-top-right-radius", "border-top-style", "border-top-width",
	"border-width", "color", "color-scheme", "direction", "display",
	"font", "font-family", "font-size", "font-style", "font-weight",
	"height", "letter-spacing", "line-height", "list-style-type",
	"margin", "margin-bottom", "margin-left", "margin-right",
	"margin-top", "max-height", "max-width", "min-height", "min-width",
	"overflow", "overflow-wrap", "padding", "padding-bottom",
	"padding-left", "padding-right", "padding-top",
	"supported-color-schemes", "table-layout", "text-align",
	"text-decoration", "text-indent", "text-transform", "unicode-bidi",
	"vertical-align", "white-space", "width", "word-break",
	"word-spacing", "word-wrap",
};

/* Values that Outlook or Gmail ignore, and the layout with them. */
static const char *const values[] = {
	"flex", "grid", "url(", "var(", "calc(", "gradient(", "expression(",
};

static bool
is_known(struct span name)
{
	size_t i;

	/* A vendor's own is ignored by all others. */
	if (name.n && name.p[0] == '-')
		return true;
	if (span_istarts(name, span_str("mso-")))
		return true;
	for (i = 0; i < sizeof(properties) / sizeof(properties[0]); i++)
		if (span_ieq_str(name, properties[i]))
			return true;
	return false;
}

static const char *
bad_value(struct span value)
{
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (span_ifind(value, 0, span_str(values[i])) != SPAN_NONE)
			return values[i];
	return NULL;
}

static void
declaration(struct lint *l, const char *file, struct span source,
	struct span one)
{
	size_t colon = span_find_byte(one, 0, ':');
	struct span name = span_trim(span_sub(one, 0, colon == SPAN_NONE ?
		one.n : colon));
	const char *bad = colon == SPAN_NONE ? NULL :
		bad_value(span_sub(one, colon + 1, one.n));
	size_t at = (size_t)(name.p - source.p);

	if (name.n == 0)
		return;
	if (!is_known(name))
		lint_add(l, "css", file, source, at, "some mail readers "
			"ignore the style \"%.*s\"; do without, or use tables "
			"and attributes", (int)(name.n > 60 ? 60 : name.n),
			(const char *)name.p);
	else if (bad != NULL)
		lint_add(l, "css", file, source, at, "some mail readers "
			"ignore %s in a style; do without, or use tables and "
			"attributes", bad);
}

static void
declarations(struct lint *l, const char *file, struct span source,
	struct span part)
{
	size_t at = 0, end;

	for (; at < part.n; at = end + 1) {
		end = span_find_byte(part, at, ';');
		end = end == SPAN_NONE ? part.n : end;
		declaration(l, file, source, span_sub(part, at, end));
	}
}

void
lint_css_declarations(struct lint *l, const char *file, struct span source,
	size_t begin, size_t end)
{
	declarations(l, file, source, span_sub(source, begin, end));
}

/* "@media …" is known to many; "@font-face" and "@import" fetch. */
static void
check_at_rule(struct lint *l, const char *file, struct span source,
	struct span head)
{
	if (head.n && head.p[0] == '@' &&
		!span_istarts(head, span_str("@media")))
		lint_add(l, "css", file, source, (size_t)(head.p - source.p),
			"most mail readers ignore this rule; only @media may "
			"stand here");
}

static size_t
comment_end(struct span s, size_t at)
{
	size_t end = span_find(s, at + 2, span_str("*/"));

	return end == SPAN_NONE ? s.n : end + 2;
}

void
lint_css_sheet(struct lint *l, const char *file, struct span source,
	size_t begin, size_t end)
{
	struct span s = span_sub(source, 0, end), part;
	size_t at = begin, from = begin;

	for (; at < end; at++) {
		if (s.p[at] == '/' && at + 1 < end && s.p[at + 1] == '*') {
			from = comment_end(s, at);
			at = from - 1;
			continue;
		}
		if (s.p[at] != ';' && s.p[at] != '{' && s.p[at] != '}')
			continue;
		part = span_trim(span_sub(s, from, at));
		if (s.p[at] == ';' && (part.n == 0 || part.p[0] != '@'))
			continue;
		if (s.p[at] == '}')
			declarations(l, file, source, part);
		else
			check_at_rule(l, file, source, part);
		from = at + 1;
	}
}
