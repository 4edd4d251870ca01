#include "core/text_qp.h"

#include <stdint.h>

/* How far the lines were looked at. */
struct look {
	struct span raw;
	struct span octets;		/* that RAW decodes to */
	const struct text_change *splices;
	size_t n, next;			/* NEXT: the first not yet met */
	size_t at, octet;		/* in RAW, and of OCTETS before it */
	struct buf old, new, want;
};

static struct span
decode(struct span raw, struct buf *out)
{
	buf_reset(out);
	text_qp_decode(raw, out);
	return buf_span(out);
}

/* What the octets up to END shall be. False when a splice goes past it, or
 * LAST edit leaves one. */
static bool
splice(struct look *look, size_t end, bool last)
{
	size_t at = look->octet;

	buf_reset(&look->want);
	while (look->next < look->n) {
		const struct text_change *s = &look->splices[look->next];

		if (!last && s->begin >= end)
			break;
		if (s->begin < at || s->end > end)
			return false;
		buf_add(&look->want, span_sub(look->octets, at, s->begin));
		buf_add(&look->want, s->with);
		at = s->end;
		look->next++;
	}
	buf_add(&look->want, span_sub(look->octets, at, end));
	return true;
}

/* Whole lines for whole lines: only the raw leaf's end need be none. */
static bool
keeps_lines(const struct edit *e, struct span raw)
{
	return (e->begin == 0 || raw.p[e->begin - 1] == '\n') &&
		(e->end == raw.n || ((e->n == 0 || e->text[e->n - 1] == '\n') &&
		e->end && raw.p[e->end - 1] == '\n'));
}

static bool
edit_holds(struct look *look, const struct edit *e, bool last)
{
	struct span raw = look->raw;
	size_t end;

	if (e->begin < look->at || !keeps_lines(e, raw))
		return false;
	look->octet += decode(span_sub(raw, look->at, e->begin),
		&look->old).n;
	end = look->octet + decode(span_sub(raw, e->begin, e->end),
		&look->old).n;
	if (!splice(look, end, last) || !span_eq(buf_span(&look->want),
	    decode((struct span){ e->text, e->n }, &look->new)))
		return false;
	look->at = e->end;
	look->octet = end;
	return true;
}

bool
text_qp_lines_hold(struct span raw, struct span octets,
	const struct text_change *splices, size_t n,
	const struct edits *edits)
{
	struct look look = { .raw = raw, .octets = octets,
		.splices = splices, .n = n };
	size_t i, count = edits_count(edits);
	bool good = n > 0;

	buf_init(&look.old, raw.n);
	buf_init(&look.new, SIZE_MAX / 2);
	buf_init(&look.want, SIZE_MAX / 2);
	for (i = 0; i < count && good; i++)
		good = edit_holds(&look, edits_get(edits, i), i + 1 == count);
	buf_deinit(&look.old);
	buf_deinit(&look.new);
	buf_deinit(&look.want);
	return good && look.next == n;
}
