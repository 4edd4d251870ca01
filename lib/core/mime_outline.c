#include "core/mime_outline.h"

#include <stdlib.h>

#include "core/lines.h"
#include "core/mime_fields.h"

/* To copy more of a body costs more than GMime takes for some twenty fields. */
#define COPIED_MAX (256 * 1024)

struct drawing {
	struct mime_outline *o;
	struct span s;		/* the message */
	size_t kept;		/* of the message, up to here */
};

/* Those bytes of the message; what stands behind what was kept goes on. */
static void
keep(struct drawing *d, size_t begin, size_t end)
{
	struct mime_outline *o = d->o;

	if (o->n == 0 || begin != d->kept) {
		if (o->n == o->cap) {
			o->cap = o->cap ? o->cap * 2 : 16;
			o->pieces = buf_grow(o->pieces, o->cap,
				sizeof *o->pieces);
		}
		o->pieces[o->n++] = (struct mime_piece){ o->bytes.n, begin };
	}
	buf_add(&o->bytes, span_sub(d->s, begin, end));
	d->kept = end;
}

/* Behind the line at AT and the header that may follow it. */
static size_t
header_end(struct span s, size_t at)
{
	size_t end = lines_next(s, at);

	while (end < s.n) {
		at = end;
		end = lines_next(s, at);
		if (end - at == 1 || (end - at == 2 && s.p[at] == '\r'))
			break;
	}
	return end;
}

/* What stands from BEGIN to END and is not there yet. */
static void
keep_rest(struct drawing *d, size_t begin, size_t end)
{
	keep(d, begin > d->kept ? begin : d->kept, end);
}

/* A field of which GMime is asked nothing: that both of two say the same, and
 * what, is our own reading (mime_fields.h). FIELD begins with its name. */
static bool
is_unasked(struct span field)
{
	return span_istarts(field, span_str("Content-Transfer-Encoding:")) ||
		span_istarts(field, span_str("MIME-Version:"));
}

/* The part's header from BEGIN to END. One that does not tell its type may be
 * no header, or nothing but one field, without which it would be none. */
static void
keep_fields(struct drawing *d, size_t begin, size_t end)
{
	struct span s = span_sub(d->s, 0, end);
	bool typed = false;
	size_t at;

	for (at = begin; at < end && !typed; at = lines_field_next(s, at))
		typed = span_istarts(span_from(s, at),
			span_str("Content-Type:"));
	for (at = begin; at < end; at = begin) {
		begin = lines_field_next(s, at);
		if (!typed || !is_unasked(span_from(s, at)))
			keep_rest(d, at, begin);
	}
}

/* The last line too, so that no content is empty that was not. */
static void
keep_lines(struct drawing *d, const struct mime_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		size_t at = lines->at[i], behind = lines_next(d->s, at);

		if (at < d->kept)
			continue;
		keep_rest(d, lines_begin(d->s, at - 1), behind);
		keep_fields(d, behind, header_end(d->s, at));
	}
	keep_rest(d, lines_begin(d->s, d->s.n - 1), d->s.n);
}

static void
keep_header(struct drawing *d, const struct message *m, bool plain)
{
	for (size_t i = 0; i < message_field_count(m); i++) {
		const struct message_field *f = message_field(m, i);
		size_t begin = (size_t)(f->whole.p - d->s.p);

		if (mime_fields_is(f) && !(plain && is_unasked(f->whole)))
			keep(d, begin, begin + f->whole.n);
	}
	keep(d, message_header_end(m), message_body_offset(m));
}

/* Of a clean header only the MIME fields count for the structure; the others
 * take GMime longer than the whole body. */
static bool
is_worth_it(const struct message *m, const struct mime_lines *lines)
{
	return (lines || message_bytes(m).n <= COPIED_MAX) &&
		message_odd(m) == NULL &&
		message_find(m, "Content-Type", 1) != NULL &&
		message_body_offset(m) > message_header_end(m);
}

bool
mime_outline_draw(struct mime_outline *o, const struct message *m,
	const struct mime_lines *lines)
{
	struct drawing d = { .o = o, .s = message_bytes(m) };

	*o = (struct mime_outline){ 0 };
	buf_init(&o->bytes, d.s.n);
	if (!is_worth_it(m, lines))
		return false;
	keep_header(&d, m, lines != NULL);
	if (lines)
		keep_lines(&d, lines);
	else
		keep(&d, d.kept, d.s.n);
	return true;
}

void
mime_outline_deinit(struct mime_outline *o)
{
	buf_deinit(&o->bytes);
	free(o->pieces);
	*o = (struct mime_outline){ 0 };
}

/* The last piece that begins before LIMIT of the outline. */
static const struct mime_piece *
piece_before(const struct mime_outline *o, size_t limit)
{
	size_t low = 0, high = o->n, middle;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (o->pieces[middle].at < limit)
			low = middle;
		else
			high = middle;
	}
	return &o->pieces[low];
}

size_t
mime_outline_begin(const struct mime_outline *o, size_t at)
{
	const struct mime_piece *piece = piece_before(o, at);

	return piece->from + (at - piece->at);
}

size_t
mime_outline_end(const struct mime_outline *o, size_t at)
{
	const struct mime_piece *piece = piece_before(o, at + 1);

	return piece->from + (at - piece->at);
}
