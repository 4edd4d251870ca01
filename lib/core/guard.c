#include "core/guard.h"

#include <stdlib.h>
#include <string.h>

#include "core/glance.h"
#include "core/prove.h"
#include "core/render.h"

/* Room for links and for bodies that have to be encoded anew; an edit that
 * needs more is a fault of ours. */
#define GROWTH_FACTOR 4
#define GROWTH_BYTES (1024 * 1024)

/* Mostly a link or two are put in. */
#define EDITS_MOSTLY 4096

/* 512 octets an SMTP reply line has (RFC 5321 4.5.3.1.5), less codes. */
#define REPLY_MAX 400

static void
forget_edits(struct judgement *j)
{
	edits_free(&j->edits);
	j->edits = edits_new();
	buf_reset(&j->edited);
}

static void
give_up(struct judgement *j, const char *why)
{
	forget_edits(j);
	findings_add_uneditable(j->findings, SPAN_NONE, true, why);
	j->wanted = policy_refuse(j->settings->on_uneditable,
		REASON_UNEDITABLE);
}

/* HTML around it can keep a link or a restored paragraph from being seen where
 * it was put, and what is left beside it can look like another one. Such a
 * letter can't be edited, and would wait for ever; all else is our fault. */
static int
check(struct judgement *j, const struct facts *f, struct err *err)
{
	if (prove(j->findings, j->edits, buf_span(&j->edited), f, err) == 0)
		return 0;
	if (err->kind != ERR_DATA &&
	    j->wanted.reason != REASON_TEXT_RESTORED)
		return -1;
	give_up(j, err->text);
	return 0;
}

/* Draws the edits; a body that can't take them can't be edited. */
static int
draw(struct judgement *j, const struct message *m, const struct facts *f,
	struct err *err)
{
	struct err local;

	if (render_edits(j->findings, j->settings, j->edits, &local) != 0) {
		if (local.kind != ERR_DATA) {
			*err = local;
			return -1;
		}
		give_up(j, local.text);
		return 0;
	}
	buf_reserve(&j->edited, message_bytes(m).n + EDITS_MOSTLY);
	if (edits_apply(j->edits, m, &j->edited, err) != 0)
		return -1;
	if (!buf_ok(&j->edited))
		return err_set(err, ERR_BUG,
			"the edited message is far larger than it was");
	return check(j, f, err);
}

static int
judge(struct judgement *j, const struct message *m, const struct facts *f,
	struct err *err)
{
	if (!glance_may_matter(m, f))
		j->findings = find_nothing(m, f);
	else if (find_all(m, f, &j->findings, err) != 0)
		return -1;
	j->reseller = j->findings->reseller;
	j->settings = find_settings(f, j->reseller);
	j->wanted = policy_decide(j->findings, j->settings);
	if (j->wanted.verdict == VERDICT_EDIT)
		return draw(j, m, f, err);
	return 0;
}

void
judgement_settle(struct judgement *j)
{
	j->decision = j->wanted;
	if (!j->settings->pretend || j->wanted.verdict == VERDICT_PASS)
		return;
	j->pretended = true;
	j->decision.verdict = VERDICT_PASS;
	buf_reset(&j->edited);
}

/* The only reseller's settings hold already before a message is read. */
static const struct settings *
early_settings(const struct facts *f)
{
	return find_settings(f, f->n_resellers == 1 ? f->resellers[0] : NULL);
}

/* A reseller whose profile or link is unusable can't be guarded; its mail must
 * neither pass unseen nor be judged by half of what is known. */
static int
check_resellers(const struct facts *f, struct err *err)
{
	size_t i;

	for (i = 0; i < f->n_resellers; i++)
		if (f->resellers[i]->unfit != NULL)
			return err_set(err, ERR_CONFIG, "reseller %s: %s",
				f->resellers[i]->name, f->resellers[i]->unfit);
	return 0;
}

int
guard_judge(const struct message *m, const struct facts *f,
	struct judgement **j_r, struct err *err)
{
	struct judgement *j;
	size_t size = message_bytes(m).n;
	int failed = 0;

