#include "core/html.h"

#include <stdlib.h>

#include "core/html_align.h"
#include "core/html_answer.h"
#include "core/html_base.h"
#include "core/html_conditional.h"
#include "core/html_element.h"
#include "core/html_link.h"
#include "core/html_marks.h"
#include "core/html_page.h"
#include "core/html_style.h"

/* An open element. */
struct frame {
	GumboTag tag;
	unsigned shown;		/* html_element_shown */
	size_t begin, end;	/* its start tag; SPAN_NONE: it has none */
	bool gone;		/* not shown, whatever is inside */
	bool invisible, tiny;	/* not shown unless set again inside */
	bool pre;
	bool clickable;		/* in a link or a button */
	bool flow;		/* a paragraph may be put into it */
	bool link;		/* link_end is due */
	bool rule;		/* a ruled line stands before it */
	enum html_mark mark;
};

/* What <body> shows stands there. */
struct shown {
	bool found;
	size_t begin, end;
};

struct reader {
	struct span source;
	struct html_page page;
	size_t at;		/* the event that is read */
	const struct html_sink *sink;
	void *ctx;
	struct span base;	/* of <base>, the first */
	struct frame *frames;
	size_t n, cap;
	struct shown shown;
	bool shut, faint;	/* the body is not shown; by itself */
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

static struct span
value(const struct reader *r, const struct html_event *e,
	enum html_attribute_name name)
{
	return html_events_value(&r->page.events, e, name);
}

static bool
tell_link(struct reader *r, const struct html_event *e,
	const struct html_attribute *a, bool hidden)
{
	struct span target;
	char *whole;

	if (!html_link_target(e, a, &target))
		return false;
	whole = html_base_resolve(r->base, target);
	r->sink->link_begin(r->ctx, whole ? span_str(whole) : target,
		a->begin, a->end, hidden);
	free(whole);
	return true;
}

static void
begin_link(struct reader *r, const struct html_event *e, struct frame *f)
{
	unsigned name = html_link_attribute(f->tag);
	/* A base is never seen, but acts on what is. */
	bool hidden = !html_link_followed(f->tag) ||
		(is_hidden(f) && f->tag != GUMBO_TAG_BASE);

	if (!(e->has & name) || !html_link_is(&r->page.events, e))
		return;
	for (size_t i = e->first; i < e->first + e->count; i++) {
		const struct html_attribute *a = &r->page.events.attributes[i];

		if (a->name != name)
			continue;
		if (f->link)
			r->sink->link_end(r->ctx);
		f->link = tell_link(r, e, a, hidden);
		if (f->tag == GUMBO_TAG_BASE && r->base.p == NULL)
			r->base = a->value;
	}
	if (!f->link || f->tag == GUMBO_TAG_A || f->tag == GUMBO_TAG_BUTTON)
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
read_style(const struct reader *r, const struct html_event *e,
	const struct frame *around, struct frame *f)
{
	struct html_style style = { 0 };

	if (e->has & HTML_STYLE)
		html_style_read(value(r, e, HTML_STYLE), &style);
	f->gone = around->gone || style.gone || (f->shown & HTML_UNSEEN) ||
		(e->has & HTML_HIDDEN);
	f->invisible = style.visibility == HTML_STYLE_UNSET ?
		around->invisible : style.visibility == HTML_STYLE_OFF;
	f->tiny = style.font == HTML_STYLE_UNSET ?
		around->tiny : style.font == HTML_STYLE_OFF;
	f->rule = (style.rule && f->tag == GUMBO_TAG_DIV) ||
		f->tag == GUMBO_TAG_HR;
}

static enum html_mark
mark_of(const struct reader *r, const struct html_event *e)
{
	if (html_answer_holds(&r->page.events, r->at))
		return HTML_MARK_NONE;
	return html_mark_of(e->tag == GUMBO_TAG_BLOCKQUOTE,
		value(r, e, HTML_CLASS), value(r, e, HTML_ID),
		value(r, e, HTML_TYPE));
}

static struct frame *
push(struct reader *r, const struct html_event *e)
{
	struct frame *f;

	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 64;
		r->frames = buf_grow(r->frames, r->cap, sizeof *r->frames);
	}
	f = &r->frames[r->n++];
	*f = (struct frame){ .tag = e->tag, .begin = e->begin, .end = e->end,
		.shown = html_element_shown(e->tag) };
	return f;
}

/* The element that begins is the innermost from now on. */
static struct frame *
open_frame(struct reader *r, const struct html_event *e)
{
	struct frame *f = push(r, e);
	const struct frame *around = f - 1;

	read_style(r, e, around, f);
	f->pre = around->pre || (f->shown & HTML_PRE);
	f->clickable = around->clickable || f->tag == GUMBO_TAG_A ||
		f->tag == GUMBO_TAG_BUTTON;
	f->flow = (f->shown & HTML_FLOW) && !f->clickable && !is_hidden(f);
	if (e->has & (HTML_CLASS | HTML_ID) || f->tag == GUMBO_TAG_BLOCKQUOTE)
		f->mark = mark_of(r, e);
	return f;
}

static void
begin_break(struct reader *r, const struct frame *around,
	const struct html_event *e)
{
	if (e->begin == SPAN_NONE || around->gone)
		return;
	r->sink->line_break(r->ctx, e->begin, e->end);
	tell_place(r, around, e->begin);
}

/* The first in <html> is the page's; without a start tag it begins with what
 * is in it. */
static void
begin_body(struct reader *r, const struct html_event *e,
	const struct frame *f)
{
	r->shut = f->gone;
	r->faint = is_hidden(f);
	if (r->shown.found || r->n > 2)
		return;
	r->shown.found = true;
	if (e->begin != SPAN_NONE)
		r->shown.begin = e->end;
	else
		r->shown.begin = e[1].kind == HTML_END ? SPAN_NONE : e[1].begin;
	r->shown.end = r->page.events.list[e->behind - 1].begin;
}

static void
begin_element(struct reader *r, const struct html_event *e)
{
	struct frame *f = open_frame(r, e);
	const struct frame *around = f - 1;

	if (f->tag == GUMBO_TAG_BR)
		begin_break(r, around, e);
	if ((f->shown & HTML_BLOCK) && !f->gone) {
		r->sink->block(r->ctx);
		tell_place(r, around, e->begin);
	}
	if (f->rule && !f->gone)
		r->sink->rule(r->ctx);
	if (f->tag == GUMBO_TAG_BODY)
		begin_body(r, e, f);
	begin_mark(r, f);
	begin_link(r, e, f);
}

/* Where F's content ends, before its end tag; SPAN_NONE: nobody knows. */
static size_t
content_end(const struct reader *r, const struct frame *f,
	const struct html_event *e)
{
	if (f->begin == SPAN_NONE || e->begin < f->end ||
	    e->begin > r->source.n)
		return SPAN_NONE;
	return e->begin;
}

static void
note_open(struct reader *r, const struct frame *f,
	const struct html_event *e, size_t end)
{
	if (!is_hidden(f) || f->tag == GUMBO_TAG_HEAD || e->closed ||
	    f->begin == SPAN_NONE || end == SPAN_NONE)
		return;
	r->open_begin = f->begin;
	r->open_end = end;
}

static void
end_element(struct reader *r, const struct html_event *e)
{
	const struct frame *f = &r->frames[--r->n];
	size_t inside = content_end(r, f, e);
	size_t end = e->end == SPAN_NONE ? inside : e->end;

	if ((f->shown & HTML_BLOCK) && !f->gone)
		r->sink->block(r->ctx);
	if (f->shown & HTML_INSIDE)
		tell_place(r, f, inside);
	if (f->link)
		r->sink->link_end(r->ctx);
	end_mark(r, f);
	note_open(r, f, e, end);
	tell_place(r, f - 1, end);
}

static enum html_align_kind
kind_in(const struct frame *f)
{
	if (f->tag == GUMBO_TAG_TEXTAREA)
		return HTML_ALIGN_RCDATA;
	if (f->tag == GUMBO_TAG_XMP || f->tag == GUMBO_TAG_PLAINTEXT)
		return HTML_ALIGN_RAW;
	return HTML_ALIGN_DATA;
}

static void
tell_text(struct reader *r, const struct frame *f, const struct html_event *e)
{
	struct html_align a = {
		.source = r->source, .begin = e->begin, .end = e->end,
		.text = e->text, .kind = kind_in(f), .src = e->begin,
	};
	struct html_run run;

	while (html_align_next(&a, &run))
		r->sink->text(r->ctx, run.text, run.begin, run.end,
			run.identity, f->pre);
}

static void
read_text(struct reader *r, const struct html_event *e)
{
	const struct frame *f = &r->frames[r->n - 1];

	if (is_hidden(f) || e->begin == SPAN_NONE || (f->shown & HTML_SILENT))
		return;
	if (e->mixed)
		tell_text(r, f, e);
	else
		r->sink->text(r->ctx, e->text, e->begin, e->end,
			e->text.p == r->source.p + e->begin, f->pre);
}

static void
read_comment(struct reader *r, const struct html_event *e)
{
	struct span inside;
	size_t begin;

	if (r->sink->aside == NULL || e->begin == SPAN_NONE ||
	    e->end > r->source.n)
		return;
	inside = html_conditional(span_sub(r->source, e->begin, e->end));
	begin = (size_t)(inside.p - r->source.p);
	if (inside.n)
		r->sink->aside(r->ctx, begin, begin + inside.n);
}

static void
read_event(struct reader *r, const struct html_event *e)
{
	switch ((enum html_event_kind)e->kind) {
	case HTML_BEGIN:
		begin_element(r, e);
		break;
	case HTML_END:
		end_element(r, e);
		break;
	case HTML_TEXT:
		read_text(r, e);
		break;
	case HTML_COMMENT:
		read_comment(r, e);
		break;
	}
}

/* Of the element html nothing is told, but what is in it may be hidden. */
static void
read_events(struct reader *r)
{
	const struct html_event *list = r->page.events.list;

	read_style(r, list, &(struct frame){ 0 }, push(r, list));
	for (r->at = 1; r->at < r->page.events.n - 1; r->at++)
		read_event(r, &list[r->at]);
}

static void
tell_body(struct reader *r)
{
	size_t begin = r->shown.begin, end = r->page.end;

	if (r->shown.found && r->shown.end < end)
		end = r->shown.end;
	if (is_taken_in(r, end))
		end = r->open_begin;
	r->sink->bounds(r->ctx, begin < end ? begin : end, end,
		!r->shown.found || r->shut, r->faint);
}

int
html_read(struct span source, const struct html_sink *sink, void *ctx,
	struct err *err)
{
	struct reader r = { .source = source, .sink = sink, .ctx = ctx,
		.shown.begin = SPAN_NONE };

	if (html_page_read(source, &r.page, err) < 0)
		return -1;
	read_events(&r);
	tell_body(&r);
	html_page_deinit(&r.page);
	free(r.frames);
	return 0;
}
