#include "core/text_qp.h"

#include <string.h>

#include "core/limits.h"
#include "core/lines.h"
#include "core/sweep.h"

/* One column is left for the "=" of a soft line break. */
#define LINE_MAX 75

enum kind {
	LITERAL,	/* a run of octets that stand for themselves */
	ESCAPED,	/* =XX, or a '=' that begins nothing */
	LINE_END,
	NOTHING,	/* a soft line break; white space at a line's end */
};

struct token {
	enum kind kind;
	size_t begin, end;	/* in raw */
	size_t octets;
	unsigned char octet;	/* ESCAPED */
};

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t';
}

/* Length of the line end at I; 0 when there is none. */
static size_t
line_end(struct span s, size_t i)
{
	if (i < s.n && s.p[i] == '\n')
		return 1;
	return i + 1 < s.n && s.p[i] == '\r' && s.p[i + 1] == '\n' ? 2 : 0;
}

static struct token
read_equals(struct span s, size_t i)
{
	struct token t = { ESCAPED, i, i + 1, 1, '=' };
	size_t end = i + 1;
	int high = end < s.n ? span_hex_value(s.p[end]) : -1;
	int low = high >= 0 && end + 1 < s.n ? span_hex_value(s.p[end + 1]) :
		-1;

	if (low >= 0) {
		t.end = i + 3;
		t.octet = (unsigned char)(high << 4 | low);
		return t;
	}
	while (end < s.n && is_blank(s.p[end]))
		end++;
	if (end == s.n || line_end(s, end)) {
		t.kind = NOTHING;
		t.octets = 0;
		t.end = end + line_end(s, end);
	}
	return t;
}

/* Up to the next '=' or line end. Rule 3: white space at the end of a line was
 * added on the way. */
static struct token
read_run(struct span s, size_t i)
{
	struct token t = { LITERAL, i, i, 0, 0 };
	size_t end = sweep_either(s, i, '=', '\n');

	t.end = end;
	if (end == s.n || s.p[end] == '\n') {
		if (end < s.n && end > i && s.p[end - 1] == '\r')
			end--;
		for (t.end = end; t.end > i && is_blank(s.p[t.end - 1]); )
			t.end--;
	}
	if (t.end == i)
		return (struct token){ NOTHING, i, end, 0, 0 };
	t.octets = t.end - i;
	return t;
}

static struct token
next_token(struct span s, size_t i)
{
	size_t n = line_end(s, i);

	if (n)
		return (struct token){ LINE_END, i, i + n, n, 0 };
	return s.p[i] == '=' ? read_equals(s, i) : read_run(s, i);
}

/* The rest of a line from I on, in which no '=' stands, with its line end at
 * LF; returns where the next begins. */
static size_t
decode_rest(struct span raw, size_t i, size_t lf, struct buf *out)
{
	size_t end = lf, last, next = lf < raw.n ? lf + 1 : lf;

	if (lf < raw.n && end > i && raw.p[end - 1] == '\r')
		end--;
	for (last = end; last > i && is_blank(raw.p[last - 1]); )
		last--;
	if (last < end) {
		buf_add(out, span_sub(raw, i, last));
		i = end;
	}
	buf_add(out, span_sub(raw, i, next));
	return next;
}

/* What next_token tells, for the rest of a line from I on, which has its line
 * end at LF; returns where the next begins. */
static size_t
decode_line(struct span raw, size_t i, size_t lf, struct buf *out)
{
	struct span line = span_sub(raw, 0, lf);
	size_t equals;

	while ((equals = span_find_byte(line, i, '=')) != SPAN_NONE) {
		struct token t = read_equals(raw, equals);

		buf_add(out, span_sub(raw, i, equals));
		if (t.kind == ESCAPED)
			buf_add_byte(out, t.octet);
		i = t.end;
		if (i > lf)
			return i;
	}
	return decode_rest(raw, i, lf, out);
}

void
text_qp_decode(struct span raw, struct buf *out)
{
	size_t i = 0, lf;

	while (i < raw.n) {
		lf = span_find_byte(raw, i, '\n');
		i = decode_line(raw, i, lf == SPAN_NONE ? raw.n : lf, out);
	}
}

void
text_qp_escape(unsigned char c, struct buf *out)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned char code[3] = { '=', (unsigned char)digits[c >> 4],
		(unsigned char)digits[c & 15] };

	buf_add(out, (struct span){ code, sizeof code });
}

/* A place in raw and the octets before it, moving forward. */
struct place {
	size_t raw;
	size_t octets;
};

/* Behind the octet before OCTET; what is nothing stays behind it. */
static size_t
advance_to(struct span raw, struct place *place, size_t octet)
{
	struct token t;

	if (octet == place->octets && place->octets == 0)
		return 0;
	for (;;) {
		t = next_token(raw, place->raw);
		if (place->octets + t.octets >= octet)
			break;
		place->octets += t.octets;
		place->raw = t.end;
	}
	if (t.kind == ESCAPED)
		return t.end;
	return t.begin + (octet - place->octets);
}

struct writer {
	struct buf out;
	const char *eol;
	size_t column;
};

/* Columns that the octets of one UTF-8 character take: readers that decode
 * line by line would else tear it (seen: alterMIME). */
