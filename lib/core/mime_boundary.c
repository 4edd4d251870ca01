#include "core/mime_boundary.h"

#include <stdlib.h>

#include "core/buf.h"

enum line {
	LINE_OPENS,
	LINE_CLOSES,
	LINE_ALIKE,		/* begins as a delimiter and is none */
	LINE_OTHER,
};

struct scan {
	struct mime_split *split;
	size_t max;
	size_t cap;
	bool open;		/* the last range has no end yet */
	bool closed;
};

static void
odd(struct mime_split *split, const char *what)
{
	if (split->odd == NULL)
		split->odd = what;
}

static bool
is_padding(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != ' ' && s.p[i] != '\t')
			return false;
	return true;
}

/* What stands behind "--boundary" up to the line end, which is no part of
 * REST. RFC 2046 allows white space that a transport added. */
static enum line
classify(struct span rest)
{
	if (is_padding(rest))
		return LINE_OPENS;
	if (span_starts(rest, span_str("--")) &&
	    is_padding(span_sub(rest, 2, rest.n)))
		return LINE_CLOSES;
	return LINE_ALIKE;
}

/* The line that holds "--boundary" at AT; its end at *NEXT_R. */
static enum line
look(struct span s, size_t begin, size_t at, size_t n, size_t *next_r)
{
	size_t lf = span_find_byte(s, at + n, '\n');
	size_t end = lf == SPAN_NONE ? s.n : lf;

	*next_r = lf == SPAN_NONE ? s.n : lf + 1;
	if (at > begin && s.p[at - 1] == '\r')
		return LINE_ALIKE;
	if (at > begin && s.p[at - 1] != '\n') {
		*next_r = at + n;
		return LINE_OTHER;
	}
	if (lf != SPAN_NONE && end > at + n && s.p[end - 1] == '\r')
		end--;
	return classify(span_sub(s, at + n, end));
}

static void
end_range(struct scan *scan, size_t at, bool delimited)
{
	struct mime_range *last;

	if (!scan->open)
		return;
	last = &scan->split->ranges[scan->split->n - 1];
	last->end = at;
	last->delimited = delimited;
	scan->open = false;
}

static void
begin_range(struct scan *scan, size_t at)
{
	struct mime_split *split = scan->split;

	if (split->n == scan->cap) {
		scan->cap = scan->cap ? scan->cap * 2 : 8;
		split->ranges = buf_grow(split->ranges, scan->cap,
			sizeof *split->ranges);
	}
	split->ranges[split->n++] = (struct mime_range){ .begin = at };
	scan->open = true;
}

/* False when the maximum is reached. */
static bool
take(struct scan *scan, enum line line, size_t at, size_t next)
{
	if (line == LINE_ALIKE)
		odd(scan->split, "a line that looks like a boundary");
	if (line != LINE_OPENS && line != LINE_CLOSES)
		return true;
	if (scan->closed) {
		odd(scan->split, "a boundary after the closing one");
		return true;
	}
	end_range(scan, at, true);
	if (line == LINE_CLOSES) {
		scan->closed = true;
		return true;
	}
	if (scan->split->n == scan->max)
		return false;
	begin_range(scan, next);
	return true;
}

void
mime_split(struct mime_split *split, struct span bytes, size_t begin,
	size_t end, struct span boundary, size_t max)
{
	struct span s = span_sub(bytes, 0, end);
	struct scan scan = { .split = split, .max = max };
	size_t at = begin, next;
	struct buf delimiter;
	enum line line;

	*split = (struct mime_split){ 0 };
	buf_init(&delimiter, boundary.n + 2);
	buf_add_str(&delimiter, "--");
	buf_add(&delimiter, boundary);
	while ((at = span_find(s, at, buf_span(&delimiter))) != SPAN_NONE) {
		line = look(s, begin, at, delimiter.n, &next);
		if (!take(&scan, line, at, next))
			break;
		at = next;
	}
	end_range(&scan, end, false);
	buf_deinit(&delimiter);
	if (split->n == 0)
		odd(split, "a multipart without parts");
	if (!scan.closed)
		odd(split, "a multipart without its closing boundary");
}

void
mime_split_deinit(struct mime_split *split)
{
	free(split->ranges);
	*split = (struct mime_split){ 0 };
}
