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
	j->decision = j->wanted;
	j->edits = edits_new();
	j->reseller = f->n_resellers == 1 ? f->resellers[0] : NULL;
	if (s->pretend && j->wanted.verdict != VERDICT_PASS) {
		j->pretended = true;
		j->decision.verdict = VERDICT_PASS;
	}
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
