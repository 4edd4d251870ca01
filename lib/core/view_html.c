#include "core/view_build.h"

#include "core/history.h"
#include "core/html.h"
#include "core/html_words.h"
#include "core/view_links.h"

/* An attribution is wrapped into three lines at most. */
#define ATTRIBUTION_LINES 3

struct build {
	struct view *v;
	bool in_line;
	bool gap;		/* white space that may have to be shown */
	size_t gap_begin, gap_end;
	bool broken;		/* by a tag at break_begin..break_end */
	size_t break_begin, break_end;
	unsigned breaks;	/* since the last shown character */
	bool rule;
	size_t placed;		/* lines that have their place */
	size_t quotes, signatures, indents;
	/* The last unmarked blockquote after an attribution. */
	size_t indent_begin, indent_end;
	bool indent_told;
	struct view_links links;
};

static struct view_line *
last_line(struct build *b)
{
	return &b->v->lines[b->v->n_lines - 1];
}

static void
begin_line(struct build *b, size_t src)
{
	struct view_line *line;

	if (b->v->text.n > 0 && b->broken)
		view_add_byte(b->v, '\n', b->break_begin, b->break_end,
			false);
	else if (b->v->text.n > 0)
		view_add_byte(b->v, '\n', src, src, false);
	line = view_add_line(b->v, src);
	line->rule = b->rule;
	line->quoted = b->quotes > 0;
	line->signature = b->signatures > 0;
	b->in_line = true;
	b->rule = b->broken = b->gap = false;
	b->breaks = 0;
}

static void
end_line(struct build *b)
{
	if (!b->in_line)
		return;
	last_line(b)->view_end = b->v->text.n;
	b->in_line = b->gap = false;
}

static void
add_gap(struct build *b)
{
	bool same = b->gap_end - b->gap_begin == 1 &&
		b->v->source.p[b->gap_begin] == ' ';

	if (!b->gap)
		return;
	view_add_byte(b->v, ' ', b->gap_begin, b->gap_end, same);
	b->gap = false;
}

static void
add_shown(struct build *b, struct span text, size_t begin, size_t end,
	bool identity)
{
	struct view_line *line;

	if (!b->in_line)
		begin_line(b, begin);
	add_gap(b);
	view_links_show(&b->links, b->v);
	view_add(b->v, text, begin, end, identity);
	line = last_line(b);
	if (end > line->src_end)
		line->src_end = end;
}

static void
note_gap(struct build *b, size_t begin, size_t end)
{
	if (!b->in_line)
		return;
	if (!b->gap)
		b->gap_begin = begin;
	b->gap_end = end;
	b->gap = true;
}

static void
on_break(void *ctx, size_t begin, size_t end)
{
	struct build *b = ctx;

	if (b->in_line)
		b->breaks = 0;
	end_line(b);
	if (!b->broken)
		b->break_begin = begin;
	b->break_end = end;
	b->broken = true;
	if (++b->breaks >= 2 && b->v->n_lines)
		last_line(b)->last = true;
}

/* The length of the line end at AT, LF or CR LF, or 0. */
static size_t
line_end_length(struct span text, size_t at)
{
	if (text.p[at] == '\n')
		return 1;
	return span_starts(span_sub(text, at, text.n), span_str("\r\n")) ?
		2 : 0;
}

static size_t
find_line_end(struct span text, size_t from)
{
	size_t end = span_find_byte(text, from, '\n');

	if (end == SPAN_NONE)
		return text.n;
	return end > from && text.p[end - 1] == '\r' ? end - 1 : end;
}

/* Text whose white space is shown. */
static void
add_preformatted(struct build *b, struct span text, size_t begin, size_t end,
	bool identity)
{
	size_t i, n, from, to, stop;

	for (i = 0; i < text.n; i = stop) {
		n = line_end_length(text, i);
		stop = n ? i + n : find_line_end(text, i + 1);
		from = identity ? begin + i : begin;
		to = identity ? begin + stop : end;
		if (n)
			on_break(b, from, to);
		else
			add_shown(b, span_sub(text, i, stop), from, to,
				identity);
	}
}

static void
add_words(struct build *b, struct span text, size_t begin, size_t end,
	bool identity)
{
	size_t i, from, to, stop;

	for (i = 0; i < text.n; i = stop) {
		bool blank = html_words_blank(text.p[i]);

		stop = blank ? i + 1 : html_words_end(text, i + 1, identity);
		from = identity ? begin + i : begin;
		to = identity ? begin + stop : end;
		if (blank)
			note_gap(b, from, to);
		else
			add_shown(b, span_sub(text, i, stop), from, to,
				identity);
	}
}

static void
on_text(void *ctx, struct span text, size_t begin, size_t end, bool identity,
	bool pre)
{
	if (pre)
		add_preformatted(ctx, text, begin, end, identity);
	else
		add_words(ctx, text, begin, end, identity);
}

