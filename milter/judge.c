#include "judge.h"

#include "core/find.h"

/* The settings that hold before anything of the message is known. */
static const struct settings *
settings_of(const struct facts *f)
{
	return find_settings(f, f->n_resellers == 1 ? f->resellers[0] : NULL);
}

size_t
judge_max_message(const struct facts *f)
{
	size_t max = 0;

	for (size_t i = 0; i < f->n_resellers; i++) {
		const struct settings *s = find_settings(f, f->resellers[i]);

		if (s->max_message > max)
			max = s->max_message;
	}
	return max ? max : find_settings(f, NULL)->max_message;
}

static struct judgement *
refuse(const struct facts *f, const struct settings *s,
	enum policy_action action, enum reason reason)
{
	struct judgement *j = buf_zalloc(sizeof *j);

	j->settings = s;
	j->wanted = policy_refuse(action, reason);
	j->edits = edits_new();
	j->reseller = f->n_resellers == 1 ? f->resellers[0] : NULL;
	judgement_settle(j);
	return j;
}

struct judgement *
judge_oversize(const struct facts *f)
{
	const struct settings *s = settings_of(f);

	return refuse(f, s, s->on_oversize, REASON_OVERSIZE);
}

/* Where we and the mail server see the body begin at different places, an
 * edit would land somewhere else than it was meant. */
static int
check_body(const struct judgement *j, const struct message *m, size_t body_at,
	struct err *err)
{
	if (j->decision.verdict != VERDICT_EDIT || body_at == 0 ||
	    message_body_offset(m) == body_at)
		return 0;
	return err_set(err, ERR_DATA, "the header ends elsewhere for us than "
		"for the mail server: %s", message_odd(m) ?
		message_odd(m) : "no reason seen");
}

struct judgement *
judge_bytes(struct buf *bytes, size_t body_at, const struct facts *f,
	struct message **m_r, struct err *err)
{
	const struct settings *s = settings_of(f);
	struct judgement *j = NULL;
	struct err e;

	/* Only a limit can stop it: such a message can't be edited. */
	if (message_parse(bytes, m_r, &e) < 0)
		return refuse(f, s, s->on_uneditable, REASON_UNEDITABLE);
	if (guard_judge(*m_r, f, &j, &e) == 0 &&
	    check_body(j, *m_r, body_at, &e) == 0)
		return j;
	*err = e;
	judgement_free(&j);
	return refuse(f, s, s->on_error, REASON_ERROR);
}

/* What inbound_pass needs when nothing else can be done with BYTES. */
static void
keep(const struct buf *bytes, size_t body_at, struct buf *kept)
{
	size_t n = body_at ? body_at : bytes->n;

	buf_init(kept, n);
	buf_add(kept, span_sub(buf_span(bytes), 0, n));
}

static struct judgement *
fail(const struct inbound *in)
{
	const struct settings *s = settings_of(&in->facts);

	return refuse(&in->facts, s, s->on_error, REASON_ERROR);
}

static struct judgement *
judge_kept(const struct buf *kept, size_t body_at, const struct inbound *in,
	struct message **m_r, struct err *err)
{
	struct judgement *j = NULL;
	struct err e;

	if (*m_r == NULL || (body_at &&
	    message_body_offset(*m_r) != body_at))
		return inbound_pass(buf_span(kept), in, REASON_UNREAD);
	if (inbound_judge(*m_r, in, &j, &e) == 0)
		return j;
	*err = e;
	return fail(in);
}

struct judgement *
judge_inbound_oversize(const struct buf *header, const struct inbound *in,
	struct err *err)
{
	if (buf_ok(header))
		return inbound_pass(buf_span(header), in, REASON_OVERSIZE);
	err_set(err, ERR_LIMIT, "the header is too large to be cleared of "
		"forged results");
	return fail(in);
}

struct judgement *
judge_inbound(struct buf *bytes, size_t body_at, const struct inbound *in,
	struct message **m_r, struct err *err)
{
	struct judgement *j;
	struct buf kept;
	struct err e;

	keep(bytes, body_at, &kept);
	/* Only a limit can stop it. */
	if (message_parse(bytes, m_r, &e) < 0)
		*m_r = NULL;
	j = judge_kept(&kept, body_at, in, m_r, err);
	buf_deinit(&kept);
	return j;
}
