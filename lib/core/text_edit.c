#include "core/text.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/limits.h"
#include "core/text_base64.h"
#include "core/text_parts.h"
#include "core/text_qp.h"

/* What an edit is made of, and what it must lead to. */
struct job {
	const struct text *t;
	const struct text_change *changes;
	size_t n;
	struct text_change *splices;	/* of octets */
	size_t n_splices;
	struct buf replacements;	/* what the splices put in */
	struct buf utf8;		/* as asked */
	struct buf octets;		/* that decode to it */
};

static int
check_changes(const struct job *job, struct err *err)
{
	struct span old = text_utf8(job->t);
	size_t at = 0, n = old.n, i;

	for (i = 0; i < job->n; i++) {
		const struct text_change *c = &job->changes[i];

		if (c->begin < at || c->end < c->begin || c->end > old.n)
			return err_set(err, ERR_BUG, "changes of a text "
				"overlap or leave it at byte %zu", c->begin);
		n += c->with.n - (c->end - c->begin);
		at = c->end;
	}
	if (n > LIMIT_LEAF_SIZE)
		return err_set(err, ERR_DATA, "the text would be longer than "
			"%d bytes", LIMIT_LEAF_SIZE);
	return 0;
}

/* No character begins before the place AT and ends behind it. */
static bool
is_border(struct span utf8, size_t at)
{
	return at == utf8.n || (utf8.p[at] & 0xC0) != 0x80;
}

/* Where octets are their own UTF-8, and the new ones are too, the changes are
 * the splices: pieces of sound UTF-8, put together between characters, decode
 * to themselves. */
static bool
take_own(struct job *job)
{
	struct span old = text_utf8(job->t);
	size_t i;

	if (!job->t->own)
		return false;
	for (i = 0; i < job->n; i++) {
		const struct text_change *c = &job->changes[i];

		if (!is_border(old, c->begin) || !is_border(old, c->end) ||
		    !text_charset_own(&job->t->charset, c->with))
			return false;
		job->splices[i] = (struct text_change){ c->begin, c->end,
			c->with };
	}
	job->n_splices = job->n;
	return true;
}

static int
splice_one(struct job *job, struct text_cursor *cursor, size_t i,
	struct err *err)
{
	const struct text_change *c = &job->changes[i];
	struct text_change *s = &job->splices[i];
	size_t from = job->replacements.n;

	text_cursor_move(cursor, c->begin, NULL);
	s->begin = cursor->at;
	if (cursor->utf8 == c->begin)
		text_cursor_move(cursor, c->end, NULL);
	s->end = cursor->at;
	if (cursor->utf8 != c->end)
		return err_set(err, ERR_DATA,
			"a place in the text is inside a character");
	if (text_charset_encode(&job->t->charset, c->with,
	    &job->replacements, err) < 0)
		return -1;
	s->with.n = job->replacements.n - from;
	return 0;
}

/* The changes as splices of octets; the others stay. */
static int
splice(struct job *job, struct err *err)
{
	struct text_cursor cursor;
	size_t at = 0;
	int rc = 0;

	if (text_cursor_init(&cursor, &job->t->charset, text_octets(job->t),
	    err) < 0)
		return -1;
	for (size_t i = 0; i < job->n && rc == 0; i++)
		rc = splice_one(job, &cursor, i, err);
	text_cursor_deinit(&cursor);
	if (rc < 0)
		return -1;
	job->n_splices = job->n;
	for (size_t i = 0; i < job->n; i++) {
		job->splices[i].with.p = job->replacements.p + at;
		at += job->splices[i].with.n;
	}
	return 0;
}

static void
splice_octets(struct job *job)
{
	buf_reset(&job->octets);
	text_change_apply(text_octets(job->t), job->splices, job->n_splices,
		&job->octets);
}

static bool
decodes_to_wanted(const struct job *job)
{
	struct buf again;
	struct err err;
	bool same;

	buf_init(&again, LIMIT_LEAF_SIZE);
	same = buf_ok(&job->octets) && text_charset_decode(&job->t->charset,
		buf_span(&job->octets), &again, &err) == 0 &&
		span_eq(buf_span(&again), buf_span(&job->utf8));
	buf_deinit(&again);
	return same;
}

/* Where a charset has states, or holds characters back, a splice may not
 * stand for itself: the whole is written anew, but for a byte order mark. */
static int
encode_whole(struct job *job, struct err *err)
{
	struct span old = text_octets(job->t);

	buf_reset(&job->replacements);
	if (text_charset_encode(&job->t->charset, buf_span(&job->utf8),
	    &job->replacements, err) < 0)
		return -1;
	job->splices[0].begin = job->t->charset.skip;
	job->splices[0].end = old.n;
	job->splices[0].with = buf_span(&job->replacements);
	job->n_splices = 1;
	splice_octets(job);
	return 0;
}

