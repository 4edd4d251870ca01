#include "core/html.h"

#include <gumbo.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/html_align.h"
#include "core/html_marks.h"
#include "core/html_scan.h"
#include "core/html_style.h"

enum {
	BLOCK = 1 << 0,		/* begins and ends a line */
	FLOW = 1 << 1,		/* may hold paragraphs */
	INSIDE = 1 << 2,	/* what is put after it belongs into it */
	SILENT = 1 << 3,	/* its content is never shown */
	UNSEEN = 1 << 4,	/* nor are links in it */
	PRE = 1 << 5,		/* white space is shown */
};

static const uint8_t traits[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_BODY] = BLOCK | FLOW,
	[GUMBO_TAG_DIV] = BLOCK | FLOW, [GUMBO_TAG_CENTER] = BLOCK | FLOW,
	[GUMBO_TAG_BLOCKQUOTE] = BLOCK | FLOW,
	[GUMBO_TAG_ADDRESS] = BLOCK | FLOW, [GUMBO_TAG_FORM] = BLOCK | FLOW,
	[GUMBO_TAG_FIELDSET] = BLOCK | FLOW,
	[GUMBO_TAG_ARTICLE] = BLOCK | FLOW, [GUMBO_TAG_ASIDE] = BLOCK | FLOW,
	[GUMBO_TAG_SECTION] = BLOCK | FLOW, [GUMBO_TAG_MAIN] = BLOCK | FLOW,
	[GUMBO_TAG_HEADER] = BLOCK | FLOW, [GUMBO_TAG_FOOTER] = BLOCK | FLOW,
	[GUMBO_TAG_NAV] = BLOCK | FLOW, [GUMBO_TAG_FIGURE] = BLOCK | FLOW,
	[GUMBO_TAG_DETAILS] = BLOCK | FLOW,
	[GUMBO_TAG_TD] = BLOCK | FLOW | INSIDE,
	[GUMBO_TAG_TH] = BLOCK | FLOW | INSIDE,
	[GUMBO_TAG_CAPTION] = BLOCK | FLOW | INSIDE,
	[GUMBO_TAG_LI] = BLOCK | FLOW | INSIDE,
	[GUMBO_TAG_DD] = BLOCK | FLOW | INSIDE,
	[GUMBO_TAG_DT] = BLOCK | FLOW | INSIDE,
	[GUMBO_TAG_FIGCAPTION] = BLOCK | FLOW | INSIDE,
	[GUMBO_TAG_P] = BLOCK, [GUMBO_TAG_H1] = BLOCK, [GUMBO_TAG_H2] = BLOCK,
	[GUMBO_TAG_H3] = BLOCK, [GUMBO_TAG_H4] = BLOCK, [GUMBO_TAG_H5] = BLOCK,
	[GUMBO_TAG_H6] = BLOCK, [GUMBO_TAG_UL] = BLOCK, [GUMBO_TAG_OL] = BLOCK,
	[GUMBO_TAG_DL] = BLOCK, [GUMBO_TAG_TABLE] = BLOCK,
	[GUMBO_TAG_TBODY] = BLOCK, [GUMBO_TAG_THEAD] = BLOCK,
	[GUMBO_TAG_TFOOT] = BLOCK, [GUMBO_TAG_TR] = BLOCK,
	[GUMBO_TAG_HR] = BLOCK, [GUMBO_TAG_SUMMARY] = BLOCK,
	[GUMBO_TAG_LEGEND] = BLOCK, [GUMBO_TAG_MENU] = BLOCK,
	[GUMBO_TAG_DIR] = BLOCK, [GUMBO_TAG_OPTION] = BLOCK,
	[GUMBO_TAG_OPTGROUP] = BLOCK,
	[GUMBO_TAG_PRE] = BLOCK | PRE, [GUMBO_TAG_LISTING] = BLOCK | PRE,
	[GUMBO_TAG_XMP] = BLOCK | PRE, [GUMBO_TAG_PLAINTEXT] = BLOCK | PRE,
	[GUMBO_TAG_TEXTAREA] = BLOCK | PRE,
	[GUMBO_TAG_SCRIPT] = SILENT, [GUMBO_TAG_STYLE] = SILENT,
	[GUMBO_TAG_TITLE] = SILENT, [GUMBO_TAG_IFRAME] = SILENT,
	[GUMBO_TAG_NOEMBED] = SILENT, [GUMBO_TAG_NOFRAMES] = SILENT,
	[GUMBO_TAG_HEAD] = UNSEEN, [GUMBO_TAG_TEMPLATE] = UNSEEN,
	[GUMBO_TAG_NOSCRIPT] = UNSEEN,
};

