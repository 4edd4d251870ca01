#include "core/inbound.h"

#include "core/find.h"
#include "core/inbound_field.h"
#include "core/inbound_look.h"

/* The field that is added, with its name. */
#define GROWTH 4096

static struct decision
decide(const struct inbound_settings *s, enum inbound_verdict v)
{
	switch (v) {
	case INBOUND_GENUINE:
		return policy_refuse(ACTION_MARK, REASON_GENUINE);
	case INBOUND_APPROVED:
		return policy_refuse(ACTION_MARK, REASON_APPROVED);
	case INBOUND_DAMAGED:
		return policy_refuse(s->on_damaged, REASON_DAMAGED);
	case INBOUND_UNKNOWN:
		return policy_refuse(s->on_unknown, REASON_UNKNOWN);
	case INBOUND_IMITATION:
		return policy_refuse(s->on_imitation, REASON_IMITATION);
	case INBOUND_NONE:
		break;
	}
	return policy_refuse(ACTION_ALLOW, REASON_NO_INVITATION);
}

/* Even a message that is only held must not show a forged result later. */
static void
draw(struct judgement *j, const struct inbound_link *worst, const char *host)
{
	bool mark = j->wanted.verdict != VERDICT_PASS;

	if (j->wanted.verdict == VERDICT_REJECT)
		return;
	if (inbound_field_clear(j->findings->message, j->edits) && !mark)
		j->wanted.verdict = VERDICT_EDIT;
	if (mark)
		inbound_field_add(worst, host, j->edits);
}

/* The header alone has changed, and as the list says. */
static int
check(struct judgement *j, const struct message *m, struct err *err)
{
	struct span body = message_body(m);

	if (edits_count(j->edits) == 0)
		return 0;
	if (edits_touch_body(j->edits))
		return err_set(err, ERR_BUG, "an edit of a body in a message "
			"that comes in");
	if (edits_apply(j->edits, m, &j->edited, err) != 0)
		return -1;
	if (!buf_ok(&j->edited) || !span_ends(buf_span(&j->edited), body))
		return err_set(err, ERR_BUG, "the marked message has another "
			"body");
	return 0;
}

static struct judgement *
begin(size_t size, const struct inbound *in)
{
	struct judgement *j = buf_zalloc(sizeof *j);

	j->inbound = true;
	j->settings = find_settings(&in->facts, NULL);
	j->edits = edits_new();
	buf_init(&j->edited, size + GROWTH);
	return j;
}

static int
judge(struct judgement *j, const struct message *m, const struct inbound *in,
	struct err *err)
{
	struct inbound_link worst;

	if (inbound_look(m, &in->facts, &in->partners, &j->findings, &worst,
	    err) != 0)
		return -1;
	j->reseller = worst.partner;
	j->wanted = decide(&in->settings, worst.verdict);
	draw(j, &worst, in->settings.host);
	return check(j, m, err);
}

int
inbound_judge(const struct message *m, const struct inbound *in,
	struct judgement **j_r, struct err *err)
{
	struct judgement *j = begin(message_bytes(m).n, in);

	if (judge(j, m, in, err) != 0) {
		judgement_free(&j);
		return -1;
	}
	judgement_settle(j);
	*j_r = j;
	return 0;
}

struct judgement *
inbound_pass(struct span bytes, const struct inbound *in, enum reason reason)
{
	struct judgement *j = begin(bytes.n, in);

	j->wanted = policy_refuse(ACTION_ALLOW, reason);
	if (inbound_field_clear_raw(bytes, j->edits)) {
		j->wanted.verdict = VERDICT_EDIT;
		inbound_field_cut_raw(bytes, &j->edited);
	}
	judgement_settle(j);
	return j;
}
