#include "core/transfer_again.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/lines.h"
#include "core/transfer.h"

/* Where a line begins in the body, and what became of it. */
struct line {
	size_t body, quoted;
};

/* A body in quoted-printable. Behind its lines there is one for the end. */
struct quoted {
	struct buf body, quoted;
	struct line *lines;
	size_t n, size;
};

struct transfer_again {
	struct quoted last, next;
};

static void
quoted_init(struct quoted *q)
{
	*q = (struct quoted){ .n = 0 };
	buf_init(&q->body, LIMIT_LETTER);
	/* A byte becomes three, and a third more with soft line breaks. */
	buf_init(&q->quoted, 8 * LIMIT_LETTER);
}

struct transfer_again *
transfer_again_new(void)
{
	struct transfer_again *a = buf_zalloc(sizeof(*a));

	quoted_init(&a->last);
	quoted_init(&a->next);
	return a;
}

static void
quoted_deinit(struct quoted *q)
{
	buf_deinit(&q->body);
	buf_deinit(&q->quoted);
	free(q->lines);
}

void
transfer_again_free(struct transfer_again **a)
{
	if (*a == NULL)
		return;
	quoted_deinit(&(*a)->last);
	quoted_deinit(&(*a)->next);
	free(*a);
	*a = NULL;
}

static void
add_line(struct quoted *q, size_t body, size_t quoted)
{
	if (q->n == q->size) {
		q->size = q->size == 0 ? 64 : 2 * q->size;
		q->lines = buf_grow(q->lines, q->size, sizeof(*q->lines));
	}
	q->lines[q->n++] = (struct line){ body, quoted };
}

/* Lines FROM to TO of the last body as they were, BEHIND bytes further on. */
static void
copy(struct transfer_again *a, size_t from, size_t to, size_t behind)
{
	const struct line *lines = a->last.lines;
	size_t at = a->next.quoted.n, i;

	if (from == to)
		return;
	for (i = from; i < to; i++)
		add_line(&a->next, lines[i].body + behind,
			lines[i].quoted - lines[from].quoted + at);
	buf_add(&a->next.quoted, span_sub(buf_span(&a->last.quoted),
		lines[from].quoted, lines[to].quoted));
}

static void
quote(struct quoted *q, size_t from, size_t to)
{
	struct span s = buf_span(&q->body);
	size_t at, next;

	for (at = from; at < to; at = next) {
		next = lines_next(s, at);
		add_line(q, at, q->quoted.n);
		transfer_quote(span_sub(s, at, next), &q->quoted);
	}
}

/* Whole lines of the last body with which S begins too. */
static size_t
same_begin(const struct quoted *last, struct span s)
{
	struct span old = buf_span(&last->body);
	size_t k;

	for (k = 0; k + 1 < last->n; k++) {
		size_t begin = last->lines[k].body;
		size_t end = last->lines[k + 1].body;

		if (end > s.n || old.p[end - 1] != '\n' ||
			memcmp(old.p + begin, s.p + begin, end - begin) != 0)
			break;
	}
	return k;
}

/* The first of those with which it ends too, but not before FROM. The line end
 * in front of it must be the same. */
static size_t
same_end(const struct quoted *last, struct span s, size_t from)
{
	struct span old = buf_span(&last->body);
	size_t k = last->n - 1, left = s.n - last->lines[from].body;

	for (; k > from + 1; k--) {
		size_t begin = last->lines[k - 1].body - 1;
		size_t n = old.n - begin;

		if (n > left || memcmp(old.p + begin, s.p + s.n - n,
			last->lines[k].body - begin) != 0)
			break;
	}
	return k;
}

static void
make_next(struct transfer_again *a, struct span body)
{
	struct quoted *last = &a->last, *next = &a->next;
	size_t begin, end, rest;

	buf_reset(&next->body);
	buf_reset(&next->quoted);
	next->n = 0;
	buf_add(&next->body, body);
	if (last->n == 0)
		add_line(last, 0, 0);	/* nothing, and its end */
	begin = same_begin(last, body);
	end = same_end(last, body, begin);
	rest = last->body.n - last->lines[end].body;
	copy(a, 0, begin, 0);
	quote(next, last->lines[begin].body, body.n - rest);
	copy(a, end, last->n - 1, body.n - last->body.n);
	add_line(next, body.n, next->quoted.n);
}

const char *
transfer_again_encode(struct transfer_again *a, struct span body,
	struct buf *out)
{
	struct quoted last;

	if (body.n > LIMIT_LETTER)
		return transfer_encode(body, out);
	make_next(a, body);
	last = a->last;
	a->last = a->next;
	a->next = last;
	return transfer_choose(body, &a->last.quoted, out);
}
