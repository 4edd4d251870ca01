#include "core/html.h"

#include <gumbo.h>
#include <stdlib.h>

#include "core/html_align.h"
#include "core/html_answer.h"
#include "core/html_base.h"
#include "core/html_conditional.h"
#include "core/html_element.h"
#include "core/html_marks.h"
#include "core/html_style.h"
#include "core/html_tree.h"

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
	struct html_tree *tree;
	const struct html_sink *sink;
	void *ctx;
	const char *base;	/* of <base>, the first; or NULL */
	struct frame *frames;
	size_t n, cap;
	bool shut;		/* the body is not shown */
	/* What is hidden and has no end tag takes in what is put there. */
	size_t open_begin, open_end;
};

static bool
is_hidden(const struct frame *f)
{
	return f->gone || f->invisible || f->tiny;
}

static bool
is_taken_in(const struct reader *r, size_t src)
{
	return src > r->open_begin && src <= r->open_end;
}

static void
tell_place(struct reader *r, const struct frame *around, size_t src)
{
	if (around->flow && src != SPAN_NONE && !is_taken_in(r, src))
		r->sink->place(r->ctx, src);
}

static bool
tell_link(struct reader *r, const GumboElement *e, const GumboAttribute *a,
	bool hidden)
{
	size_t begin = html_element_offset(r->source, &a->original_value);
	char *target = html_element_target(e, a), *whole;

	if (target == NULL)
		return false;
	whole = html_base_resolve(r->base, target);
	if (begin == SPAN_NONE)
		begin = 0;
	r->sink->link_begin(r->ctx, whole ? whole : target, begin,
		begin + a->original_value.length, hidden);
	free(target);
	free(whole);
	return true;
}

static void
begin_link(struct reader *r, const GumboElement *e, struct frame *f)
{
	const GumboAttribute *a;
	unsigned next = 0;
	/* A base is never seen, but acts on what is. */
	bool hidden = !html_element_followed(e) ||
		(is_hidden(f) && e->tag != GUMBO_TAG_BASE);

	while ((a = html_element_link(e, &next)) != NULL) {
		if (f->link)
			r->sink->link_end(r->ctx);
		f->link = tell_link(r, e, a, hidden);
		if (e->tag == GUMBO_TAG_BASE && r->base == NULL)
			r->base = a->value;
	}
	if (!f->link || e->tag == GUMBO_TAG_A || e->tag == GUMBO_TAG_BUTTON)
		return;
	r->sink->link_end(r->ctx);
	f->link = false;
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

	html_style_read(html_element_attribute(e, "style"), &style);
	f->gone = around->gone || style.gone ||
		(html_element_shown(e) & HTML_UNSEEN) ||
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
	f.pre = around->pre || (html_element_shown(e) & HTML_PRE);
	f.clickable = around->clickable || e->tag == GUMBO_TAG_A ||
		e->tag == GUMBO_TAG_BUTTON;
	f.flow = (html_element_shown(e) & HTML_FLOW) && !f.clickable &&
		!is_hidden(&f);
	if (!html_answer_holds(node))
		f.mark = html_mark_of(e->tag == GUMBO_TAG_BLOCKQUOTE,
			html_element_attribute(e, "class"),
			html_element_attribute(e, "id"),
			html_element_attribute(e, "type"));
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
	bool told = html_element_start(r->source, e, &begin, &end);

	if (e->tag == GUMBO_TAG_BR)
		begin_break(r, &around, told, begin, end);
	if ((html_element_shown(e) & HTML_BLOCK) && !f.gone) {
		r->sink->block(r->ctx);
		tell_place(r, &around, told ? begin : SPAN_NONE);
	}
	if (rule && !f.gone)
		r->sink->rule(r->ctx);
	if (e->tag == GUMBO_TAG_BODY)
		r->shut = f.gone;
	begin_mark(r, &f);
	begin_link(r, e, &f);
	push(r, &f);
}

static void
note_open(struct reader *r, const struct frame *f)
{
	const GumboElement *e = &f->node->v.element;
	size_t begin, end;

	if (!is_hidden(f) || e->tag == GUMBO_TAG_HEAD ||
	    e->original_end_tag.length ||
	    !html_element_start(r->source, e, &begin, &end))
		return;
	end = html_element_end(r->source, e);
	if (end == SPAN_NONE)
		return;
	r->open_begin = begin;
	r->open_end = end;
}

static void
end_element(struct reader *r)
{
	struct frame f = r->frames[--r->n];
	const GumboElement *e = &f.node->v.element;

	if ((html_element_shown(e) & HTML_BLOCK) && !f.gone)
		r->sink->block(r->ctx);
	if (html_element_shown(e) & HTML_INSIDE)
		tell_place(r, &f, html_element_content_end(r->source, e));
	if (f.link)
		r->sink->link_end(r->ctx);
	end_mark(r, &f);
	note_open(r, &f);
	tell_place(r, &r->frames[r->n - 1], html_element_end(r->source, e));
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
	size_t begin = html_element_offset(r->source, &t->original_text);
	struct html_align a;
	struct html_run run;

	if (is_hidden(f) || begin == SPAN_NONE ||
	    (html_element_shown(&f->node->v.element) & HTML_SILENT))
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

static void
read_comment(struct reader *r, const GumboNode *node)
{
	const GumboStringPiece *piece = &node->v.text.original_text;
	size_t begin = html_element_offset(r->source, piece);

	struct span inside;

	if (r->sink->aside == NULL || begin == SPAN_NONE ||
	    begin + piece->length > r->source.n)
		return;
	inside = html_conditional(span_sub(r->source, begin,
		begin + piece->length));
	if (inside.n)
		r->sink->aside(r->ctx, (size_t)(inside.p - r->source.p),
			(size_t)(inside.p - r->source.p) + inside.n);
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
		else if (html_element_is(node))
			begin_element(r, node);
		else if (node->type == GUMBO_NODE_COMMENT)
			read_comment(r, node);
		else
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

		if (html_element_is(node) &&
		    node->v.element.tag == GUMBO_TAG_BODY)
			return &node->v.element;
	}
	return NULL;
}

/* Where what NODE shows begins in the source. */
static size_t
node_begin(const struct reader *r, const GumboNode *node)
{
	if (html_element_is(node))
		return html_element_offset(r->source,
			&node->v.element.original_tag);
	return html_element_offset(r->source, &node->v.text.original_text);
}

static void
tell_body(struct reader *r, const GumboElement *body)
{
	size_t begin = SPAN_NONE;
	size_t end = html_tree_end(r->tree, r->source);
	size_t tag;

	if (body != NULL && body->end_pos.offset < end)
		end = body->end_pos.offset;
	if (is_taken_in(r, end))
		end = r->open_begin;
	if (body != NULL && !html_element_start(r->source, body, &tag, &begin))
		begin = body->children.length ?
			node_begin(r, body->children.data[0]) : end;
	r->sink->body(r->ctx, begin < end ? begin : end, end,
		body == NULL || r->shut);
}

int
html_read(struct span source, const struct html_sink *sink, void *ctx,
	struct err *err)
{
	struct reader r = { .source = source, .sink = sink, .ctx = ctx };
	struct frame root = { 0 };
	bool rule;

	if (html_tree_new(source, &r.tree, err) < 0)
		return -1;
	root.node = html_tree_root(r.tree);
	read_style(&root.node->v.element, &(struct frame){ 0 }, &root, &rule);
	push(&r, &root);
	read_tree(&r);
	tell_body(&r, find_body(root.node));
	html_tree_free(&r.tree);
	free(r.frames);
	return 0;
}
