#include "core/locked_draw.h"

#include <stdlib.h>

#include "core/anchor.h"
#include "core/html.h"
#include "core/html_token.h"
#include "core/lines.h"
#include "core/locale.h"
#include "core/wrap.h"

/* White space is free in HTML; the longest ideographs take four bytes. */
#define HTML_COLUMNS 200

bool
locked_draws_link(const struct finding *f)
{
	return f->first <= f->locked->link && f->last > f->locked->link;
}

static struct span
source_of(const struct locked_pen *pen)
{
	return text_utf8(pen->body->text);
}

/* TEXT in lines, without the last one's end. */
static void
add_lines(const struct locked_pen *pen, const char *text, int columns,
	struct buf *out)
{
	struct buf lines;
	size_t i;

	buf_init(&lines, LIMIT_LETTER);
	wrap_paragraph(span_str(text), columns, &lines);
	for (i = 0; i + 1 < lines.n; i++)
		if (lines.p[i] == '\n')
			buf_add_str(out, pen->eol);
		else
			buf_add_byte(out, lines.p[i]);
	buf_deinit(&lines);
}

static void
add_plain(const struct locked_pen *pen, const struct finding *f,
	struct buf *out)
{
	size_t i;

	for (i = f->first; i < f->last; i++) {
		const struct locked_paragraph *p = &f->locked->list[i];

		if (i > f->first) {
			buf_add_str(out, pen->eol);
			buf_add_str(out, pen->eol);
		}
		if (p->link)
			buf_add(out, pen->link);
		else
			add_lines(pen, p->text, WRAP_COLUMNS, out);
	}
}

/* An empty line before and after what is put between two paragraphs. */
static void
insert_plain(const struct locked_pen *pen, const struct finding *f,
	struct buf *out)
{
	struct span source = source_of(pen);
	size_t at = f->begin;

	if (at && lines_begin(source, at) != at) {
		buf_add_str(out, pen->eol);
		buf_add_str(out, pen->eol);
	} else if (at && !lines_empty_before(source, at)) {
		buf_add_str(out, pen->eol);
	}
	add_plain(pen, f, out);
	buf_add_str(out, pen->eol);
	if (at < source.n && !lines_only_blanks(source, at))
		buf_add_str(out, pen->eol);
}

static void
add_html_one(const struct locked_pen *pen, const struct locked_paragraph *p,
	struct buf *out)
{
	struct buf lines;

	if (p->link) {
		anchor_add(out, pen->shown, pen->eol);
		return;
	}
	buf_init(&lines, LIMIT_LETTER);
	add_lines(pen, p->text, HTML_COLUMNS, &lines);
	html_escape(out, buf_span(&lines));
	buf_deinit(&lines);
}

static void
insert_html(const struct locked_pen *pen, const struct finding *f,
	struct buf *out)
{
	const char *words = locale_rtl(f->locked->locale) ? "rtl" : NULL;
	size_t i;

	if (lines_begin(source_of(pen), f->begin) != f->begin)
		buf_add_str(out, pen->eol);
	for (i = f->first; i < f->last; i++) {
		const struct locked_paragraph *p = &f->locked->list[i];

		anchor_paragraph(out, pen->body->view, p->link ? "ltr" :
			words);
		add_html_one(pen, p, out);
		buf_add_str(out, "</p>");
		buf_add_str(out, pen->eol);
	}
}

