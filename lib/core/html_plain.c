#include "core/html_plain.h"

#include "core/html_nesting.h"
#include "core/html_plain_attributes.h"
#include "core/html_plain_comment.h"
#include "core/html_plain_tags.h"
#include "core/html_plain_text.h"
#include "core/html_token.h"
#include "core/limits.h"

struct plain {
	struct html_plain_text t;
	struct html_events *events;
	struct html_nesting nesting;
	struct html_plain_tags names;
};

static const struct html_nesting_open *
top(const struct plain *p)
{
	return html_nesting_top(&p->nesting);
}

/* More text, up to END. */
static bool
take_text(struct plain *p, size_t end)
{
	return html_plain_text_take(&p->t, p->events, end);
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

/* The name and the tag of the start tag that begins here; false: it is no
 * tag. */
static bool
take_name(struct plain *p, struct span *name_r, GumboTag *tag_r)
{
	struct span s = p->t.s;
	size_t begin = p->t.at + 1;

	if (begin >= s.n || s.p[begin - 1] != '<' || !span_is_alpha(s.p[begin]))
		return false;
	p->t.at = html_plain_name_end(s, begin);
	*name_r = span_sub(s, begin, p->t.at);
	*tag_r = html_plain_tag(&p->names, *name_r);
	return true;
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
	if (!html_nesting_is_void(kind))
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

/* The content of <style> and <title>, which nobody sees. */
static bool
take_raw(struct plain *p, struct span name)
{
	p->t.at = html_token_raw_end(p->t.s, p->t.at, name);
	return p->t.at < p->t.s.n && take_end(p);
}

static void
skip_line_end(struct plain *p)
{
	struct span rest = html_plain_rest(&p->t);

	if (span_starts(rest, span_str("\r\n")))
		p->t.at += 2;
	else if (span_starts(rest, span_str("\n")))
		p->t.at++;
}

static bool
take_start(struct plain *p)
{
	struct span name;
	GumboTag tag;
	enum html_nesting_kind kind;

	if (!take_name(p, &name, &tag))
		return false;
	kind = html_nesting_kind_of(tag);
	if (!html_nesting_may_begin(&p->nesting, kind) ||
	    !imply_section(p, kind) || !open_element(p, name, tag, kind))
		return false;
	if (kind == HTML_NESTING_PRE)
		skip_line_end(p);
	return kind != HTML_NESTING_RAW || take_raw(p, name);
}

static bool
take_comment(struct plain *p)
{
	size_t begin = p->t.at;
	size_t end = html_plain_comment_end(p->t.s, begin);

	if (end == SPAN_NONE)
		return false;
	p->t.at = end;
	html_events_comment(p->events, begin, end);
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

	p->t.goes_on = false;
	if (at == s.n)
		return false;
	if (s.p[at] == '!')
		return take_comment(p);
	if (s.p[at] == '/')
		return top(p)->kind != HTML_NESTING_PAGE && take_end(p);
	return take_start(p);
}

/* Elements that <head> may hold, and that make one where there is none. */
static bool
is_of_head(GumboTag tag)
{
	return tag == GUMBO_TAG_META || tag == GUMBO_TAG_LINK ||
		tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TITLE;
}

/* The element of <head> that stands here. */
static bool
take_unseen(struct plain *p)
{
	struct span name;
	GumboTag tag;
	enum html_nesting_kind kind;

	if (!take_name(p, &name, &tag) || !is_of_head(tag))
		return false;
	kind = html_nesting_kind_of(tag);
	return open_element(p, name, tag, kind) &&
		(kind != HTML_NESTING_RAW || take_raw(p, name));
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
	GumboTag found;

	return take_name(p, &name, &found) && found == tag &&
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
	p->t.goes_on = false;
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

/* A piece of a page ends where it ends, with all that is open. */
static bool
close_piece(struct plain *p)
{
	while (p->nesting.depth)
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
		if (p->events->n > HTML_PLAIN_EVENTS)
			return false;
		if (p->t.s.p[p->t.at] == '<' ? !take_markup(p) :
		    !take_words(p))
			return false;
	}
	return !whole || p->nesting.depth == 2;
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

/* A piece of a page begins with what stands in its body. */
static bool
imply_opening(struct plain *p)
{
	size_t begin = p->t.at;
	struct span name;
	GumboTag tag;

	if (take_name(p, &name, &tag) && is_of_head(tag))
		return false;
	p->t.at = begin;
	return imply(p, GUMBO_TAG_HTML, HTML_NESTING_PAGE) &&
		imply(p, GUMBO_TAG_BODY, HTML_NESTING_PAGE);
}

static bool
take_page(struct plain *p)
{
	bool whole;

	if (!take_doctype(p) || p->t.at == p->t.s.n ||
	    span_starts(html_plain_rest(&p->t), span_str("<!")))
		return false;
	whole = span_istarts(html_plain_rest(&p->t), span_str("<html"));
	return (whole ? take_opening(p) : imply_opening(p)) &&
		take_content(p, whole) &&
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
