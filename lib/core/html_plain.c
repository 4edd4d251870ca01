#include "core/html_plain.h"

#include "core/html_nesting.h"
#include "core/html_plain_attributes.h"
#include "core/html_plain_text.h"
#include "core/html_token.h"
#include "core/limits.h"

/* An ordinary letter has far fewer. */
#define TAGS 5000

/* A letter has few different names of tags and many tags. */
#define NAMES 32

struct plain {
	struct html_plain_text t;
	struct html_events *events;
	struct html_nesting nesting;
	/* The names met before, by a number that is made of them. */
	struct { struct span name; GumboTag tag; } names[NAMES];
	size_t tags;
	bool in_text;		/* what was told last goes on */
};

static const struct html_nesting_open *
top(const struct plain *p)
{
	return html_nesting_top(&p->nesting);
}

/* The text from BEGIN to END. */
static bool
add_text(struct plain *p, size_t begin, size_t end)
{
	struct span s = p->t.s, text;
	size_t stop, n;

	/* gumbo passes over the CR before it looks. */
	if (!p->in_text && begin < end && s.p[begin] == '\r')
		begin++;
	p->in_text = p->in_text || begin < end;
	for (; begin < end; begin = stop + n) {
		stop = html_plain_ampersand(&p->t, begin);
		if (stop > end)
			stop = end;
		if (stop > begin)
			html_events_text(p->events, span_sub(s, begin, stop),
				begin, stop, false);
		if ((n = end - stop) == 0)
			break;
		n = html_plain_reference(span_sub(s, stop, end),
			&p->events->arena, &text);
		if (n == 0)
			return false;
		html_events_text(p->events, text, stop, stop + n, false);
	}
	return true;
}

/* More text, up to END. */
static bool
take_text(struct plain *p, size_t end)
{
	size_t begin = p->t.at;

	p->t.at = end;
	return add_text(p, begin, end);
}

static void
skip_blanks(struct plain *p)
{
	p->t.at = html_plain_blanks(p->t.s, p->t.at);
}

/* White space up to the next tag or the end. */
static bool
take_blanks(struct plain *p)
{
	return take_text(p, html_plain_blanks(p->t.s, p->t.at));
}

/* The name of a tag. */
static struct span
take_name(struct plain *p)
{
	size_t begin = p->t.at;

	p->t.at = html_plain_name_end(p->t.s, begin);
	return span_sub(p->t.s, begin, p->t.at);
}

static GumboTag
tag_of(struct plain *p, struct span name)
{
	size_t at = name.n ? (name.n * 8 + name.p[0] + name.p[name.n - 1] * 4u)
		% NAMES : 0;

	if (name.n == 0 || !span_eq(p->names[at].name, name)) {
		p->names[at].name = name;
		p->names[at].tag = gumbo_tagn_enum((const char *)name.p,
			(unsigned)name.n);
	}
	return p->names[at].tag;
}

/* An element whose start tag stands nowhere. */
static bool
imply(struct plain *p, GumboTag tag, enum html_nesting_kind kind)
{
	return html_nesting_push(&p->nesting, &(struct html_nesting_open){
		.kind = kind, .event = html_events_begin(p->events, tag,
		SPAN_NONE, SPAN_NONE) });
}

/* The element at its start tag, whose NAME is read. */
static bool
open_element(struct plain *p, struct span name, GumboTag tag,
	enum html_nesting_kind kind)
{
	size_t begin = p->t.at - name.n - 1;
	struct html_nesting_open o = { .kind = kind, .name = name,
		.event = html_events_begin(p->events, tag, begin, begin) };

	if (!html_plain_attributes(&p->t, p->events))
		return false;
	p->events->list[o.event].end = p->t.at;
	if (kind != HTML_NESTING_SINGLE && kind != HTML_NESTING_RULE)
		return p->t.s.p[p->t.at - 2] != '/' &&
			html_nesting_push(&p->nesting, &o);
	html_events_end(p->events, o.event, begin, SPAN_NONE, false);
	return true;
}

