#include "core/html_plain.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/html_plain_attributes.h"
#include "core/html_plain_text.h"
#include "core/html_token.h"
#include "core/limits.h"

/* An ordinary letter has far fewer. */
#define TAGS 5000

struct html_plain {
	struct span s;
	size_t at;
	struct html_plain_tree tree;
	const GumboNode *root;
	size_t tags;
};

static struct span
rest(const struct html_plain *p)
{
	return span_sub(p->s, p->at, p->s.n);
}

static void
skip_blanks(struct html_plain *p)
{
	p->at = html_plain_blanks(p->s, p->at);
}

static GumboStringPiece
piece(const struct html_plain *p, size_t begin, size_t end)
{
	return html_plain_piece(&p->tree, begin, end);
}

static GumboElement *
top(const struct html_plain *p)
{
	return &html_plain_top(&p->tree)->node->v.element;
}

/* More text, up to END. */
static bool
take_text(struct html_plain *p, size_t end)
{
	size_t begin = p->at;

	p->at = end;
	return html_plain_add_text(&p->tree, begin, end);
}

/* White space up to the next tag or the end. */
static bool
take_blanks(struct html_plain *p)
{
	return take_text(p, html_plain_blanks(p->s, p->at));
}

/* The name of a tag. */
static GumboTag
take_tag(struct html_plain *p)
{
	size_t begin = p->at;

	p->at = html_plain_name_end(p->s, begin);
	return gumbo_tagn_enum((const char *)p->s.p + begin,
		(unsigned)(p->at - begin));
}

static GumboNode *
new_element(struct html_plain *p, GumboTag tag)
{
	GumboNode *node = html_plain_node(&p->tree, GUMBO_NODE_ELEMENT);

	node->v.element.tag = tag;
	return node;
}

/* An element whose start tag stands nowhere. */
static bool
imply(struct html_plain *p, GumboTag tag, enum html_plain_kind kind)
{
	return html_plain_push(&p->tree, new_element(p, tag), kind);
}

/* The element at its start tag, which began at BEGIN, its name read. */
static bool
open_element(struct html_plain *p, size_t begin, GumboTag tag,
	enum html_plain_kind kind)
{
	GumboNode *node = new_element(p, tag);
	GumboElement *e = &node->v.element;

	if (!html_plain_attributes(&p->tree, &p->at, &e->attributes))
		return false;
	e->original_tag = piece(p, begin, p->at);
	if (kind != HTML_PLAIN_SINGLE && kind != HTML_PLAIN_RULE)
		return p->s.p[p->at - 2] != '/' &&
			html_plain_push(&p->tree, node, kind);
	e->end_pos.offset = (unsigned)begin;
	html_plain_add(&p->tree, node);
	return true;
}

static bool
take_start(struct html_plain *p)
{
	size_t begin = p->at++;
	GumboTag tag = take_tag(p);
	enum html_plain_kind kind = html_plain_kind_of(tag);

	if (++p->tags > TAGS || !html_plain_may_begin(&p->tree, kind))
		return false;
	if (kind == HTML_PLAIN_ROW && top(p)->tag == GUMBO_TAG_TABLE &&
	    !imply(p, GUMBO_TAG_TBODY, HTML_PLAIN_SECTION))
		return false;
	return open_element(p, begin, tag, kind);
}

static void
close_top(struct html_plain *p, size_t begin)
{
	p->root = html_plain_pop(&p->tree, piece(p, begin, p->at), begin);
}

/* "</name>" of the innermost element. */
static bool
take_end(struct html_plain *p)
{
	size_t begin = p->at;
	GumboTag tag;

	p->at += 2;
	tag = take_tag(p);
	skip_blanks(p);
	if (p->at == p->s.n || p->s.p[p->at++] != '>')
		return false;
	/* A table's end is its implied section's too. */
	if (tag == GUMBO_TAG_TABLE && top(p)->tag == GUMBO_TAG_TBODY &&
	    top(p)->original_tag.length == 0)
		close_top(p, begin);
	if (top(p)->tag != tag)
		return false;
	close_top(p, begin);
	return true;
}

static bool
take_comment(struct html_plain *p)
{
	size_t begin = p->at, end;
	GumboNode *node;

	if (!span_starts(rest(p), span_str("<!--")))
		return false;
	/* All readers end it at the same place. */
	end = span_find(p->s, begin + 4, span_str("--"));
	if (end == SPAN_NONE || end + 2 == p->s.n || p->s.p[end + 2] != '>' ||
	    p->s.p[begin + 4] == '>' || p->s.p[begin + 4] == '-')
		return false;
	p->at = end + 3;
	node = html_plain_node(&p->tree, GUMBO_NODE_COMMENT);
	node->v.text.text = "";
	node->v.text.original_text = piece(p, begin, p->at);
	html_plain_add(&p->tree, node);
	return true;
}

/* Text up to the next tag; tables hold none but blanks. */
static bool
take_words(struct html_plain *p)
{
	size_t end = span_find_byte(p->s, p->at, '<');

	if (end == SPAN_NONE)
		end = p->s.n;
	if (!html_plain_may_begin(&p->tree, HTML_PLAIN_TEXT) &&
	    span_trim(span_sub(p->s, p->at, end)).n)
		return false;
	return take_text(p, end);
}