static bool
is_void(struct span name)
{
	static const char *const names[] = { "br", "wbr", "img", "hr",
		"input" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (span_ieq_str(name, names[i]))
			return true;
	return false;
}

/* The tags that stand between the words and whose other half does not: those
 * that close come first, and the words between the two. */
struct tags {
	struct buf closing;
	struct html_token *open;
	size_t n;
};

static void
add_tag(struct tags *t, const struct html_token *tag)
{
	if (tag->kind == HTML_TOKEN_OPEN && !is_void(tag->name)) {
		t->open = buf_grow(t->open, t->n + 1, sizeof(*t->open));
		t->open[t->n++] = *tag;
	} else if (tag->kind == HTML_TOKEN_CLOSE && t->n) {
		t->n--;
	} else if (tag->kind == HTML_TOKEN_CLOSE) {
		buf_add(&t->closing, tag->whole);
	}
}

static void
read_tags(struct tags *t, struct span s)
{
	struct html_token tag;
	size_t i = 0;

	*t = (struct tags){ .open = NULL };
	buf_init(&t->closing, s.n);
	while ((i = span_find_byte(s, i, '<')) != SPAN_NONE) {
		if (!html_token_is_markup(s, i)) {
			i++;
			continue;
		}
		i = html_token_read(s, i, &tag);
		add_tag(t, &tag);
	}
}

static void
add_words(const struct locked_pen *pen, const struct finding *f,
	struct buf *out)
{
	for (size_t i = f->first; i < f->last; i++) {
		if (i > f->first)
			buf_printf(out, "<br><br>%s", pen->eol);
		add_html_one(pen, &f->locked->list[i], out);
	}
}

static bool
leads_elsewhere(const struct locked_pen *pen, const struct html_token *tag)
{
	struct span target;

	return span_ieq_str(tag->name, "a") &&
		html_token_attribute(tag, "href", &target) &&
		!span_eq(target, pen->link) && !span_eq(target, pen->shown);
}

static int
add_open(const struct locked_pen *pen, const struct tags *t, struct buf *out,
	struct err *err)
{
	for (size_t i = 0; i < t->n; i++) {
		if (leads_elsewhere(pen, &t->open[i]))
			return err_set(err, ERR_DATA, "a link begins inside "
				"the locked text and ends behind it");
		buf_add(out, t->open[i].whole);
	}
	return 0;
}

/* A reader sees what the page shows last. */
static bool
sees_end(struct span page)
{
	struct view *v = NULL;
	size_t begin, end = 0;
	struct span text;
	struct err err;

	if (view_html(page, &v, &err) != 0)
		return false;
	text = span_trim(view_text(v));
	if (text.n)
		view_to_source(v, (size_t)(text.p - view_text(v).p) + text.n -
			1, (size_t)(text.p - view_text(v).p) + text.n, &begin,
			&end);
	view_free(&v);
	return end == page.n;
}

/* Behind the tags that close nobody sees any words: each of the author's had
 * an element of its own, in a box whose letters have no size. */
static bool
is_unseen_between(const struct locked_pen *pen, const struct finding *f,
	const struct tags *t)
{
	struct buf page;
	bool seen;

	if (t->closing.n == 0)
		return false;
	buf_init(&page, f->begin + t->closing.n + 1);
	buf_add(&page, span_sub(source_of(pen), 0, f->begin));
	buf_add(&page, buf_span(&t->closing));
	buf_add_byte(&page, 'x');
	seen = sees_end(buf_span(&page));
	buf_deinit(&page);
	return !seen;
}

/* In the first one's element the words are seen; but not in a link. */
static bool
fit_before(const struct tags *t)
{
	return span_ifind(buf_span(&t->closing), 0, span_str("</a>")) ==
		SPAN_NONE;
}

static int
replace_html(const struct locked_pen *pen, const struct finding *f,
	struct buf *out, struct err *err)
{
	struct tags t;
	bool before;
	int rc;

	read_tags(&t, span_sub(source_of(pen), f->begin, f->end));
	before = fit_before(&t) && is_unseen_between(pen, f, &t);
	if (before)
		add_words(pen, f, out);
	buf_add(out, buf_span(&t.closing));
	if (!before)
		add_words(pen, f, out);
	rc = add_open(pen, &t, out, err);
	buf_deinit(&t.closing);
	free(t.open);
	return rc;
}

int
locked_draw(const struct locked_pen *pen, const struct finding *f,
	struct buf *out, struct err *err)
{
	bool html = view_is_html(pen->body->view);

	if (html && f->begin < f->end)
		return replace_html(pen, f, out, err);
	if (html)
		insert_html(pen, f, out);
	else if (f->begin < f->end)
		add_plain(pen, f, out);
	else
		insert_plain(pen, f, out);
	return 0;
}