/* A row right in a table has a section that is not written. */
static bool
imply_section(struct plain *p, enum html_nesting_kind kind)
{
	return kind != HTML_NESTING_ROW ||
		top(p)->kind != HTML_NESTING_TABLE ||
		imply(p, GUMBO_TAG_TBODY, HTML_NESTING_SECTION);
}

static bool
take_start(struct plain *p)
{
	struct span name;
	GumboTag tag;
	enum html_nesting_kind kind;

	p->t.at++;
	name = take_name(p);
	tag = tag_of(p, name);
	kind = html_nesting_kind_of(tag);
	return ++p->tags <= TAGS && html_nesting_may_begin(&p->nesting, kind) &&
		imply_section(p, kind) && open_element(p, name, tag, kind);
}

/* The innermost element ends, its content at BEGIN and its end tag at END. */
static void
close_top(struct plain *p, size_t begin, size_t end, bool closed)
{
	html_events_end(p->events, top(p)->event, begin, end, closed);
	html_nesting_pop(&p->nesting);
}

/* "</name>" of the innermost element. */
static bool
take_end(struct plain *p)
{
	size_t begin = p->t.at, end;
	struct span s = p->t.s, name;

	/* A table's end is its implied section's too. */
	if (top(p)->name.n == 0 && top(p)->kind == HTML_NESTING_SECTION)
		close_top(p, begin, SPAN_NONE, true);
	name = top(p)->name;
	end = begin + 2 + name.n;
	if (end >= s.n || !span_ieq(span_sub(s, begin + 2, end), name))
		return false;
	end = html_plain_blanks(s, end);
	if (end == s.n || s.p[end] != '>')
		return false;
	p->t.at = end + 1;
	close_top(p, begin, p->t.at, true);
	return true;
}

static bool
take_comment(struct plain *p)
{
	struct span s = p->t.s;
	size_t begin = p->t.at, end;

	if (!span_starts(html_plain_rest(&p->t), span_str("<!--")))
		return false;
	/* All readers end it at the same place. */
	end = span_find(s, begin + 4, span_str("--"));
	if (end == SPAN_NONE || end + 2 == s.n || s.p[end + 2] != '>' ||
	    s.p[begin + 4] == '>' || s.p[begin + 4] == '-')
		return false;
	p->t.at = end + 3;
	html_events_comment(p->events, begin, p->t.at);
	return true;
}

/* Text up to the next tag; tables hold none but blanks. */
static bool
take_words(struct plain *p)
{
	size_t end = span_find_byte(p->t.s, p->t.at, '<');

	if (end == SPAN_NONE)
		end = p->t.s.n;
	if (!html_nesting_may_begin(&p->nesting, HTML_NESTING_TEXT) &&
	    html_plain_blanks(p->t.s, p->t.at) < end)
		return false;
	return take_text(p, end);
}

static bool
take_markup(struct plain *p)
{
	struct span s = p->t.s;
	size_t at = p->t.at + 1;

	p->in_text = false;
	if (at == s.n)
		return false;
	if (s.p[at] == '!')
		return take_comment(p);
	if (s.p[at] == '/')
		return top(p)->kind != HTML_NESTING_PAGE && take_end(p);
	return take_start(p);
}

/* The element of <head> that stands here, without its text, which nobody
 * sees. */
static bool
take_unseen(struct plain *p)
{
	struct span name;
	GumboTag tag;

	p->t.at++;
	name = take_name(p);
	tag = tag_of(p, name);
	if (tag == GUMBO_TAG_META || tag == GUMBO_TAG_LINK)
		return open_element(p, name, tag, HTML_NESTING_SINGLE);
	if ((tag != GUMBO_TAG_TITLE && tag != GUMBO_TAG_STYLE) ||
	    !open_element(p, name, tag, HTML_NESTING_PAGE))
		return false;
	p->t.at = html_token_raw_end(p->t.s, p->t.at, name);
	return p->t.at < p->t.s.n && take_end(p);
}