static bool
take_markup(struct html_plain *p)
{
	html_plain_end_text(&p->tree, p->at);
	if (p->at + 1 == p->s.n)
		return false;
	if (p->s.p[p->at + 1] == '!')
		return take_comment(p);
	if (p->s.p[p->at + 1] == '/')
		return html_plain_top(&p->tree)->kind != HTML_PLAIN_PAGE &&
			take_end(p);
	return take_start(p);
}

/* The element of <head> that stands here, without its text, which nobody
 * sees. */
static bool
take_unseen(struct html_plain *p)
{
	size_t begin = p->at++;
	GumboTag tag = take_tag(p);
	struct span name = span_sub(p->s, begin + 1, p->at);

	if (tag == GUMBO_TAG_META || tag == GUMBO_TAG_LINK)
		return open_element(p, begin, tag, HTML_PLAIN_SINGLE);
	if ((tag != GUMBO_TAG_TITLE && tag != GUMBO_TAG_STYLE) ||
	    !open_element(p, begin, tag, HTML_PLAIN_PAGE))
		return false;
	p->at = html_token_raw_end(p->s, p->at, name);
	return p->at < p->s.n && take_end(p);
}

static bool
take_head(struct html_plain *p)
{
	for (;;) {
		struct span next;
		bool good;

		skip_blanks(p);
		next = rest(p);
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
open_page(struct html_plain *p, GumboTag tag)
{
	size_t begin = p->at;

	if (p->at == p->s.n || p->s.p[p->at++] != '<')
		return false;
	return take_tag(p) == tag &&
		open_element(p, begin, tag, HTML_PLAIN_PAGE);
}

/* From <html> to behind <body>. */
static bool
take_opening(struct html_plain *p)
{
	if (!open_page(p, GUMBO_TAG_HTML))
		return false;
	skip_blanks(p);
	if (span_istarts(rest(p), span_str("<head"))) {
		if (!open_page(p, GUMBO_TAG_HEAD) || !take_head(p) ||
		    !take_blanks(p))
			return false;
		html_plain_end_text(&p->tree, p->at);
	}
	return open_page(p, GUMBO_TAG_BODY);
}

/* WORD, which ends E; it is left open for the white space behind it. */
static bool
note_end(struct html_plain *p, GumboElement *e, const char *word)
{
	size_t begin = p->at;

	if (!span_istarts(rest(p), span_str(word)))
		return false;
	p->at += span_str(word).n;
	e->end_pos.offset = (unsigned)begin;
	e->original_end_tag = piece(p, begin, p->at);
	return true;
}

/* White space around these two is of the body's text. */
static bool
take_closing(struct html_plain *p)
{
	return note_end(p, top(p), "</body>") &&
		take_blanks(p) &&
		note_end(p, &p->tree.open[0].node->v.element, "</html>") &&
		take_blanks(p) && p->at == p->s.n;
}

/* Up to the end of the source, or of a whole page's body. */
static bool
take_content(struct html_plain *p, bool whole)
{
	while (p->at < p->s.n) {
		if (whole && p->tree.depth == 2 &&
		    span_starts(rest(p), span_str("</")))
			break;
		if (p->s.p[p->at] == '<' ? !take_markup(p) : !take_words(p))
			return false;
	}
	return p->tree.depth == 2;
}

static bool
take_doctype(struct html_plain *p)
{
	size_t end;

	skip_blanks(p);
	if (!span_istarts(rest(p), span_str("<!doctype ")))
		return true;
	end = span_find_byte(p->s, p->at, '>');
	if (end == SPAN_NONE)
		return false;
	p->at = end + 1;
	skip_blanks(p);
	return true;
}

/* A whole page, or a piece of one that begins with its text. */
static bool
take_page(struct html_plain *p)
{
	bool whole;

	if (!take_doctype(p) || p->at == p->s.n ||
	    span_starts(rest(p), span_str("<!")))
		return false;
	whole = span_istarts(rest(p), span_str("<html"));
	if (whole ? !take_opening(p) :
	    !imply(p, GUMBO_TAG_HTML, HTML_PLAIN_PAGE) ||
	    !imply(p, GUMBO_TAG_BODY, HTML_PLAIN_PAGE))
		return false;
	if (!take_content(p, whole) || (whole && !take_closing(p)))
		return false;
	html_plain_end_text(&p->tree, p->s.n);
	close_top(p, p->s.n);
	close_top(p, p->s.n);
	return true;
}

struct html_plain *
html_plain_new(struct span source)
{
	struct html_plain *p;

	if (source.n > LIMIT_HTML_SIZE || !html_plain_bytes(source))
		return NULL;
	p = buf_zalloc(sizeof *p);
	p->s = source;
	html_plain_tree_init(&p->tree, source);
	if (!take_page(p))
		html_plain_free(&p);
	return p;
}

void
html_plain_free(struct html_plain **p)
{
	if (*p == NULL)
		return;
	html_plain_tree_deinit(&(*p)->tree);
	free(*p);
	*p = NULL;
}

const GumboNode *
html_plain_root(const struct html_plain *p)
{
	return p->root;
}