static int
want_octets(struct job *job, struct err *err)
{
	if (take_own(job))
		return 0;
	text_change_apply(text_utf8(job->t), job->changes, job->n, &job->utf8);
	if (splice(job, err) < 0)
		return -1;
	splice_octets(job);
	if (decodes_to_wanted(job))
		return 0;
	if (encode_whole(job, err) < 0)
		return -1;
	if (decodes_to_wanted(job))
		return 0;
	return err_set(err, ERR_DATA, "a text in %s can't be changed without "
		"changing more of it", job->t->charset.name);
}

static bool
is_7bit(struct span s)
{
	return span_find_8bit(s, 0) == s.n;
}

static int
edit_identity(const struct job *job, struct edits *out, struct err *err)
{
	bool only_ascii = is_7bit(job->t->raw);

	for (size_t i = 0; i < job->n_splices; i++) {
		const struct text_change *s = &job->splices[i];

		/* It may be declared 7bit, and relays may count on it. */
		if (only_ascii && !is_7bit(s->with))
			return err_set(err, ERR_DATA, "a text of 7 bits "
				"can't take the 8-bit characters that belong "
				"in it");
		edits_body(out, s->begin, s->end, s->with, TEXT_WHY);
	}
	return 0;
}

/* The raw leaf after EDITS, decoded again, must be the octets wanted. */
static int
verify(struct job *job, const struct edits *edits, struct err *err)
{
	struct span raw = job->t->raw;
	struct buf new, again;
	size_t at = 0;
	int rc;

	buf_init(&new, SIZE_MAX / 2);
	buf_init(&again, TEXT_OCTETS_MAX);
	for (size_t i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		buf_add(&new, span_sub(raw, at, e->begin));
		buf_add(&new, (struct span){ e->text, e->n });
		at = e->end;
	}
	buf_add(&new, span_sub(raw, at, raw.n));
	rc = text_transfer_decode(buf_span(&new), job->t->encoding, &again,
		err);
	if (rc == 0 && !span_eq(buf_span(&again), buf_span(&job->octets)))
		rc = err_set(err, ERR_DATA, "the transfer encoding of a text "
			"is too broken to change the text in it");
	buf_deinit(&again);
	buf_deinit(&new);
	return rc;
}

static int
edit_quoted_printable(struct job *job, struct edits *out, struct err *err)
{
	const struct text *t = job->t;

	text_qp_edit(t->raw, job->splices, job->n_splices,
		text_eol_of(t->raw, t->eol), t->charset.unit > 1, out);
	if (text_qp_lines_hold(t->raw, text_octets(t), job->splices,
	    job->n_splices, out))
		return 0;
	splice_octets(job);
	return verify(job, out, err);
}

static int
edit_base64(struct job *job, struct edits *out, struct err *err)
{
	const struct text *t = job->t;

	splice_octets(job);
	text_base64_edit(t->raw, buf_span(&job->octets),
		job->splices[0].begin, text_eol_of(t->raw, t->eol), out);
	return verify(job, out, err);
}

static int
edit_raw(struct job *job, struct edits *out, struct err *err)
{
	if (job->t->encoding == MIME_IDENTITY)
		return edit_identity(job, out, err);
	if (job->t->encoding == MIME_QUOTED_PRINTABLE)
		return edit_quoted_printable(job, out, err);
	return edit_base64(job, out, err);
}

static void
hand_over(const struct edits *edits, size_t base, struct edits *out)
{
	for (size_t i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		edits_body(out, base + e->begin, base + e->end,
			(struct span){ e->text, e->n }, e->why);
	}
}

int
text_edit(const struct text *t, const struct text_change *changes, size_t n,
	size_t base, struct edits *out, struct err *err)
{
	struct job job = { .t = t, .changes = changes, .n = n };
	struct edits *edits = edits_new();
	int rc = -1;

	job.splices = buf_zalloc((n + 1) * sizeof *job.splices);
	buf_init(&job.replacements, TEXT_OCTETS_MAX);
	buf_init(&job.utf8, LIMIT_LEAF_SIZE);
	buf_init(&job.octets, TEXT_OCTETS_MAX);
	if (n == 0 || (check_changes(&job, err) == 0 &&
	    want_octets(&job, err) == 0 && edit_raw(&job, edits, err) == 0)) {
		hand_over(edits, base, out);
		rc = 0;
	}
	free(job.splices);
	buf_deinit(&job.replacements);
	buf_deinit(&job.utf8);
	buf_deinit(&job.octets);
	edits_free(&edits);
	return rc;
}
