#include "core/render.h"

#include <stdint.h>
#include <stdio.h>

#include "core/cut.h"
#include "core/recode.h"
#include "core/text_qp.h"

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
	text_change_apply(text_utf8(b->text), r->changes, r->n, &utf8);
	rc = buf_ok(&utf8) ? recode_part(findings->message, p,
		text_utf8(b->text), buf_span(&utf8), out, err) :
		err_set(err, ERR_DATA, "the text would be too long");
	buf_deinit(&utf8);
	return rc;
}

/* The body's content with the edits in it, as it is to travel. */
static void
splice(const struct message *m, const struct mime_part *p,
	const struct edits *edits, struct buf *out)
{
	size_t i, at = p->begin;

	for (i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		buf_add(out, span_sub(message_bytes(m), at, e->begin));
		buf_add(out, (struct span){ e->text, e->n });
		at = e->end;
	}
	buf_add(out, span_sub(message_bytes(m), at, p->end));
}

static int
wrap_anew(const struct findings *findings, const struct mime_part *p,
	struct span raw, struct edits *out, struct err *err)
{
	struct buf octets;
	int rc;

	buf_init(&octets, raw.n);
	if (p->encoding == MIME_QUOTED_PRINTABLE)
		text_qp_decode(raw, &octets);
	else
		buf_add(&octets, raw);
	rc = recode_octets(findings->message, p, buf_span(&octets), out, err);
	buf_deinit(&octets);
	return rc;
}

/* Hands the edits over, or all of the body in shorter lines when mail servers
 * would cut the link. */
static int
carry(const struct findings *findings, const struct body *b,
	const struct render *r, const struct edits *edits, const char *why,
	struct edits *out, struct err *err)
{
	const struct mime_part *p = mime_part(findings->mime, b->part);
	struct buf raw;
	int rc = 0;

	buf_init(&raw, SIZE_MAX / 2);
	splice(findings->message, p, edits, &raw);
	if (cut_length(findings, b, r->changes, r->n, buf_span(&raw)) == 0)
		hand_over(edits, why, out);
	else
		rc = wrap_anew(findings, p, buf_span(&raw), out, err);
	buf_deinit(&raw);
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
		failed = carry(findings, b, r, edits, why, out, err);
	else if (locked && err->kind == ERR_DATA)
		failed = edit_anew(findings, b, r, out, err);
	edits_free(&edits);
	return failed;
}

/* Shorter lines are wanted, whatever else is. */
static bool
wants_wrapping(const struct findings *findings, const struct body *b,
	const struct settings *s)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->kind == FINDING_LONG_LINE && f->part == b->part)
			return policy_finding(findings, f, s).verdict ==
				VERDICT_EDIT;
	}
	return false;
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
		if (r.n || wants_wrapping(findings, b, s))
			failed = edit_body(findings, b, &r, out, err);
		render_deinit(&r);
		if (failed)
			return -1;
	}
	return 0;
}
