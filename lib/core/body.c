#include "core/body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/calendar.h"
#include "core/limits.h"

/* The link goes behind so many paragraphs of the author's. */
#define PARAGRAPHS 2

static struct span
words(struct body *b, const struct mime_part *p)
{
	if (strcmp(p->subtype, "calendar") != 0)
		return text_utf8(b->text);
	calendar_text(text_utf8(b->text), &b->entry);
	return buf_span(&b->entry);
}

static void
look(struct body *b, const struct message *m, const struct mime_part *p)
{
	struct span raw = span_sub(message_bytes(m), p->begin, p->end);
	enum mime_look shown = mime_look(p);
	struct err err;
	int failed;

	b->fixed = shown == MIME_STRANGE;

	if (text_decode(raw, p->encoding, p->charset, &b->text, &err) != 0) {
		snprintf(b->why, sizeof(b->why), "%s", err.text);
		return;
	}
	text_set_eol(b->text, message_eol(m));
	if (shown == MIME_PAGE)
		failed = view_html(text_utf8(b->text), &b->view, &err);
	else
		failed = view_plain(words(b, p), p->flowed, p->delsp,
			&b->view, &err);
	if (failed)
		snprintf(b->why, sizeof(b->why), "%s", err.text);
}

struct body *
bodies_read(const struct message *m, const struct mime *mime, size_t *n_r)
{
	struct body *bodies = NULL;
	size_t i, n = 0;

	for (i = 0; i < mime_count(mime); i++) {
		if (!mime_readable(mime, i))
			continue;
		bodies = buf_grow(bodies, n + 1, sizeof(*bodies));
		bodies[n] = (struct body){ .part = i };
		buf_init(&bodies[n].entry, LIMIT_LEAF_SIZE);
		look(&bodies[n], m, mime_part(mime, i));
		n++;
	}
	*n_r = n;
	return bodies;
}

void
bodies_free(struct body **bodies, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		view_free(&(*bodies)[i].view);
		text_free(&(*bodies)[i].text);
		buf_deinit(&(*bodies)[i].entry);
	}
	free(*bodies);
	*bodies = NULL;
}

/* The nearest part that holds both. */
static size_t
common_parent(const struct mime *mime, size_t a, size_t b)
{
	while (a != b) {
		const struct mime_part *pa = mime_part(mime, a);
		const struct mime_part *pb = mime_part(mime, b);

		if (pa->depth >= pb->depth)
			a = pa->parent;
		if (pb->depth >= pa->depth)
			b = pb->parent;
	}
	return a;
}

bool
body_alternative(const struct mime *mime, size_t part_a, size_t part_b)
{
	const struct mime_part *p;

	if (part_a == part_b)
		return false;
	p = mime_part(mime, common_parent(mime, part_a, part_b));
	return p->kind == MIME_MULTIPART &&
		strcmp(p->subtype, "alternative") == 0;
}

/* The body that stands for body i: the first that holds, of those that are
 * shown with it. */
static size_t
stand_in(const struct body *bodies, size_t n, const struct mime *mime,
	const bool *holds, size_t i)
{
	size_t j;

	for (j = 0; j < n && !holds[i]; j++)
		if (holds[j] && !body_alternative(mime, bodies[i].part,
		    bodies[j].part))
			return j;
	return i;
}

void
bodies_mark_primary(struct body *bodies, size_t n, const struct mime *mime,
	const bool *holds)
{
	bool open = false;
	size_t i, j;

	for (i = 0; i < n; i++) {
		bodies[i].primary = false;
		open |= !bodies[i].fixed;
	}
	for (i = 0; i < n; i++) {
		bool first = !open || !bodies[i].fixed;

		for (j = 0; j < i && first; j++)
			first = body_alternative(mime, bodies[j].part,
				bodies[i].part);
		if (first)
			bodies[stand_in(bodies, n, mime, holds, i)].primary =
				true;
	}
}

/* Behind the second paragraph of the author's own words, before signature and
 * history; where they end when there are fewer. */
size_t
body_place(const struct body *b)
{
	size_t end = view_own_end(b->view), at = end, i;

	for (i = 0; i < view_block_count(b->view) && i < PARAGRAPHS; i++) {
		const struct view_block *block = view_block(b->view, i);

		if (block->quoted || block->signature)
			break;
		at = block->src_end;
	}
	return at < end ? at : end;
}