/* An open element. */
struct frame {
	const GumboNode *node;
	unsigned child;		/* the next to look at */
	bool gone;		/* not shown, whatever is inside */
	bool invisible, tiny;	/* not shown unless set again inside */
	bool pre;
	bool clickable;		/* in a link or a button */
	bool flow;		/* a paragraph may be put into it */
	bool link;		/* link_end is due */
	enum html_mark mark;
};

struct reader {
	struct span source;
	const struct html_sink *sink;
	void *ctx;
	struct frame *frames;
	size_t n, cap;
};

static bool
is_element(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT ||
		node->type == GUMBO_NODE_TEMPLATE;
}

static bool
is_hidden(const struct frame *f)
{
	return f->gone || f->invisible || f->tiny;
}

/* Offset of a piece of the source; gumbo gives pointers into it. */
static size_t
offset_of(const struct reader *r, const GumboStringPiece *piece)
{
	uintptr_t at = (uintptr_t)piece->data;
	uintptr_t base = (uintptr_t)r->source.p;

	if (piece->data == NULL || at < base || at - base > r->source.n)
		return SPAN_NONE;
	return at - base;
}

/* Where the element's start tag begins and ends; false for an implied one. */
static bool
start_tag(const struct reader *r, const GumboElement *e, size_t *begin_r,
	size_t *end_r)
{
	*begin_r = offset_of(r, &e->original_tag);
	*end_r = *begin_r + e->original_tag.length;
	return e->original_tag.length > 0 && *begin_r != SPAN_NONE;
}

/* Where the element's content ends; SPAN_NONE when gumbo does not know. */
static size_t
content_end(const struct reader *r, const GumboElement *e)
{
	size_t begin, end;

	if (!start_tag(r, e, &begin, &end))
		return SPAN_NONE;
	if (e->end_pos.offset < end || e->end_pos.offset > r->source.n)
		return SPAN_NONE;
	return e->end_pos.offset;
}

static struct span
piece_span(const GumboStringPiece *piece)
{
	return (struct span){ (const unsigned char *)piece->data,
		piece->length };
}

/* Behind the element's end tag. An implied end is told by the tag that
 * implied it, which is another element's. */
static size_t
element_end(const struct reader *r, const GumboElement *e)
{
	struct span tag = piece_span(&e->original_end_tag);
	struct span name;
	size_t begin, end;

	if (tag.n == 0)
		return content_end(r, e);
	start_tag(r, e, &begin, &end);
	if (begin == SPAN_NONE)
		return SPAN_NONE;
	name = span_sub(r->source, begin + 1, end);
	for (begin = 0; begin < name.n && !span_is_space(name.p[begin]) &&
	    name.p[begin] != '>' && name.p[begin] != '/';)
		begin++;
	name = span_sub(name, 0, begin);
	if (tag.n < name.n + 3 || !span_ieq(span_sub(tag, 2, name.n + 2), name)
	    || span_is_alpha(tag.p[name.n + 2]) ||
	    span_is_digit(tag.p[name.n + 2]))
		return content_end(r, e);
	return offset_of(r, &e->original_end_tag) + tag.n;
}

static const char *
attribute(const GumboElement *e, const char *name)
{
	GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);

	return a ? a->value : NULL;
}

static void
tell_place(struct reader *r, const struct frame *around, size_t src)
{
	if (around->flow && src != SPAN_NONE)
		r->sink->place(r->ctx, src);
}

static void
tell_link(struct reader *r, const GumboElement *e, const char *name,
	bool hidden)
{
	GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);
	size_t begin = offset_of(r, &a->original_value);

	if (begin == SPAN_NONE)
		begin = 0;
	r->sink->link_begin(r->ctx, a->value, begin,
		begin + a->original_value.length, hidden);
}

/* The attribute that makes a link of the element; or NULL. */
static const char *
link_attribute(const GumboElement *e)
{
	const char *name = NULL;

	if (e->tag == GUMBO_TAG_A || e->tag == GUMBO_TAG_AREA ||
	    e->tag == GUMBO_TAG_BASE)
		name = "href";
	else if (e->tag == GUMBO_TAG_FORM)
		name = "action";
	else if (e->tag == GUMBO_TAG_BUTTON || e->tag == GUMBO_TAG_INPUT)
		name = "formaction";
	if (name == NULL || attribute(e, name) == NULL)
		return NULL;
	return name;
}

