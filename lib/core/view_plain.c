#include "core/view_build.h"

#include "core/flowed.h"

/* Where the line that begins at BEGIN ends, before its LF or CR LF. */
static size_t
line_end(struct span s, size_t begin)
{
	size_t end = span_find_byte(s, begin, '\n');

	if (end == SPAN_NONE)
		return s.n;
	return end > begin && s.p[end - 1] == '\r' ? end - 1 : end;
}

static size_t
after_line_end(struct span s, size_t end)
{
	if (end < s.n && s.p[end] == '\r')
		end++;
	return end < s.n ? end + 1 : end;
}

static void
show(struct view *v, size_t begin, size_t end)
{
	view_add(v, span_sub(v->source, begin, end), begin, end, true);
}

/* One line of those that are shown as they stand. */
static void
add_line_at(struct view *v, size_t begin, size_t end, size_t next)
{
	struct view_line *line = view_add_line(v, begin);

	line->view_begin = begin;
	line->view_end = line->src_end = end;
	line->place = next;
}

/* Ends the last line: its text at END, its line end before NEXT. */
static void
close_line(struct view *v, size_t end, size_t next)
{
	struct view_line *line = &v->lines[v->n_lines - 1];

	line->view_end = v->text.n;
	line->src_end = end;
	line->place = next;
	show(v, end, next);
}

static void
add_fixed(struct view *v)
{
	size_t begin, end, next;

	view_add_all(v);
	for (begin = 0; begin < v->source.n; begin = next) {
		end = line_end(v->source, begin);
		next = after_line_end(v->source, end);
		add_line_at(v, begin, end, next);
	}
}

/* One line of the source, as far as format=flowed shows it. */
struct piece {
	size_t begin, end, next;
	struct flowed_line read;
};

static struct span
piece_text(const struct view *v, const struct piece *p)
{
	return span_sub(v->source, p->begin, p->end);
}

static struct piece
read_piece(const struct view *v, size_t begin, bool delsp)
{
	struct piece p = { .begin = begin };

	p.end = line_end(v->source, begin);
	p.next = after_line_end(v->source, p.end);
	flowed_read(piece_text(v, &p), delsp, &p.read);
	return p;
}

/* True when the line after P goes on in its paragraph; it is then *next. */
static bool
read_next(const struct view *v, const struct piece *p, bool delsp,
	struct piece *next)
{
	if (p->next >= v->source.n)
		return false;
	*next = read_piece(v, p->next, delsp);
	return flowed_joins(&p->read, piece_text(v, next), &next->read);
}

/* Quote marks stay, with the space after them: a reader sees them. */
static size_t
first_shown(const struct piece *p)
{
	return p->begin + (p->read.depth ? 0 : p->read.begin);
}

/* One paragraph that begins at AT; returns where the next one does. */
static size_t
add_paragraph(struct view *v, size_t at, bool delsp)
{
	struct piece p = read_piece(v, at, delsp);
	struct piece next;
	size_t from = first_shown(&p);

	view_add_line(v, p.begin);
	while (read_next(v, &p, delsp, &next)) {
		show(v, from, p.begin + p.read.end);
		p = next;
		from = p.begin + p.read.begin;
	}
	show(v, from, p.end);
	close_line(v, p.end, p.next);
	return p.next;
}

static void
add_flowed(struct view *v, bool delsp)
{
	size_t at = 0;

	buf_reserve(&v->text, v->source.n);
	while (at < v->source.n)
		at = add_paragraph(v, at, delsp);
}

int
view_plain(struct span source, bool flowed, bool delsp, struct view **v_r,
	struct err *err)
{
	struct view *v = view_new(source, false);

	(void)err;
	if (flowed)
		add_flowed(v, delsp);
	else
		add_fixed(v);
	view_finish(v);
	*v_r = v;
	return 0;
}
