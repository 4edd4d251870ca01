#include "apply.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Replies are one line of at most 980 bytes, each '%' doubled. */
#define REPLY_MAX 980

/* Edits move the beginning of the body when they touch the header; its end is
 * the message's. */
static size_t
new_body_offset(const struct message *m, const struct judgement *j)
{
	size_t n = message_body(m).n;

	for (size_t i = 0; i < edits_count(j->edits); i++) {
		const struct edit *e = edits_get(j->edits, i);

		if (e->kind == EDIT_BODY)
			n = n + e->n - (e->end - e->begin);
	}
	return j->edited.n - n;
}

/* One call carries as much as its int can say; libmilter cuts packets. */
static int
send_body(const struct mta *mta, SMFICTX *ctx, struct span body)
{
	size_t at = 0;

	do {
		size_t n = body.n - at < INT_MAX ? body.n - at : INT_MAX;
		/* An empty body is replaced too, and NULL is refused. */
		const unsigned char *p = n ? body.p + at :
			(const unsigned char *)"";

		if (mta->replacebody(ctx, p, (int)n) != MI_SUCCESS)
			return -1;
		at += n;
	} while (at < body.n);
	return 0;
}

static bool
begins_with_space(const struct edit *e)
{
	return e->n && (e->text[0] == ' ' || e->text[0] == '\t' ||
		e->text[0] == '\n');
}

/* As milters write values: the space behind the colon is ours if that was
 * agreed on, else the mail server's. Line ends are LF, as in edits. NULL: it
 * can't be carried, or would be read as a delete. */
static char *
header_value(const struct edit *e, bool leading_space)
{
	struct span text = { e->text, e->n };
	char *value;
	size_t n = 0;

	if (span_trim(text).n == 0 ||
	    span_find_byte(text, 0, '\0') != SPAN_NONE)
		return NULL;
	if (!leading_space && text.p[0] == ' ')
		text = span_sub(text, 1, text.n);
	value = buf_alloc(text.n + 2);
	if (leading_space && !begins_with_space(e))
		value[n++] = ' ';
	memcpy(value + n, text.p, text.n);
	value[n + text.n] = '\0';
	return value;
}

static int
send_header(const struct mta *mta, SMFICTX *ctx, const struct edit *e,
	bool leading_space)
{
	char *value = header_value(e, leading_space);
	int rc = MI_FAILURE;

	if (value && e->kind == EDIT_HEADER_ADD)
		rc = mta->addheader(ctx, e->name, value);
	else if (value && e->occurrence <= INT_MAX)
		rc = mta->chgheader(ctx, e->name, (int)e->occurrence, value);
	free(value);
	return rc == MI_SUCCESS ? 0 : -1;
}

/* The field of the highest occurrence below BELOW that is to go. */
static const struct edit *
next_delete(const struct edits *edits, size_t below)
{
	const struct edit *best = NULL;

	for (size_t i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		if (e->kind == EDIT_HEADER_DELETE && e->occurrence < below &&
		    (best == NULL || e->occurrence > best->occurrence))
			best = e;
	}
	return best;
}

static int
delete_at(const struct mta *mta, SMFICTX *ctx, const struct edits *edits,
	size_t occurrence)
{
	for (size_t i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		if (e->kind == EDIT_HEADER_DELETE &&
		    e->occurrence == occurrence &&
		    mta->chgheader(ctx, e->name, (int)occurrence, NULL) !=
		    MI_SUCCESS)
			return -1;
	}
	return 0;
}

/* Changes, then deletes from the last to the first (Postfix renumbers at
 * once, Sendmail only marks), then what is new. */
static int
send_headers(const struct mta *mta, SMFICTX *ctx, const struct edits *edits,
	bool leading_space)
{
	static const enum edit_kind sent[] = {
		EDIT_HEADER_CHANGE, EDIT_HEADER_ADD,
	};
	const struct edit *e;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < edits_count(edits); i++) {
			e = edits_get(edits, i);
			if (e->kind == sent[pass] &&
			    send_header(mta, ctx, e, leading_space) < 0)
				return -1;
		}
		e = pass ? NULL : next_delete(edits, INT_MAX);
		for (; e; e = next_delete(edits, e->occurrence))
			if (delete_at(mta, ctx, edits, e->occurrence) < 0)
				return -1;
	}
	return 0;
}

static sfsistat
edit(const struct mta *mta, SMFICTX *ctx, const struct message *m,
	const struct judgement *j, bool leading_space)
{
	struct span after = buf_span(&j->edited);

	if (edits_touch_body(j->edits) && send_body(mta, ctx,
	    span_sub(after, new_body_offset(m, j), after.n)) < 0)
		return SMFIS_TEMPFAIL;
	if (send_headers(mta, ctx, j->edits, leading_space) < 0)
		return SMFIS_TEMPFAIL;
	return SMFIS_CONTINUE;
}

/* libmilter and MTAs take '%' as printf does, and end a reply at a line end. */
static void
escape_reply(const char *text, struct buf *out)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '%')
			buf_add_byte(out, '%');
		buf_add_byte(out, c < ' ' || c > '~' ? '?' : c);
	}
}

/* A code of the other class than the answer would silently be ignored. */
static sfsistat
refuse(const struct mta *mta, SMFICTX *ctx, const struct judgement *j)
{
	struct policy_reply reply = policy_reply(j->decision);
	sfsistat status = j->decision.verdict == VERDICT_REJECT ?
		SMFIS_REJECT : SMFIS_TEMPFAIL;
	struct buf plain, text;
	int rc;

	buf_init(&plain, REPLY_MAX);
	buf_init(&text, REPLY_MAX);
	judgement_reply(j, &plain);
	escape_reply(buf_str(&plain), &text);
	rc = mta->setreply(ctx, reply.code, reply.enhanced,
		buf_ok(&text) && text.n ? buf_str(&text) : reply.text);
	buf_deinit(&plain);
	buf_deinit(&text);
	return rc == MI_SUCCESS ? status : SMFIS_TEMPFAIL;
}

sfsistat
apply_judgement(const struct mta *mta, SMFICTX *ctx,
	const struct message *m, const struct judgement *j, bool leading_space)
{
	switch (j->decision.verdict) {
	case VERDICT_PASS:
		return SMFIS_CONTINUE;
	case VERDICT_EDIT:
		return edit(mta, ctx, m, j, leading_space);
	case VERDICT_QUARANTINE:
		/* Before the hold: what is let go later is marked too. */
		if (edit(mta, ctx, m, j, leading_space) != SMFIS_CONTINUE ||
		    mta->quarantine(ctx, policy_reason_text(
		    j->decision.reason)) != MI_SUCCESS)
			return SMFIS_TEMPFAIL;
		return SMFIS_CONTINUE;
	case VERDICT_REJECT:
	case VERDICT_TEMPFAIL:
		return refuse(mta, ctx, j);
	}
	return SMFIS_TEMPFAIL;
}