static bool
take_head(struct plain *p)
{
	for (;;) {
		struct span next;
		bool good;

		skip_blanks(p);
		next = html_plain_rest(&p->t);
		if (span_starts(next, span_str("</")))
			return take_end(p);
		if (next.n < 2 || next.p[0] != '<')
			return false;
		good = next.p[1] == '!' ? take_comment(p) : take_unseen(p);
		if (!good)
			return false;
	}
}

/* The start tag of TAG, which must stand here. */
static bool
open_page(struct plain *p, GumboTag tag)
{
	struct span name;

	if (p->t.at == p->t.s.n || p->t.s.p[p->t.at++] != '<')
		return false;
	name = take_name(p);
	return tag_of(p, name) == tag &&
		open_element(p, name, tag, HTML_NESTING_PAGE);
}

/* From <html> to behind <body>. */
static bool
take_opening(struct plain *p)
{
	if (!open_page(p, GUMBO_TAG_HTML))
		return false;
	skip_blanks(p);
	if (span_istarts(html_plain_rest(&p->t), span_str("<head")) &&
	    (!open_page(p, GUMBO_TAG_HEAD) || !take_head(p) ||
	    !take_blanks(p)))
		return false;
	p->in_text = false;
	return open_page(p, GUMBO_TAG_BODY);
}

/* "</body>" or "</html>", WORD; the white space behind it is of the body's
 * text. */
static bool
take_last(struct plain *p, const char *word, size_t *at_r)
{
	if (!span_istarts(html_plain_rest(&p->t), span_str(word)))
		return false;
	*at_r = p->t.at;
	p->t.at += span_str(word).n;
	return take_blanks(p);
}

static bool
close_page(struct plain *p)
{
	size_t body, html, n = span_str("</body>").n;

	if (!take_last(p, "</body>", &body) ||
	    !take_last(p, "</html>", &html) || p->t.at < p->t.s.n)
		return false;
	close_top(p, body, body + n, true);
	close_top(p, html, html + n, true);
	return true;
}

/* A piece of a page ends where it ends. */
static bool
close_piece(struct plain *p)
{
	close_top(p, p->t.s.n, SPAN_NONE, false);
	close_top(p, p->t.s.n, SPAN_NONE, false);
	return true;
}

/* Up to the end of the source, or of a whole page's body. */
static bool
take_content(struct plain *p, bool whole)
{
	while (p->t.at < p->t.s.n) {
		if (whole && p->nesting.depth == 2 &&
		    span_starts(html_plain_rest(&p->t), span_str("</")))
			break;
		if (p->t.s.p[p->t.at] == '<' ? !take_markup(p) :
		    !take_words(p))
			return false;
	}
	return p->nesting.depth == 2;
}

static bool
take_doctype(struct plain *p)
{
	size_t end;

	skip_blanks(p);
	if (!span_istarts(html_plain_rest(&p->t), span_str("<!doctype ")))
		return true;
	end = span_find_byte(p->t.s, p->t.at, '>');
	if (end == SPAN_NONE)
		return false;
	p->t.at = end + 1;
	skip_blanks(p);
	return true;
}

/* A whole page, or a piece of one that begins with its text. */
static bool
take_page(struct plain *p)
{
	bool whole;

	if (!take_doctype(p) || p->t.at == p->t.s.n ||
	    span_starts(html_plain_rest(&p->t), span_str("<!")))
		return false;
	whole = span_istarts(html_plain_rest(&p->t), span_str("<html"));
	if (whole ? !take_opening(p) :
	    !imply(p, GUMBO_TAG_HTML, HTML_NESTING_PAGE) ||
	    !imply(p, GUMBO_TAG_BODY, HTML_NESTING_PAGE))
		return false;
	return take_content(p, whole) &&
		(whole ? close_page(p) : close_piece(p));
}

bool
html_plain_read(struct span source, struct html_events *events)
{
	struct plain p = { .t.s = source, .events = events };
	bool good;

	if (source.n > LIMIT_HTML_SIZE || !html_plain_bytes(source))
		return false;
	html_events_init(events, source.n);
	good = take_page(&p);
	if (!good)
		html_events_deinit(events);
	return good;
}
