#include "core/render.h"

#include <stdlib.h>
#include <string.h>

#include "core/anchor.h"
#include "core/filler.h"
#include "core/html.h"
#include "core/html_token.h"
#include "core/lines.h"
#include "core/locked_draw.h"
#include "core/url.h"

/* How much of what follows is looked at, to see whether the address ends. */
#define SEEN_BEHIND 1000

struct draw {
	const struct view *view;
	struct span source;	/* the body's UTF-8 */
	struct span link;	/* as issued */
	struct span shown;	/* escaped for HTML; the link in plain text */
	const char *eol;
	struct buf *out;	/* what is to stand in [begin, end) */
	size_t begin, end;
};

/* Ends the line, and leaves one empty line to what stands before. */
static void
open_line(struct draw *d)
{
	while (d->begin && lines_blank(d->source.p[d->begin - 1]))
		d->begin--;
	if (d->begin == 0)
		return;
	if (lines_begin(d->source, d->begin) != d->begin) {
		buf_add_str(d->out, d->eol);
		buf_add_str(d->out, d->eol);
	} else if (!lines_empty_before(d->source, d->begin)) {
		buf_add_str(d->out, d->eol);
	}
}

static void
close_line(struct draw *d)
{
	while (d->end < d->source.n && lines_blank(d->source.p[d->end]))
		d->end++;
	if (lines_end(d->source, d->end) != d->end) {
		buf_add_str(d->out, d->eol);
		buf_add_str(d->out, d->eol);
	} else if (!lines_empty_after(d->source, d->end)) {
		buf_add_str(d->out, d->eol);
	} else if (d->end == d->source.n &&
	    lines_begin(d->source, d->end) == d->end) {
		buf_add_str(d->out, d->eol);
	}
}

static void
draw_own_line(struct draw *d)
{
	open_line(d);
	buf_add(d->out, d->link);
	close_line(d);
}

static bool
in_brackets(const struct draw *d)
{
	return d->begin && d->end < d->source.n &&
		d->source.p[d->begin - 1] == '<' &&
		d->source.p[d->end] == '>';
}

static bool
is_letter(struct span s, size_t at)
{
	return at < s.n && span_is_alnum(s.p[at]);
}

/* The length of what a reader does not see at the beginning of S; all of it
 * where the words of a link end. */
static size_t
unseen(struct span s, bool html)
{
	if (!html || !html_token_is_markup(s, 0))
		return filler_invisible(s);
	return span_istarts(s, span_str("</a")) ? s.n : html_token_end(s, 0);
}

/* Would what a reader sees behind be taken for the address? */
static bool
goes_on(const struct draw *d, bool html)
{
	struct span s = span_sub(d->source, d->end, d->source.n);
	struct buf b;
	bool on;
	size_t n;

	s.n = s.n < SEEN_BEHIND ? s.n : SEEN_BEHIND;
	buf_init(&b, d->link.n + SEEN_BEHIND);
	buf_add(&b, d->link);
	while (s.n) {
		n = unseen(s, html);
		if (n == 0)
			buf_add_byte(&b, s.p[0]);
		s = span_sub(s, n ? n : 1, s.n);
	}
	on = url_extent(buf_span(&b), 0) > d->link.n;
	buf_deinit(&b);
	return on;
}

static bool
needs_end(const struct draw *d)
{
	struct span after = span_sub(d->source, d->end, d->source.n);

	return is_letter(after, 0) || (after.n && after.p[0] >= 0x80 &&
		filler_space(after) == 0) || goes_on(d, false);
}

/* Blanks at the end of a line would make it flow on (RFC 3676). */
static void
draw_in_place(struct draw *d)
{
	if (d->begin && is_letter(d->source, d->begin - 1))
		buf_add_str(d->out, d->eol);
	buf_add(d->out, d->link);
	if (needs_end(d))
		buf_add_str(d->out, d->eol);
	while (d->end < d->source.n && lines_blank(d->source.p[d->end]) &&
	    lines_only_blanks(d->source, d->end))
		d->end++;
}

static void
draw_plain(struct draw *d, const struct finding *f)
{
	if (f->kind == FINDING_LINK || in_brackets(d))
		draw_in_place(d);
	else
		draw_own_line(d);
}

static bool
only_breaks(const struct html_token *t)
{
	return span_ieq_str(t->name, "wbr") || span_ieq_str(t->name, "br") ||
		span_starts(t->whole, span_str("<!--"));
}

/* Tags that stood between the pieces of an address stay, behind it, so that
 * what they open is closed; those that only break a line go. */
static void
keep_tags(struct draw *d)
{
	struct html_token t;
	size_t i = d->begin, end;

	while ((i = span_find_byte(d->source, i, '<')) < d->end) {
		if (!html_token_is_markup(d->source, i)) {
			i++;
			continue;
		}
		end = html_token_read(d->source, i, &t);
		if (end > d->end)
			return;
		if (!only_breaks(&t))
			buf_add(d->out, t.whole);
		i = end;
	}
}

/* A placeholder was typed behind an address, which the link would go on. */
static bool
goes_on_before(const struct draw *d, const struct finding *f)
{
	struct span seen = view_text(d->view);
	unsigned char c;

	if (f->kind != FINDING_PLACEHOLDER || f->view_begin == 0 ||
	    f->view_begin > seen.n)
		return false;
	c = seen.p[f->view_begin - 1];
	return span_is_alnum(c) || (c && strchr("/?#&=%-_", c) != NULL);
}