static void
on_block(void *ctx)
{
	struct build *b = ctx;

	end_line(b);
	b->broken = false;
	b->breaks = 0;
	if (b->v->n_lines)
		last_line(b)->last = true;
}

static void
on_place(void *ctx, size_t src)
{
	struct build *b = ctx;
	size_t end = b->v->n_lines - (b->in_line ? 1 : 0);

	for (; b->placed < end; b->placed++) {
		struct view_line *line = &b->v->lines[b->placed];

		line->place = src > line->src_end ? src : line->src_end;
	}
}

/* What has no place before a quote or a signature begins gets it there. */
static void
place_before_mark(struct build *b)
{
	on_block(b);
	on_place(b, 0);
}

static void
on_rule(void *ctx)
{
	struct build *b = ctx;

	b->rule = true;
}

/* The first of the last lines that tell who wrote what follows. */
static size_t
attribution_begin(const struct build *b)
{
	const struct view *v = b->v;
	size_t i = v->n_lines;
	size_t back;

	for (back = 1; back <= ATTRIBUTION_LINES && back <= v->n_lines;
	    back++) {
		i = v->n_lines - back;
		if (history_attribution(span_sub(buf_span(&v->text),
		    v->lines[i].view_begin, v->text.n)))
			return i;
	}
	return v->n_lines;
}

static void
mark_quoted(struct build *b, size_t begin, size_t end)
{
	for (; begin < end; begin++)
		b->v->lines[begin].quoted = true;
}

static void
on_quote(void *ctx, bool begins)
{
	struct build *b = ctx;

	place_before_mark(b);
	if (begins && b->quotes == 0)
		mark_quoted(b, attribution_begin(b), b->v->n_lines);
	if (begins)
		b->quotes++;
	else
		b->quotes--;
}

static void
on_indent(void *ctx, bool begins)
{
	struct build *b = ctx;

	on_block(b);
	if (begins && b->indents++ == 0) {
		b->indent_begin = attribution_begin(b);
		b->indent_told = b->indent_begin < b->v->n_lines;
	} else if (!begins && --b->indents == 0) {
		b->indent_end = b->v->n_lines;
	}
}

static void
on_signature(void *ctx, bool begins)
{
	struct build *b = ctx;

	place_before_mark(b);
	if (begins)
		b->signatures++;
	else
		b->signatures--;
}

static void
on_link_begin(void *ctx, struct span value, size_t begin, size_t end,
	bool hidden)
{
	struct build *b = ctx;

	view_links_begin(&b->links, b->v, &(struct view_link_found){
		.target = value, .begin = begin, .end = end,
		.hidden = hidden, .quoted = b->quotes > 0 });
}

static void
on_link_end(void *ctx)
{
	struct build *b = ctx;

	view_links_end(&b->links, b->v);
}

static void
on_aside(void *ctx, size_t begin, size_t end)
{
	struct build *b = ctx;
	struct view *v = b->v;

	v->asides = buf_grow(v->asides, v->n_asides + 1, sizeof *v->asides);
	v->asides[v->n_asides++] = (struct view_aside){
		.src_begin = begin, .src_end = end, .view_at = v->text.n,
		.quoted = b->quotes > 0,
	};
}

static void
on_bounds(void *ctx, size_t begin, size_t end, bool shut, bool faint)
{
	struct build *b = ctx;

	end_line(b);
	b->v->shut = shut;
	b->v->faint = faint;
	b->v->body_begin = begin;
	b->v->body_end = end;
	on_place(b, end);
}

/* An unmarked blockquote is history when somebody is said to have written it
 * and nothing follows; else it is the author's way to indent. */
static void
finish_indent(struct build *b)
{
	if (b->indent_told && b->indent_end == b->v->n_lines)
		mark_quoted(b, b->indent_begin, b->indent_end);
}

static const struct html_sink sink = {
	.text = on_text, .line_break = on_break, .block = on_block,
	.place = on_place, .rule = on_rule, .link_begin = on_link_begin,
	.link_end = on_link_end, .quote = on_quote, .indent = on_indent,
	.signature = on_signature, .aside = on_aside, .bounds = on_bounds,
};

int
view_html_page(struct span source, bool asides, struct view **v_r,
	struct err *err)
{
	struct build b = { .v = view_new(source, true) };
	struct html_sink how = sink;
	int result;

	buf_reserve(&b.v->text, source.n);
	if (!asides)
		how.aside = NULL;
	result = html_read(source, &how, &b, err);
	view_links_deinit(&b.links);
	if (result < 0) {
		view_free(&b.v);
		return -1;
	}
	finish_indent(&b);
	view_finish(b.v);
	*v_r = b.v;
	return 0;
}
