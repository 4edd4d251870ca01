#include "core/glance_html.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/html_style.h"
#include "core/sweep.h"

/* So many tags inside of words are no ordinary letter. */
#define JOINTS 500

#define STYLE_MAX 400

struct strip {
	struct glance *g;
	struct span s;
	size_t at;
	unsigned char *out;	/* what is left: never more than the source */
	size_t n;
	size_t joints[JOINTS];
	size_t n_joints;
};

enum tag {
	TAG_UNKNOWN,
	TAG_INLINE,		/* shows nothing, may stand inside a word */
	TAG_BLOCK,		/* begins a line */
	TAG_SILENT,		/* its text is not shown */
};

/* No table, whose text gumbo moves about, nothing that has other rules. */
static const struct {
	const char *name;
	enum tag tag;
} tags[] = {
	{ "a", TAG_INLINE }, { "b", TAG_INLINE }, { "i", TAG_INLINE },
	{ "u", TAG_INLINE }, { "em", TAG_INLINE }, { "img", TAG_INLINE },
	{ "strong", TAG_INLINE }, { "font", TAG_INLINE },
	{ "span", TAG_INLINE }, { "small", TAG_INLINE },
	{ "big", TAG_INLINE }, { "sub", TAG_INLINE }, { "sup", TAG_INLINE },
	{ "code", TAG_INLINE }, { "tt", TAG_INLINE }, { "wbr", TAG_INLINE },
	{ "html", TAG_INLINE }, { "head", TAG_INLINE },
	{ "body", TAG_INLINE }, { "meta", TAG_INLINE },
	{ "p", TAG_BLOCK }, { "div", TAG_BLOCK }, { "br", TAG_BLOCK },
	{ "hr", TAG_BLOCK }, { "blockquote", TAG_BLOCK },
	{ "ul", TAG_BLOCK }, { "ol", TAG_BLOCK }, { "li", TAG_BLOCK },
	{ "h1", TAG_BLOCK }, { "h2", TAG_BLOCK }, { "h3", TAG_BLOCK },
	{ "h4", TAG_BLOCK }, { "center", TAG_BLOCK },
	{ "style", TAG_SILENT }, { "title", TAG_SILENT },
};

/* What they stand for, as far as it can matter to an address: a character
 * that is not ASCII is as good as any other. */
static const struct {
	const char *name;
	const char *text;
} entities[] = {
	{ "&nbsp;", " " }, { "&#160;", " " }, { "&amp;", "&" },
	{ "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" },
	{ "&#39;", "'" }, { "&apos;", "'" }, { "&auml;", "\xC3\xA4" },
	{ "&ouml;", "\xC3\xB6" }, { "&uuml;", "\xC3\xBC" },
	{ "&Auml;", "\xC3\x84" }, { "&Ouml;", "\xC3\x96" },
	{ "&Uuml;", "\xC3\x9C" }, { "&szlig;", "\xC3\x9F" },
	{ "&eacute;", "\xC3\xA9" }, { "&egrave;", "\xC3\xA8" },
	{ "&agrave;", "\xC3\xA0" }, { "&ccedil;", "\xC3\xA7" },
	{ "&atilde;", "\xC3\xA3" }, { "&oacute;", "\xC3\xB3" },
	{ "&copy;", "\xC2\xA9" }, { "&reg;", "\xC2\xAE" },
};

static struct span
rest(const struct strip *x)
{
	return span_sub(x->s, x->at, x->s.n);
}

static enum tag
find_tag(struct span name)
{
	unsigned char first = name.n ? span_lower(name.p[0]) : '\0';

	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (tags[i].name[0] == first &&
		    span_ieq_str(name, tags[i].name))
			return tags[i].tag;
	return TAG_UNKNOWN;
}

static void
put(struct strip *x, struct span text)
{
	for (size_t i = 0; i < text.n; i++)
		x->out[x->n++] = text.p[i] < ' ' &&
			span_is_space(text.p[i]) ? ' ' : text.p[i];
}

static bool
take_entity(struct strip *x)
{
	for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
		struct span name = span_str(entities[i].name);

		if (!span_starts(rest(x), name))
			continue;
		put(x, span_str(entities[i].text));
		x->at += name.n;
		return true;
	}
	return false;
}

static struct span
take_name(struct strip *x)
{
	size_t begin = x->at;

	while (x->at < x->s.n && (span_is_alnum(x->s.p[x->at]) ||
	    x->s.p[x->at] == '-'))
		x->at++;
	return span_sub(x->s, begin, x->at);
}

static void
skip_space(struct strip *x)
{
	while (x->at < x->s.n && span_is_space(x->s.p[x->at]))
		x->at++;
}

