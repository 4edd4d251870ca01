#include "core/view_build.h"

#include <stdlib.h>

#include "core/history.h"

/* Lines, and what stands together in a page, are mostly longer. */
#define LINE 40

struct view *
view_new(struct span source, bool html)
{
	struct view *v = buf_zalloc(sizeof *v);

	v->html = html;
	v->source = source;
	v->body_end = source.n;
	/* A control character can become U+FFFD, three bytes for one. */
	buf_init(&v->text, source.n * 3 + 64);
	offsets_init(&v->offsets);
	if (html)
		offsets_reserve(&v->offsets, source.n / LINE + 64);
	return v;
}

void
view_add_all(struct view *v)
{
	v->as_is = true;
	offsets_add(&v->offsets, v->source.n, 0, v->source.n, true);
}

void
view_add_byte(struct view *v, unsigned char c, size_t begin, size_t end,
	bool identity)
{
	buf_add_byte(&v->text, c);
	offsets_add(&v->offsets, 1, begin, end, identity);
}

void
view_add(struct view *v, struct span text, size_t begin, size_t end,
	bool identity)
{
	buf_add(&v->text, text);
	offsets_add(&v->offsets, text.n, begin, end, identity);
}

/* Makes room for one more of SIZE bytes in a list that holds N, at FIRST for
 * so many. */
static void *
room(void *list, size_t n, size_t *cap, size_t size, size_t first)
{
	if (n < *cap)
		return list;
	*cap = *cap ? *cap * 2 : first;
	return buf_grow(list, *cap, size);
}

struct view_line *
view_add_line(struct view *v, size_t src_begin)
{
	struct view_line *line;

	v->lines = room(v->lines, v->n_lines, &v->cap_lines,
		sizeof *v->lines, v->source.n / LINE + 32);
	line = &v->lines[v->n_lines++];
	*line = (struct view_line){
		.view_begin = v->text.n, .view_end = v->text.n,
		.src_begin = src_begin, .src_end = src_begin,
		.place = SPAN_NONE,
	};
	return line;
}

struct view_link *
view_add_link(struct view *v, struct span target, size_t begin, size_t end)
{
	struct view_link *link;

	v->links = room(v->links, v->n_links, &v->cap_links,
		sizeof *v->links, 32);
	link = &v->links[v->n_links++];
	*link = (struct view_link){
		.target = buf_dup(target),
		.src_begin = begin, .src_end = end,
		.view_begin = v->text.n, .view_end = v->text.n,
	};
	return link;
}

static struct span
line_text(const struct view *v, const struct view_line *line)
{
	return span_sub(view_text(v), line->view_begin, line->view_end);
}

/* The shown offset from which all is history. */
static size_t
find_history(struct view *v)
{
	struct history_line *lines = buf_alloc(v->n_lines * sizeof *lines);
	size_t i, rest;

	for (i = 0; i < v->n_lines; i++)
		lines[i] = (struct history_line){
			.text = line_text(v, &v->lines[i]),
			.rule = v->lines[i].rule,
			.quoted = v->lines[i].quoted,
			.signature = v->lines[i].signature,
		};
	rest = history_mark(lines, v->n_lines, !v->html);
	for (i = 0; i < v->n_lines; i++) {
		v->lines[i].quoted = lines[i].quoted;
		v->lines[i].signature = lines[i].signature;
	}
	free(lines);
	return rest < v->n_lines ? v->lines[rest].view_begin : SPAN_NONE;
}

static bool
is_blank(struct span s)
{
	struct span nbsp = span_str("\xC2\xA0");
	size_t at = 0;

	while (at < s.n) {
		if (span_is_space(s.p[at]))
			at++;
		else if (span_starts(span_sub(s, at, s.n), nbsp))
			at += nbsp.n;
		else
			return false;
	}
	return true;
}

static bool
same_kind(const struct view_line *a, const struct view_line *b)
{
	return a->quoted == b->quoted && a->signature == b->signature;
}

/* The place after LINE; NEXT is the line after it or NULL. Where NEXT is
 * history or a signature in the same element, the place after that element
 * would come too late. */
static size_t
place_after(const struct view_line *line, const struct view_line *next)
{
	if (line->place == SPAN_NONE || line->place < line->src_end)
		return line->src_end;
	if (next != NULL && !same_kind(line, next) &&
	    next->src_begin >= line->src_end && next->src_begin < line->place)
		return line->src_end;
	return line->place;
}

static void
add_block(struct view *v, size_t first, size_t last)
{
	const struct view_line *a = &v->lines[first];
	const struct view_line *b = &v->lines[last];
	const struct view_line *next = last + 1 < v->n_lines ? b + 1 : NULL;
	struct view_block *block;

	v->blocks = room(v->blocks, v->n_blocks, &v->cap_blocks,
		sizeof *v->blocks, 32);
	block = &v->blocks[v->n_blocks++];
	*block = (struct view_block){
		.view_begin = a->view_begin, .view_end = b->view_end,
		.src_begin = a->src_begin, .src_end = place_after(b, next),
		.quoted = a->quoted, .signature = a->signature,
	};
	if (block->src_end < block->src_begin)
		block->src_end = block->src_begin;
}

/* True when the line after FROM belongs to the same paragraph. */
static bool
goes_on(const struct view *v, size_t from)
{
	const struct view_line *line = &v->lines[from];

	return from + 1 < v->n_lines && !line->last &&
		same_kind(line, line + 1) &&
		!is_blank(line_text(v, line + 1));
}

static void
make_blocks(struct view *v)
{
	size_t i, first;

	for (i = 0; i < v->n_lines; i++) {
		if (is_blank(line_text(v, &v->lines[i])))
			continue;
		first = i;
		while (goes_on(v, i))
			i++;
		add_block(v, first, i);
	}
}

static void
find_own_end(struct view *v)
{
	size_t i;

	v->own_end = v->n_blocks ? v->body_begin : v->body_end;
	for (i = 0; i < v->n_blocks; i++)
		if (!v->blocks[i].quoted && !v->blocks[i].signature)
			v->own_end = v->blocks[i].src_end;
	if (v->own_end > v->body_end)
		v->own_end = v->body_end;
}

/* A link without text (a picture) stands between lines. */
bool
view_history(const struct view *v, size_t off)
{
	return v->rest != SPAN_NONE && off > v->rest;
}

static bool
link_quoted(const struct view *v, const struct view_link *link)
{
	if (link->view_begin < link->view_end)
		return view_quoted(v, link->view_begin);
	return view_history(v, link->view_begin);
}

void
view_finish(struct view *v)
{
	size_t i;

	v->rest = find_history(v);
	make_blocks(v);
	find_own_end(v);
	for (i = 0; i < v->n_links; i++)
		if (link_quoted(v, &v->links[i]))
			v->links[i].quoted = true;
}