static size_t
columns(unsigned char c, bool escape)
{
	if (!escape)
		return 1;
	return c >= 0xF0 ? 12 : c >= 0xE0 ? 9 : c >= 0xC2 ? 6 : 3;
}

/* A line must not begin as a boundary does, nor as mailboxes and SMTP change
 * it: "From ", ".". */
static bool
must_escape(const struct writer *w, unsigned char c)
{
	if (c == '=' || c >= 0x7F || (c < ' ' && c != '\t'))
		return true;
	return w->column == 0 && (c == '-' || c == '.' || c == 'F');
}

static void
write_octet(struct writer *w, unsigned char c, bool escape)
{
	escape = escape || must_escape(w, c);
	if (w->column + columns(c, escape) > LINE_MAX) {
		buf_add_byte(&w->out, '=');
		buf_add_str(&w->out, w->eol);
		w->column = 0;
		escape = escape || must_escape(w, c);
	}
	if (escape)
		text_qp_escape(c, &w->out);
	else
		buf_add_byte(&w->out, c);
	w->column += escape ? 3 : 1;
}

/* White space at the end of a line would be lost. */
static void
guard_blank(struct writer *w)
{
	unsigned char last = w->out.n ? w->out.p[w->out.n - 1] : 0;

	if (w->column == 0 || !is_blank(last))
		return;
	w->out.n--;
	w->column--;
	write_octet(w, last, true);
}

static void
write_line_end(struct writer *w, struct span eol)
{
	guard_blank(w);
	buf_add(&w->out, eol);
	w->column = 0;
}

static void
write_new(struct writer *w, struct span s, bool binary)
{
	size_t i = 0, n;

	while (i < s.n) {
		n = binary ? 0 : line_end(s, i);
		/* A bare LF among CRLFs would not survive SMTP. */
		if (n == 2 || (n == 1 && strcmp(w->eol, "\n") == 0)) {
			write_line_end(w, span_sub(s, i, i + n));
			i += n;
		} else {
			write_octet(w, s.p[i++], false);
		}
	}
}

/* What stood in raw [from, to), wrapped anew. */
static void
write_old(struct writer *w, struct span raw, size_t from, size_t to)
{
	struct token t;

	for (size_t i = from; i < to; i = t.end) {
		t = next_token(raw, i);
		if (t.end > to)
			t.end = to;
		if (t.kind == ESCAPED)
			write_octet(w, t.octet, true);
		else if (t.kind == LINE_END)
			write_line_end(w, span_sub(raw, t.begin, t.end));
		else if (t.kind == LITERAL)
			for (size_t k = t.begin; k < t.end; k++)
				write_octet(w, raw.p[k], false);
	}
}

/* The lines [begin, end) of raw that one edit replaces. */
struct lines {
	size_t begin, end;
};

static struct lines
lines_around(struct span raw, size_t from, size_t to)
{
	return (struct lines){ lines_begin(raw, from), lines_next(raw, to) };
}

/* True when raw [from, to) ends in a soft line break with its line end. */
static bool
ends_softly(struct span raw, size_t from, size_t to)
{
	struct token t = { .kind = LITERAL };

	for (size_t i = from; i < to; i = t.end)
		t = next_token(raw, i);
	return t.kind == NOTHING && to > 0 && raw.p[to - 1] == '\n';
}

/* The rest of the last line touched, and how it ended. */
static void
end_lines(struct writer *w, struct span raw, size_t at, size_t end)
{
	write_old(w, raw, at, end);
	if (ends_softly(raw, at, end)) {
		buf_add_byte(&w->out, '=');
		buf_add_str(&w->out, w->eol);
	} else if (end == raw.n) {
		guard_blank(w);
	}
}

/* One edit for the splices from I on that touch the same lines; returns the
 * first that does not. */
static size_t
edit_lines(struct writer *w, struct span raw, struct place *place,
	const struct text_change *splices, size_t i, size_t n, bool binary,
	struct edits *out)
{
	size_t from = advance_to(raw, place, splices[i].begin), to;
	struct lines lines = lines_around(raw, from, from);
	size_t at = lines.begin, next;

	buf_reset(&w->out);
	w->column = 0;
	do {
		to = advance_to(raw, place, splices[i].end);
		lines.end = lines_around(raw, from, to).end;
		write_old(w, raw, at, from);
		write_new(w, splices[i].with, binary);
		at = to;
		if (++i == n)
			break;
		from = advance_to(raw, place, splices[i].begin);
		next = lines_around(raw, from, from).begin;
	} while (next < lines.end);
	end_lines(w, raw, at, lines.end);
	edits_body(out, lines.begin, lines.end, buf_span(&w->out), TEXT_WHY);
	return i;
}

void
text_qp_edit(struct span raw, const struct text_change *splices, size_t n,
	const char *eol, bool binary, struct edits *out)
{
	struct place place = { 0, 0 };
	struct writer w = { .eol = eol };
	size_t i = 0;

	/* 3 for an escape, 1 for soft line breaks */
	buf_init(&w.out, 4 * (raw.n + LIMIT_LEAF_SIZE));
	while (i < n)
		i = edit_lines(&w, raw, &place, splices, i, n, binary, out);
	buf_deinit(&w.out);
}
