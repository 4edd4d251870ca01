#include "csv.h"

#include <stdbool.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/limits.h"

void
csv_init(struct csv *c, struct span text)
{
	struct span mark = span_str("\xef\xbb\xbf"), first;
	size_t eol;

	if (span_starts(text, mark))
		text = span_sub(text, mark.n, text.n);
	eol = span_find_byte(text, 0, '\n');
	first = span_sub(text, 0, eol == SPAN_NONE ? text.n : eol);
	*c = (struct csv){ text, 0, 1, ',' };
	if (span_find_byte(first, 0, ',') != SPAN_NONE)
		return;
	if (span_find_byte(first, 0, ';') != SPAN_NONE)
		c->separator = ';';
	else if (span_find_byte(first, 0, '\t') != SPAN_NONE)
		c->separator = '\t';
}

static bool
at_eol(const struct csv *c)
{
	return c->at >= c->text.n || c->text.p[c->at] == '\n' ||
		(c->text.p[c->at] == '\r' && (c->at + 1 == c->text.n ||
		c->text.p[c->at + 1] == '\n'));
}

static void
skip_eol(struct csv *c)
{
	size_t eol = span_find_byte(c->text, c->at, '\n');

	c->at = eol == SPAN_NONE ? c->text.n : eol + 1;
	c->line++;
}

/* Behind the opening quote, to behind the closing one. */
static int
read_quoted(struct csv *c, struct buf *field, struct err *err)
{
	bool closed = false;

	for (; c->at < c->text.n && !closed; c->at++) {
		unsigned char b = c->text.p[c->at];

		if (b == '\n')
			c->line++;
		if (b != '"') {
			buf_add_byte(field, b);
			continue;
		}
		closed = c->at + 1 == c->text.n || c->text.p[c->at + 1] != '"';
		if (closed)
			continue;
		c->at++;
		buf_add_byte(field, '"');
	}
	if (!closed)
		return err_set(err, ERR_DATA, "a quoted field has no end; put "
			"a \" behind it, and write \"\" for a quote inside");
	if (!at_eol(c) && c->text.p[c->at] != c->separator)
		return err_set(err, ERR_DATA, "something stands behind a "
			"closing quote; write \"\" for a quote inside");
	return 0;
}

static int
read_plain(struct csv *c, struct buf *field, struct err *err)
{
	for (; !at_eol(c) && c->text.p[c->at] != c->separator; c->at++) {
		if (c->text.p[c->at] == '"')
			return err_set(err, ERR_DATA, "a quote stands inside "
				"a field; put the whole field in quotes and "
				"write \"\" for a quote inside");
		buf_add_byte(field, c->text.p[c->at]);
	}
	return 0;
}

static int
read_field(struct csv *c, struct csv_record *r, struct err *err)
{
	struct buf field;
	int rc;

	buf_init(&field, LIMIT_CSV_FIELD);
	if (c->at < c->text.n && c->text.p[c->at] == '"') {
		c->at++;
		rc = read_quoted(c, &field, err);
	} else {
		rc = read_plain(c, &field, err);
	}
	if (rc == 0 && !buf_ok(&field))
		rc = err_set(err, ERR_DATA, "a field is longer than %d bytes; "
			"is a quote missing?", LIMIT_CSV_FIELD);
	if (rc == 0 && span_find_byte(buf_span(&field), 0, '\0') != SPAN_NONE)
		rc = err_set(err, ERR_DATA, "a field holds a NUL byte; save "
			"the file as UTF-8");
	if (rc == 0) {
		r->fields = buf_grow(r->fields, r->n + 1, sizeof(*r->fields));
		r->fields[r->n++] = buf_take(&field);
	}
	buf_deinit(&field);
	return rc;
}

int
csv_next(struct csv *c, struct csv_record *r_r, size_t *line_r,
	struct err *err)
{
	int rc = 0;

	*r_r = (struct csv_record){ NULL, 0, 0 };
	while (c->at < c->text.n && at_eol(c))
		skip_eol(c);
	*line_r = r_r->line = c->line;
	if (c->at >= c->text.n)
		return 0;
	for (;;) {
		if (r_r->n == LIMIT_CSV_FIELDS)
			rc = err_set(err, ERR_DATA, "more than %d columns",
				LIMIT_CSV_FIELDS);
		else
			rc = read_field(c, r_r, err);
		if (rc < 0 || at_eol(c))
			break;
		c->at++;
	}
	skip_eol(c);
	if (rc < 0)
		csv_record_deinit(r_r);
	return rc < 0 ? -1 : 1;
}

void
csv_record_deinit(struct csv_record *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		free(r->fields[i]);
	free(r->fields);
	*r = (struct csv_record){ NULL, 0, 0 };
}
