#include "core/flowed.h"

static bool
is_separator(struct span line, size_t begin)
{
	return span_eq_str(span_sub(line, begin, line.n), "-- ");
}

void
flowed_read(struct span line, bool delsp, struct flowed_line *r)
{
	*r = (struct flowed_line){ .end = line.n };
	while (r->depth < line.n && line.p[r->depth] == '>')
		r->depth++;
	r->begin = r->depth;
	if (r->begin < line.n && line.p[r->begin] == ' ')
		r->begin++;
	/* 4.3: "-- " is neither fixed nor flowed. */
	if (is_separator(line, r->begin) || is_separator(line, r->depth))
		return;
	r->soft = r->begin < line.n && line.p[line.n - 1] == ' ';
	if (r->soft && delsp)
		r->end--;
}

bool
flowed_joins(const struct flowed_line *line, struct span next,
	const struct flowed_line *next_read)
{
	return line->soft && line->depth == next_read->depth &&
		!is_separator(next, next_read->begin) &&
		!is_separator(next, next_read->depth);
}
