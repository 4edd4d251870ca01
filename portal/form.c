#include "form.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "core/buf.h"

static void
decode(struct span s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && s.n - i > 2 && span_is_hex(s.p[i + 1]) &&
		    span_is_hex(s.p[i + 2])) {
			buf_add_byte(out, (unsigned char)(
				span_hex_value(s.p[i + 1]) * 16 +
				span_hex_value(s.p[i + 2])));
			i += 2;
		} else {
			buf_add_byte(out, s.p[i] == '+' ? ' ' : s.p[i]);
		}
	}
}

static int
decoded(struct span s, char **r, struct err *err)
{
	struct buf b;
	int rc = 0;

	buf_init(&b, PORTAL_VALUE);
	decode(s, &b);
	if (!buf_ok(&b))
		rc = err_set(err, ERR_LIMIT, "a field of a form is longer "
			"than %d bytes", PORTAL_VALUE);
	else if (memchr(buf_str(&b), '\0', b.n) || u8_check(b.p, b.n))
		rc = err_set(err, ERR_DATA, "a field of a form is no text");
	else
		*r = buf_take(&b);
	buf_deinit(&b);
	return rc;
}

static int
take_field(struct form *f, struct span pair, struct err *err)
{
	size_t equals = span_find_byte(pair, 0, '=');
	struct form_field *field;

	if (pair.n == 0)
		return 0;
	if (f->n == PORTAL_FIELDS)
		return err_set(err, ERR_LIMIT, "a form has more than %d fields",
			PORTAL_FIELDS);
	field = &f->list[f->n++];
	if (equals == SPAN_NONE)
		equals = pair.n;
	if (decoded(span_sub(pair, 0, equals), &field->name, err) < 0)
		return -1;
	if (equals < pair.n)
		equals++;
	return decoded(span_sub(pair, equals, pair.n), &field->value, err);
}

int
form_parse(struct form *f, struct span text, struct err *err)
{
	size_t begin = 0, end;

	while (begin < text.n) {
		end = span_find_byte(text, begin, '&');
		if (end == SPAN_NONE)
			end = text.n;
		if (take_field(f, span_sub(text, begin, end), err) < 0)
			return -1;
		begin = end + 1;
	}
	return 0;
}

void
form_deinit(struct form *f)
{
	while (f->n > 0) {
		f->n--;
		free(f->list[f->n].name);
		free(f->list[f->n].value);
		f->list[f->n].name = f->list[f->n].value = NULL;
	}
}

const char *
form_get(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->list[i].name, name) == 0)
			return f->list[i].value;
	return NULL;
}
