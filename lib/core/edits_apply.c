#include "core/edits.h"

#include <stdlib.h>

/* Everything is checked before the first byte is written. */
struct plan {
	const struct message *m;
	const struct edits *edits;
	const struct edit **body;	/* in the order of the bytes */
	size_t n_body;
	const struct edit **fields;	/* one a field of m, NULL: untouched */
};

static int
order(const void *a, const void *b)
{
	const struct edit *x = *(const struct edit *const *)a;
	const struct edit *y = *(const struct edit *const *)b;

	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return x < y ? -1 : x > y;	/* one list: as they were added */
}

static int
plan_body(struct plan *p, struct err *err)
{
	size_t at = message_body_offset(p->m);
	size_t n = message_bytes(p->m).n;

	qsort(p->body, p->n_body, sizeof *p->body, order);
	for (size_t i = 0; i < p->n_body; i++) {
		const struct edit *e = p->body[i];

		if (e->begin > e->end || e->end > n ||
		    e->begin < message_body_offset(p->m))
			return err_set(err, ERR_BUG,
				"the edit of bytes %zu..%zu leaves the body",
				e->begin, e->end);
		if (e->begin < at)
			return err_set(err, ERR_BUG,
				"two edits overlap at byte %zu", e->begin);
		at = e->end;
	}
	return 0;
}

/* A line end that is no folding would let the value add fields. */
static bool
value_is_safe(const struct edit *e)
{
	for (size_t i = 0; i < e->n; i++) {
		if (e->text[i] == '\0' || e->text[i] == '\r')
			return false;
		if (e->text[i] == '\n' && (i + 1 == e->n ||
		    (e->text[i + 1] != ' ' && e->text[i + 1] != '\t')))
			return false;
	}
	return span_trim((struct span){ e->text, e->n }).n > 0;
}

static bool
name_is_safe(const char *name)
{
	if (name == NULL || *name == '\0')
		return false;
	for (; *name; name++)
		if (*name <= ' ' || *name > '~' || *name == ':')
			return false;
	return true;
}

static int
plan_field(struct plan *p, const struct edit *e, struct err *err)
{
	const struct message_field *f;
	size_t i;

	if (!name_is_safe(e->name))
		return err_set(err, ERR_BUG, "an edit of a field that has no "
			"possible name");
	if (e->kind != EDIT_HEADER_DELETE && !value_is_safe(e))
		return err_set(err, ERR_BUG, "the new value of %s can't stand "
			"in a header", e->name);
	if (e->kind == EDIT_HEADER_ADD)
		return 0;
	f = message_find(p->m, e->name, e->occurrence);
	if (f == NULL)
		return err_set(err, ERR_BUG, "an edit of field %s %zu, which "
			"is not there", e->name, e->occurrence);
	i = (size_t)(f - message_field(p->m, 0));
	if (p->fields[i])
		return err_set(err, ERR_BUG, "two edits of field %s %zu",
			e->name, e->occurrence);
	p->fields[i] = e;
	return 0;
}

static int
make_plan(struct plan *p, struct err *err)
{
	for (size_t i = 0; i < edits_count(p->edits); i++) {
		const struct edit *e = edits_get(p->edits, i);

		if (e->kind == EDIT_BODY)
			p->body[p->n_body++] = e;
		else if (plan_field(p, e, err) < 0)
			return -1;
	}
	return plan_body(p, err);
}

/* After the colon: one space unless the value brings its own, line ends as in
 * the message. */
static void
write_value(const struct plan *p, const struct edit *e, struct buf *out)
{
	if (e->text[0] != ' ' && e->text[0] != '\t' && e->text[0] != '\n')
		buf_add_byte(out, ' ');
	for (size_t i = 0; i < e->n; i++)
		if (e->text[i] == '\n')
			buf_add_str(out, message_eol(p->m));
		else
			buf_add_byte(out, e->text[i]);
}

static void
write_field(const struct plan *p, size_t i, struct buf *out)
{
	const struct message_field *f = message_field(p->m, i);
	const struct edit *e = p->fields[i];
	size_t colon, rest;

	if (e == NULL) {
		buf_add(out, f->whole);
		return;
	}
	if (e->kind == EDIT_HEADER_DELETE)
		return;
	colon = (size_t)(f->value.p - f->whole.p);
	rest = colon + f->value.n;
	buf_add(out, span_sub(f->whole, 0, colon));
	write_value(p, e, out);
	buf_add(out, span_sub(f->whole, rest, f->whole.n));
}

/* A message may end inside its last field. */
static void
end_line(const struct plan *p, size_t start, struct buf *out)
{
	if (out->n > start && out->p[out->n - 1] != '\n')
		buf_add_str(out, message_eol(p->m));
}

static bool
begins_with_blank(const struct message *m)
{
	struct span body = message_body(m);

	return body.n && (body.p[0] == ' ' || body.p[0] == '\t');
}

/* Without its empty line a new body would be read as header; so would a body
 * that begins with a blank, as the folded rest of the field above it. */
static void
write_header(const struct plan *p, struct buf *out)
{
	struct span bytes = message_bytes(p->m);
	size_t header_end = message_header_end(p->m);
	size_t body = message_body_offset(p->m), start = out->n;

	for (size_t i = 0; i < message_field_count(p->m); i++)
		write_field(p, i, out);
	for (size_t i = 0; i < edits_count(p->edits); i++) {
		const struct edit *e = edits_get(p->edits, i);

		if (e->kind != EDIT_HEADER_ADD)
			continue;
		end_line(p, start, out);
		buf_printf(out, "%s:", e->name);
		write_value(p, e, out);
		buf_add_str(out, message_eol(p->m));
	}
	if (header_end == body && (p->n_body ||
	    (out->n > start && begins_with_blank(p->m)))) {
		end_line(p, start, out);
		buf_add_str(out, message_eol(p->m));
	}
	buf_add(out, span_sub(bytes, header_end, body));
}

static void
write_body(const struct plan *p, struct buf *out)
{
	struct span bytes = message_bytes(p->m);
	size_t at = message_body_offset(p->m);

	for (size_t i = 0; i < p->n_body; i++) {
		const struct edit *e = p->body[i];

		buf_add(out, span_sub(bytes, at, e->begin));
		buf_add(out, (struct span){ e->text, e->n });
		at = e->end;
	}
	buf_add(out, span_sub(bytes, at, bytes.n));
}

int
edits_apply(const struct edits *e, const struct message *m, struct buf *out,
	struct err *err)
{
	struct plan p = { .m = m, .edits = e };
	int rc = -1;

	p.body = buf_zalloc((edits_count(e) + 1) * sizeof *p.body);
	p.fields = buf_zalloc((message_field_count(m) + 1) *
		sizeof *p.fields);
	if (make_plan(&p, err) < 0)
		goto out;
	write_header(&p, out);
	write_body(&p, out);
	rc = buf_ok(out) ? 0 : err_set(err, ERR_LIMIT, "the edited message "
		"would be longer than %zu bytes", out->max);
out:
	free(p.body);
	free(p.fields);
	return rc;
}
