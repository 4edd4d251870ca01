#include "core/mime_boundary.h"

#include <stdlib.h>

#include "core/buf.h"

enum line {
	LINE_OPENS,
	LINE_CLOSES,
	LINE_ALIKE,		/* begins as a delimiter and is none */
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

/* The line that holds "--boundary" at AT; what follows it begins at REST. */
static enum line
look(struct span s, size_t at, size_t rest, size_t *next_r)
{
	size_t lf = span_find_byte(s, rest, '\n');
	size_t end = lf == SPAN_NONE ? s.n : lf;

	*next_r = lf == SPAN_NONE ? s.n : lf + 1;
	if (at > 0 && s.p[at - 1] == '\r')
		return LINE_ALIKE;
	if (lf != SPAN_NONE && end > rest && s.p[end - 1] == '\r')
		end--;
	return classify(span_sub(s, rest, end));
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
	if (line == LINE_ALIKE) {
		odd(scan->split, "a line that looks like a boundary");
		return true;
	}
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

bool
mime_lines_find(struct mime_lines *lines, struct span bytes, size_t max)
{
	size_t at = 0, cap = 0;

	*lines = (struct mime_lines){ 0 };
	while ((at = span_find_byte(bytes, at, '-')) != SPAN_NONE) {
		if (at + 1 == bytes.n || bytes.p[at + 1] != '-') {
			at++;
			continue;
		}
		if (at == 0 || bytes.p[at - 1] == '\n' ||
		    bytes.p[at - 1] == '\r') {
			if (lines->n == max)
				return false;
			if (lines->n == cap) {
				cap = cap ? cap * 2 : 64;
				lines->at = buf_grow(lines->at, cap,
					sizeof *lines->at);
			}
			lines->at[lines->n++] = at;
		}
		while (at < bytes.n && bytes.p[at] == '-')
			at++;
	}
	return true;
}

void
mime_lines_deinit(struct mime_lines *lines)
{
	free(lines->at);
	*lines = (struct mime_lines){ 0 };
}

/* Index of the first line at or behind BEGIN. */
static size_t
first_line(const struct mime_lines *lines, size_t begin)
{
	size_t low = 0, high = lines->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (lines->at[middle] < begin)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
scan_lines(struct scan *scan, struct span s, const struct mime_lines *lines,
	size_t begin, struct span boundary)
{
	size_t at, rest, next;
	enum line line;

	for (size_t i = first_line(lines, begin); i < lines->n; i++) {
		at = lines->at[i];
		rest = at + 2 + boundary.n;
		if (rest > s.n)
			return;
		if (!span_eq(span_sub(s, at + 2, rest), boundary))
			continue;
		line = look(s, at, rest, &next);
		if (!take(scan, line, at, next))
			return;
	}
}

void
mime_split(struct mime_split *split, struct span bytes,
	const struct mime_lines *lines, const struct mime_range *within,
	struct span boundary, size_t max)
{
	struct scan scan = { .split = split, .max = max };

	*split = (struct mime_split){ 0 };
	scan_lines(&scan, span_sub(bytes, 0, within->end), lines,
		within->begin, boundary);
	end_range(&scan, within->end, false);
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