static void
begin_link(struct reader *r, const GumboElement *e, struct frame *f)
{
	const char *name = link_attribute(e);

	if (name == NULL)
		return;
	/* A base is never seen, but acts on what is. */
	tell_link(r, e, name, is_hidden(f) && e->tag != GUMBO_TAG_BASE);
	f->link = e->tag == GUMBO_TAG_A || e->tag == GUMBO_TAG_BUTTON;
	if (!f->link)
		r->sink->link_end(r->ctx);
}

static void
begin_mark(struct reader *r, struct frame *f)
{
	if (f->mark == HTML_MARK_QUOTE || f->mark == HTML_MARK_REST)
		r->sink->quote(r->ctx, true);
	else if (f->mark == HTML_MARK_INDENT)
		r->sink->indent(r->ctx, true);
	else if (f->mark == HTML_MARK_SIGNATURE)
		r->sink->signature(r->ctx, true);
}

static void
end_mark(struct reader *r, const struct frame *f)
{
	if (f->mark == HTML_MARK_QUOTE)
		r->sink->quote(r->ctx, false);
	else if (f->mark == HTML_MARK_INDENT)
		r->sink->indent(r->ctx, false);
	else if (f->mark == HTML_MARK_SIGNATURE)
		r->sink->signature(r->ctx, false);
}

static void
read_style(const GumboElement *e, const struct frame *around,
	struct frame *f, bool *rule_r)
{
	struct html_style style;

	html_style_read(attribute(e, "style"), &style);
	f->gone = around->gone || style.gone || (traits[e->tag] & UNSEEN) ||
		gumbo_get_attribute(&e->attributes, "hidden") != NULL;
	f->invisible = style.visibility == HTML_STYLE_UNSET ?
		around->invisible : style.visibility == HTML_STYLE_OFF;
	f->tiny = style.font == HTML_STYLE_UNSET ?
		around->tiny : style.font == HTML_STYLE_OFF;
	*rule_r = (style.rule && e->tag == GUMBO_TAG_DIV) ||
		e->tag == GUMBO_TAG_HR;
}

static struct frame
new_frame(const GumboNode *node, const struct frame *around, bool *rule_r)
{
	const GumboElement *e = &node->v.element;
	struct frame f = { .node = node };

	read_style(e, around, &f, rule_r);
	f.pre = around->pre || (traits[e->tag] & PRE);
	f.clickable = around->clickable || e->tag == GUMBO_TAG_A ||
		e->tag == GUMBO_TAG_BUTTON;
	f.flow = (traits[e->tag] & FLOW) && !f.clickable && !is_hidden(&f);
	f.mark = html_mark_of(e->tag == GUMBO_TAG_BLOCKQUOTE,
		attribute(e, "class"), attribute(e, "id"),
		attribute(e, "type"));
	return f;
}

static void
push(struct reader *r, const struct frame *f)
{
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 64;
		r->frames = buf_grow(r->frames, r->cap, sizeof *r->frames);
	}
	r->frames[r->n++] = *f;
}

static void
begin_break(struct reader *r, const struct frame *around, bool told,
	size_t begin, size_t end)
{
	if (!told || is_hidden(around))
		return;
	r->sink->line_break(r->ctx, begin, end);
	tell_place(r, around, begin);
}

static void
begin_element(struct reader *r, const GumboNode *node)
{
	const GumboElement *e = &node->v.element;
	struct frame around = r->frames[r->n - 1];
	bool rule;
	struct frame f = new_frame(node, &around, &rule);
	size_t begin, end;
	bool told = start_tag(r, e, &begin, &end);

	if (e->tag == GUMBO_TAG_BR)
		begin_break(r, &around, told, begin, end);
	if ((traits[e->tag] & BLOCK) && !f.gone) {
		r->sink->block(r->ctx);
		tell_place(r, &around, told ? begin : SPAN_NONE);
	}
	if (rule && !f.gone)
		r->sink->rule(r->ctx);
	begin_mark(r, &f);
	begin_link(r, e, &f);
	push(r, &f);
}

static void
end_element(struct reader *r)
{
	struct frame f = r->frames[--r->n];
	const GumboElement *e = &f.node->v.element;

	if ((traits[e->tag] & BLOCK) && !f.gone)
		r->sink->block(r->ctx);
	if (traits[e->tag] & INSIDE)
		tell_place(r, &f, content_end(r, e));
	if (f.link)
		r->sink->link_end(r->ctx);
	end_mark(r, &f);
	tell_place(r, &r->frames[r->n - 1], element_end(r, e));
}