/* An own block, or, where one is there, its text or address alone. */
static void
draw_html(struct draw *d, const struct finding *f)
{
	if (f->in_href) {
		buf_add_str(d->out, "\"");
		buf_add(d->out, d->shown);
		buf_add_str(d->out, "\"");
	} else if (f->kind == FINDING_MISSING) {
		anchor_paragraph(d->out, d->view, "ltr");
		anchor_add(d->out, d->shown, d->eol);
		buf_add_str(d->out, "</p>");
	} else if (f->in_anchor) {
		if (goes_on_before(d, f))
			buf_add_str(d->out, d->eol);
		buf_add(d->out, d->shown);
		keep_tags(d);
		if (goes_on(d, true))
			buf_add_str(d->out, d->eol);
	} else {
		anchor_add(d->out, d->shown, d->eol);
		keep_tags(d);
	}
}

static void
draw_html_line(struct draw *d, const struct finding *f)
{
	if (f->kind == FINDING_MISSING &&
	    lines_begin(d->source, d->begin) != d->begin)
		buf_add_str(d->out, d->eol);
	draw_html(d, f);
	if (f->kind == FINDING_MISSING)
		buf_add_str(d->out, d->eol);
}

static int
by_begin(const void *a, const void *b)
{
	const struct finding *const *x = a, *const *y = b;

	if ((*x)->begin != (*y)->begin)
		return (*x)->begin < (*y)->begin ? -1 : 1;
	return ((*x)->end > (*y)->end) - ((*x)->end < (*y)->end);
}

/* True when what is done for the locked block G does it for F too: F lies in
 * what goes, or is the link that comes with it. */
static bool
covers(const struct finding *g, const struct finding *f)
{
	if (g->kind != FINDING_LOCKED || f->kind == FINDING_LOCKED)
		return false;
	if (f->kind == FINDING_MISSING)
		return locked_draws_link(g);
	return f->begin >= g->begin && f->end <= g->end && g->begin < g->end;
}

static void
drop_covered(const struct finding **list, size_t *n)
{
	size_t i, k, kept = 0;

	for (i = 0; i < *n; i++) {
		bool covered = false;

		for (k = 0; k < *n && !covered; k++)
			covered = covers(list[k], list[i]);
		if (!covered)
			list[kept++] = list[i];
	}
	*n = kept;
}

/* The findings of the body that the settings want edited, in its order. */
static const struct finding **
wanted(const struct findings *findings, const struct body *b,
	const struct settings *s, size_t *n_r)
{
	const struct finding **list = buf_zalloc((findings->n + 1) *
		sizeof(struct finding *));
	size_t i, n = 0;

	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->part == b->part && f->kind != FINDING_LONG_LINE &&
		    policy_finding(findings, f, s).verdict == VERDICT_EDIT)
			list[n++] = f;
	}
	qsort(list, n, sizeof(*list), by_begin);
	drop_covered(list, &n);
	*n_r = n;
	return list;
}

static int
draw(const struct findings *findings, const struct body *b, struct span shown,
	const struct finding *f, struct buf *out, struct text_change *change_r,
	struct err *err)
{
	struct locked_pen pen = { b, span_str(findings->reseller->link),
		shown, text_eol(b->text) };
	struct draw d = {
		.view = b->view,
		.source = text_utf8(b->text),
		.link = span_str(findings->reseller->link),
		.shown = shown,
		.eol = text_eol(b->text),
		.out = out,
		.begin = f->begin,
		.end = f->end,
	};

	int rc = 0;

	buf_init(out, LIMIT_LEAF_SIZE);
	if (f->kind == FINDING_LOCKED)
		rc = locked_draw(&pen, f, out, err);
	else if (view_is_html(b->view))
		draw_html_line(&d, f);
	else
		draw_plain(&d, f);
	*change_r = (struct text_change){ d.begin, d.end, buf_span(out) };
	return rc;
}

static int
check(const struct render *r, struct err *err)
{
	size_t i;

	for (i = 0; i < r->n; i++) {
		if (!buf_ok(&r->texts[i]))
			return err_set(err, ERR_DATA,
				"the text around the link is too long");
		if (i && r->changes[i].begin < r->changes[i - 1].end)
			return err_set(err, ERR_DATA, "two damaged links are "
				"woven into each other; send them apart");
	}
	return 0;
}

void
render_deinit(struct render *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		buf_deinit(&r->texts[i]);
	free(r->texts);
	free(r->changes);
	free(r->of);
	*r = (struct render){ 0 };
}

int
render_body(const struct findings *findings, const struct body *b,
	const struct settings *s, struct render *r, struct err *err)
{
	struct buf shown;
	size_t i;
	int failed;

	*r = (struct render){ 0 };
	r->of = wanted(findings, b, s, &r->n);
	r->changes = buf_zalloc((r->n + 1) * sizeof(*r->changes));
	r->texts = buf_zalloc((r->n + 1) * sizeof(*r->texts));
	buf_init(&shown, LIMIT_URL);
	if (r->n)
		html_escape(&shown, span_str(findings->reseller->link));
	failed = buf_ok(&shown) ? 0 : err_set(err, ERR_DATA,
		"the link is too long for HTML");
	for (i = 0; i < r->n && !failed; i++)
		failed = draw(findings, b, buf_span(&shown), r->of[i],
			&r->texts[i], &r->changes[i], err);
	if (!failed)
		failed = check(r, err);
	buf_deinit(&shown);
	if (failed)
		render_deinit(r);
	return failed;
}
