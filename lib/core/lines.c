#include "core/lines.h"

#include <string.h>

bool
lines_blank(unsigned char c)
{
	return c == ' ' || c == '\t';
}

size_t
lines_begin(struct span s, size_t at)
{
	const unsigned char *lf = at ? memrchr(s.p, '\n', at) : NULL;

	return lf ? (size_t)(lf - s.p) + 1 : 0;
}

size_t
lines_end(struct span s, size_t at)
{
	size_t lf = span_find_byte(s, at, '\n');

	if (lf == SPAN_NONE)
		return s.n;
	return lf > at && s.p[lf - 1] == '\r' ? lf - 1 : lf;
}

size_t
lines_next(struct span s, size_t at)
{
	size_t lf = span_find_byte(s, at, '\n');

	return lf == SPAN_NONE ? s.n : lf + 1;
}

size_t
lines_field_next(struct span s, size_t at)
{
	do
		at = lines_next(s, at);
	while (at < s.n && lines_blank(s.p[at]));
	return at;
}

bool
lines_only_blanks(struct span s, size_t at)
{
	size_t end = lines_end(s, at);

	while (at < end && lines_blank(s.p[at]))
		at++;
	return at == end;
}

bool
lines_empty_before(struct span s, size_t at)
{
	size_t begin = lines_begin(s, at);

	return begin == 0 ||
		lines_only_blanks(s, lines_begin(s, begin - 1));
}

bool
lines_empty_after(struct span s, size_t at)
{
	size_t lf = span_find_byte(s, lines_end(s, at), '\n');

	return lf == SPAN_NONE || lines_only_blanks(s, lf + 1);
}