static enum html_align_kind
kind_in(const GumboNode *parent)
{
	GumboTag tag = parent->v.element.tag;

	if (tag == GUMBO_TAG_TEXTAREA)
		return HTML_ALIGN_RCDATA;
	if (tag == GUMBO_TAG_XMP || tag == GUMBO_TAG_PLAINTEXT)
		return HTML_ALIGN_RAW;
	return HTML_ALIGN_DATA;
}

static void
read_text(struct reader *r, const GumboNode *node)
{
	const struct frame *f = &r->frames[r->n - 1];
	const GumboText *t = &node->v.text;
	size_t begin = offset_of(r, &t->original_text);
	struct html_align a;
	struct html_run run;

	if (is_hidden(f) || (traits[f->node->v.element.tag] & SILENT) ||
	    begin == SPAN_NONE)
		return;
	a = (struct html_align){
		.source = r->source, .begin = begin,
		.end = begin + t->original_text.length,
		.text = span_str(t->text), .kind = kind_in(f->node),
		.src = begin,
	};
	if (a.end > r->source.n)
		a.end = r->source.n;
	while (html_align_next(&a, &run))
		r->sink->text(r->ctx, run.text, run.begin, run.end,
			run.identity, f->pre);
}

/* The next child of the innermost open element; NULL when none is left. */
static const GumboNode *
next_child(struct reader *r)
{
	struct frame *f = &r->frames[r->n - 1];
	const GumboVector *children = &f->node->v.element.children;

	if (f->child >= children->length)
		return NULL;
	return children->data[f->child++];
}

static void
read_tree(struct reader *r)
{
	while (r->n > 1 || r->frames[0].child <
	    r->frames[0].node->v.element.children.length) {
		const GumboNode *node = next_child(r);

		if (node == NULL)
			end_element(r);
		else if (is_element(node))
			begin_element(r, node);
		else if (node->type != GUMBO_NODE_COMMENT)
			read_text(r, node);
	}
}

static const GumboElement *
find_body(const GumboNode *root)
{
	const GumboVector *children = &root->v.element.children;
	unsigned i;

	for (i = 0; i < children->length; i++) {
		const GumboNode *node = children->data[i];

		if (is_element(node) &&
		    node->v.element.tag == GUMBO_TAG_BODY)
			return &node->v.element;
	}
	return NULL;
}

/* Where what NODE shows begins in the source. */
static size_t
node_begin(const struct reader *r, const GumboNode *node)
{
	if (is_element(node))
		return offset_of(r, &node->v.element.original_tag);
	return offset_of(r, &node->v.text.original_text);
}

static void
tell_body(struct reader *r, const GumboElement *body)
{
	size_t begin = SPAN_NONE;
	size_t end = r->source.n;
	size_t tag;

	if (body != NULL && body->end_pos.offset < end)
		end = body->end_pos.offset;
	if (body != NULL && !start_tag(r, body, &tag, &begin))
		begin = body->children.length ?
			node_begin(r, body->children.data[0]) : end;
	r->sink->body(r->ctx, begin < end ? begin : end, end);
}

int
html_read(struct span source, const struct html_sink *sink, void *ctx,
	struct err *err)
{
	struct reader r = { .source = source, .sink = sink, .ctx = ctx };
	GumboOptions options = kGumboDefaultOptions;
	GumboOutput *output;
	struct frame root = { 0 };

	if (html_scan(source, err) < 0)
		return -1;
	/* Each error would keep a copy of all open elements. */
	options.max_errors = 0;
	output = gumbo_parse_with_options(&options,
		source.n ? (const char *)source.p : "", source.n);
	root.node = output->root;
	push(&r, &root);
	read_tree(&r);
	tell_body(&r, find_body(output->root));
	gumbo_destroy_output(&options, output);
	free(r.frames);
	return 0;
}

void
html_escape(struct buf *out, struct span s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '&':
			buf_add_str(out, "&amp;");
			break;
		case '<':
			buf_add_str(out, "&lt;");
			break;
		case '>':
			buf_add_str(out, "&gt;");
			break;
		case '"':
			buf_add_str(out, "&quot;");
			break;
		default:
			buf_add_byte(out, s.p[i]);
		}
	}
}
