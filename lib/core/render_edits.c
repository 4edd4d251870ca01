#include "core/render.h"

#include <stdio.h>

#include "core/recode.h"

/* Hands the edits of one body over, with words for people. */
static void
hand_over(const struct edits *edits, const char *why, struct edits *out)
{
	size_t i;

	for (i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		edits_body(out, e->begin, e->end,
			(struct span){ e->text, e->n }, why);
	}
}

static bool
has_locked(const struct render *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->of[i]->kind == FINDING_LOCKED)
			return true;
	return false;
}

/* Words that the part's charset does not have: all of it becomes UTF-8. */
static int
edit_anew(const struct findings *findings, const struct body *b,
	const struct render *r, struct edits *out, struct err *err)
{
	const struct mime_part *p = mime_part(findings->mime, b->part);
	struct buf utf8;
	int rc;

	buf_init(&utf8, LIMIT_LEAF_SIZE);
	render_apply(r, text_utf8(b->text), &utf8);
	rc = buf_ok(&utf8) ? recode_part(findings->message, p,
		text_utf8(b->text), buf_span(&utf8), out, err) :
		err_set(err, ERR_DATA, "the text would be too long");
	buf_deinit(&utf8);
	return rc;
}

/* The body's changes as edits of the message. */
static int
edit_body(const struct findings *findings, const struct body *b,
	const struct render *r, struct edits *out, struct err *err)
{
	const struct mime_part *p = mime_part(findings->mime, b->part);
	struct edits *edits = edits_new();
	bool locked = has_locked(r);
	char why[64];
	int failed = text_edit(b->text, r->changes, r->n, p->begin, edits,
		err);

	snprintf(why, sizeof(why), "%s put right in part %s", locked ?
		"locked text" : "link", p->number);
	if (!failed)
		hand_over(edits, why, out);
	else if (locked && err->kind == ERR_DATA)
		failed = edit_anew(findings, b, r, out, err);
	edits_free(&edits);
	return failed;
}

int
render_edits(const struct findings *findings, const struct settings *s,
	struct edits *out, struct err *err)
{
	size_t i;

	for (i = 0; i < findings->n_bodies; i++) {
		const struct body *b = &findings->bodies[i];
		struct render r;
		int failed = 0;

		if (b->view == NULL)
			continue;
		if (render_body(findings, b, s, &r, err) != 0)
			return -1;
		if (r.n)
			failed = edit_body(findings, b, &r, out, err);
		render_deinit(&r);
		if (failed)
			return -1;
	}
	return 0;
}