/* A value in quotes; n stays 0 and p NULL for what is none. */
static struct span
take_value(struct strip *x)
{
	struct span none = { NULL, 0 };
	size_t end;

	if (x->at == x->s.n || (x->s.p[x->at] != '"' &&
	    x->s.p[x->at] != '\''))
		return none;
	end = span_find_byte(x->s, x->at + 1, x->s.p[x->at]);
	if (end == SPAN_NONE)
		return none;
	none = span_sub(x->s, x->at + 1, end);
	x->at = end + 1;
	return none;
}

/* Does the style leave it shown? */
static bool
is_shown(struct span value)
{
	struct html_style style;

	if (value.n >= STYLE_MAX ||
	    span_find_byte(value, 0, '&') != SPAN_NONE)
		return false;
	html_style_read(value, &style);
	return !style.gone && style.visibility != HTML_STYLE_OFF &&
		style.font != HTML_STYLE_OFF;
}

/* Whether the attribute is one that we know the effect of. */
static bool
take_attribute(struct strip *x, bool *href)
{
	struct span name = take_name(x), value;

	if (name.n == 0 || span_ieq_str(name, "hidden"))
		return false;
	if (x->at == x->s.n || x->s.p[x->at] != '=')
		return true;
	x->at++;
	value = take_value(x);
	if (value.p == NULL)
		return false;
	if (span_ieq_str(name, "style"))
		return is_shown(value);
	if (span_ieq_str(name, "http-equiv"))
		return span_ieq_str(value, "Content-Type") ||
			span_ieq_str(value, "X-UA-Compatible");
	if (!span_ieq_str(name, "href"))
		return true;
	if (*href)
		return false;
	*href = true;
	return !glance_target(x->g, value);
}

/* Behind the tag's name, up to and with '>'. */
static bool
take_attributes(struct strip *x)
{
	bool href = false;

	for (;;) {
		size_t before = x->at;

		skip_space(x);
		if (x->at < x->s.n && x->s.p[x->at] == '/')
			x->at++;
		if (x->at < x->s.n && x->s.p[x->at] == '>') {
			x->at++;
			return true;
		}
		if (x->at == before || !take_attribute(x, &href))
			return false;
	}
}

/* The text of TITLE or STYLE, up to its end tag, which comes next. */
static bool
skip_silent(struct strip *x, struct span name)
{
	size_t lt = span_find_byte(x->s, x->at, '<');

	if (lt == SPAN_NONE)
		return false;
	x->at = lt;
	return x->s.n - lt > name.n + 2 && x->s.p[lt + 1] == '/' &&
		span_istarts(span_sub(x->s, lt + 2, x->s.n), name);
}

static bool
note_joint(struct strip *x)
{
	if (x->n == 0 || x->out[x->n - 1] == ' ')
		return true;
	if (x->n_joints && x->joints[x->n_joints - 1] == x->n)
		return true;
	if (x->n_joints == JOINTS)
		return false;
	x->joints[x->n_joints++] = x->n;
	return true;
}

/* "<!DOCTYPE html>" or a comment that all readers end at the same place. */
static bool
take_declaration(struct strip *x)
{
	size_t end = span_find_byte(x->s, x->at, '>');
	struct span all;

	if (end == SPAN_NONE)
		return false;
	all = span_sub(x->s, x->at, end);
	x->at = end + 1;
	if (span_istarts(all, span_str("<!doctype ")))
		return x->n == 0;
	return span_starts(all, span_str("<!-- ")) &&
		span_find(all, 4, span_str("--")) == all.n - 2 &&
		note_joint(x);
}

static bool
take_tag(struct strip *x)
{
	struct span name;
	bool end;
	enum tag tag;

	if (span_starts(rest(x), span_str("<!")))
		return take_declaration(x);
	end = span_starts(rest(x), span_str("</"));
	x->at += end ? 2 : 1;
	name = take_name(x);
	tag = find_tag(name);
	if (tag == TAG_UNKNOWN || !take_attributes(x))
		return false;
	if (tag == TAG_SILENT && !end && !skip_silent(x, name))
		return false;
	/* An end tag may be one too many, and then it is nothing. */
	if (tag == TAG_BLOCK && !end)
		put(x, span_str(" "));
	return note_joint(x);
}

static bool
strip(struct strip *x)
{
	while (x->at < x->s.n) {
		size_t begin = x->at;

		x->at = sweep_either(x->s, begin, '<', '&');
		put(x, span_sub(x->s, begin, x->at));
		if (x->at == x->s.n)
			return true;
		if (x->s.p[x->at] == '&' ? !take_entity(x) : !take_tag(x))
			return false;
	}
	return true;
}

bool
glance_html(struct glance *g, struct span source)
{
	struct strip x = { .g = g, .s = source };
	bool matters;

	x.out = buf_alloc(source.n + 1);
	matters = !strip(&x) || glance_names(g, source) || glance_words(g,
		(struct span){ x.out, x.n }, x.joints, x.n_joints);
	free(x.out);
	return matters;
}
