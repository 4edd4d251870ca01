#include "core/proof_locked.h"

#include "core/view.h"

static void
expected_words(const struct finding *f, struct span link, struct words *w)
{
	size_t i;

	for (i = f->first; i < f->last; i++) {
		const struct locked_paragraph *p = &f->locked->list[i];

		words_break(w);
		words_add(w, p->link ? link : span_str(p->text), 0);
	}
}

static bool
leads_to(const struct view *v, struct span link)
{
	size_t i;

	for (i = 0; i < view_link_count(v); i++)
		if (!span_eq(span_str(view_link(v, i)->target), link))
			return false;
	return true;
}

bool
proof_locked(struct span with, const struct finding *f, struct span link,
	bool html)
{
	struct words shown = { 0 }, expected = { 0 };
	struct view *v = NULL;
	struct err err;
	bool good;

	if ((html ? view_html(with, &v, &err) :
	    view_plain(with, false, false, &v, &err)) != 0)
		return false;
	words_add(&shown, view_text(v), 0);
	expected_words(f, link, &expected);
	good = words_eq(&shown, &expected) && leads_to(v, link);
	words_deinit(&shown);
	words_deinit(&expected);
	view_free(&v);
	return good;
}

static bool
is_encoding(struct span name)
{
	return span_ieq_str(name, "Content-Type") ||
		span_ieq_str(name, "Content-Transfer-Encoding");
}

static const struct message_field *
next_field(const struct message *m, size_t *i)
{
	while (*i < message_field_count(m)) {
		const struct message_field *f = message_field(m, (*i)++);

		if (!is_encoding(f->name))
			return f;
	}
	return NULL;
}

static bool
same_fields(const struct message *a, const struct message *b)
{
	const struct message_field *x, *y;
	size_t i = 0, j = 0;

	do {
		x = next_field(a, &i);
		y = next_field(b, &j);
		if ((x == NULL) != (y == NULL) ||
		    (x != NULL && !span_eq(x->whole, y->whole)))
			return false;
	} while (x != NULL);
	return true;
}

static bool
parse(struct span s, struct message **m)
{
	struct buf copy;
	struct err err;
	int rc;

	buf_init(&copy, LIMIT_HEADER_SIZE);
	buf_add(&copy, s);
	rc = message_parse(&copy, m, &err);
	buf_deinit(&copy);
	return rc == 0;
}

bool
proof_fields(struct span before, struct span after)
{
	struct message *a = NULL, *b = NULL;
	bool same = parse(before, &a) && parse(after, &b) &&
		message_body(a).n == message_body(b).n && same_fields(a, b);

	message_free(&a);
	message_free(&b);
	return same;
}