	if (check_resellers(f, err) != 0)
		return -1;
	j = buf_zalloc(sizeof(*j));
	buf_init(&j->edited, size * GROWTH_FACTOR + GROWTH_BYTES);
	j->edits = edits_new();
	j->settings = early_settings(f);
	if (f->n_resellers == 0)
		j->wanted = policy_refuse(ACTION_ALLOW, REASON_NOBODY);
	else if (size > j->settings->max_message)
		j->wanted = policy_refuse(j->settings->on_oversize,
			REASON_OVERSIZE);
	else
		failed = judge(j, m, f, err);
	if (failed) {
		judgement_free(&j);
		return -1;
	}
	judgement_settle(j);
	*j_r = j;
	return 0;
}

void
judgement_free(struct judgement **j)
{
	if (*j == NULL)
		return;
	findings_free(&(*j)->findings);
	edits_free(&(*j)->edits);
	buf_deinit(&(*j)->edited);
	free(*j);
	*j = NULL;
}

/* Every other reason that some finding gives, so that none is hidden behind
 * the most severe. */
static void
print_other_reasons(const struct judgement *j, struct buf *out)
{
	bool printed[REASON_ERROR + 1] = { false };
	size_t i;

	printed[j->wanted.reason] = true;
	for (i = 0; i < j->findings->n; i++) {
		struct decision d = policy_finding(j->findings,
			&j->findings->list[i], j->settings);

		if (d.verdict == VERDICT_PASS || printed[d.reason])
			continue;
		printed[d.reason] = true;
		buf_printf(out, "also: %s\n", policy_reason_text(d.reason));
	}
}

void
judgement_print(const struct judgement *j, struct buf *out)
{
	buf_printf(out, "verdict: %s\n",
		policy_verdict_text(j->decision.verdict));
	if (j->pretended)
		buf_printf(out, "pretended: %s\n",
			policy_verdict_text(j->wanted.verdict));
	buf_printf(out, "reason: %s\n", policy_reason_text(j->wanted.reason));
	if (j->findings != NULL && !j->inbound)
		print_other_reasons(j, out);
	if (j->reseller != NULL)
		buf_printf(out, "reseller: %s\n", j->reseller->name);
	if (j->findings != NULL)
		findings_print(j->findings, out);
	edits_print(j->edits, out);
}

static bool
calls_for(const struct judgement *j, const struct finding *f)
{
	struct decision d;

	if (j->inbound)
		return !f->quoted && f->kind == FINDING_LINK &&
			f->link.state == (j->wanted.reason == REASON_DAMAGED ?
			LINK_ALTERED : j->wanted.reason == REASON_UNKNOWN ?
			LINK_FOREIGN : LINK_IMITATION);
	d = policy_finding(j->findings, f, j->settings);
	return d.verdict == j->wanted.verdict && d.reason == j->wanted.reason;
}

/* The finding that the decision rests on; or NULL. */
static const struct finding *
ground(const struct judgement *j)
{
	size_t i;

	for (i = 0; j->findings != NULL && i < j->findings->n; i++)
		if (calls_for(j, &j->findings->list[i]))
			return &j->findings->list[i];
	return NULL;
}

/* '%' is libmilter's own, and what is left must be a printable line. */
static void
add_reply_text(struct buf *out, struct span s, size_t max)
{
	size_t i;

	for (i = 0; i < s.n && out->n < max; i++)
		buf_add_byte(out, s.p[i] < ' ' || s.p[i] > '~' ||
			s.p[i] == '%' ? '?' : s.p[i]);
}

void
judgement_reply(const struct judgement *j, struct buf *out)
{
	const struct finding *f = ground(j);
	size_t begin = out->n;
	struct buf where;

	add_reply_text(out, span_str(policy_reply(j->wanted).text),
		begin + REPLY_MAX);
	if (f == NULL)
		return;
	buf_init(&where, LIMIT_URL);
	finding_print(j->findings, f, &where);
	add_reply_text(out, span_str(" ("), begin + REPLY_MAX);
	add_reply_text(out, buf_span(&where), begin + REPLY_MAX - 1);
	add_reply_text(out, span_str(")"), begin + REPLY_MAX);
	buf_deinit(&where);
}
