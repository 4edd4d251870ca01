#include "core/policy.h"

#include "core/find.h"

const struct settings settings_default = {
	.on_altered = ACTION_RESTORE,
	.on_missing = ACTION_INJECT,
	.on_foreign = ACTION_REJECT,
	.on_imitation = ACTION_REJECT,
	.on_locked_text = ACTION_RESTORE,
	.on_uneditable = ACTION_REJECT,
	.on_oversize = ACTION_TEMPFAIL,
	.on_error = ACTION_TEMPFAIL,
	.pretend = false,
	.judge_quoted = false,
	/* Postfix's message_size_limit allows 10240000; encoded attachments
	 * of some sites are larger. */
	.max_message = 50 * 1024 * 1024,
};

static const char *const verdict_texts[] = {
	[VERDICT_PASS] = "pass",
	[VERDICT_EDIT] = "edit",
	[VERDICT_REJECT] = "reject",
	[VERDICT_QUARANTINE] = "quarantine",
	[VERDICT_TEMPFAIL] = "tempfail",
};

static const char *const action_texts[] = {
	[ACTION_RESTORE] = "restore",
	[ACTION_INJECT] = "inject",
	[ACTION_REJECT] = "reject",
	[ACTION_QUARANTINE] = "quarantine",
	[ACTION_TEMPFAIL] = "tempfail",
	[ACTION_ALLOW] = "allow",
	[ACTION_MARK] = "mark",
};

/* The one table of reasons: the word for logs, and what the SMTP client is
 * told when the verdict refuses. RFC 3463: 5.7.1 policy, 5.6.x content, 5.3.4
 * too big, 4.3.x our own system. */
static const struct {
	const char *word;
	const char *refused;	/* enhanced code of a 550 */
	const char *deferred;	/* of a 451 */
	const char *text;
} reasons[] = {
	[REASON_NO_INVITATION] = { "no-invitation", "5.7.1", "4.7.1",
		"This message is not an invitation." },
	[REASON_NOBODY] = { "nobody", "5.7.1", "4.7.1",
		"The sender sends for no reseller." },
	[REASON_INTACT] = { "link-intact", "5.7.1", "4.7.1",
		"The reseller link is intact." },
	[REASON_RESTORED] = { "link-restored", "5.7.1", "4.7.1",
		"The reseller link had to be restored." },
	[REASON_LONG_LINE] = { "long-line", "5.6.0", "4.6.0",
		"This invitation has a line so long that mail servers would "
		"cut it, and the reseller link with it: break the line, or "
		"send it as quoted-printable, and send again." },
	[REASON_INJECTED] = { "link-injected", "5.7.1", "4.7.1",
		"The reseller link had to be added." },
	[REASON_TEXT_RESTORED] = { "locked-text-restored", "5.7.1", "4.7.1",
		"Text around the reseller link had to be restored." },
	[REASON_ALTERED] = { "link-altered", "5.7.1", "4.7.1",
		"The reseller link in this invitation was changed: copy it "
		"again exactly as it was issued, and send again." },
	[REASON_MISSING] = { "link-missing", "5.7.1", "4.7.1",
		"This invitation does not carry the reseller link in every "
		"text: put it in exactly as it was issued, and send again." },
	[REASON_FOREIGN] = { "link-foreign", "5.7.1", "4.7.1",
		"This invitation carries a link that is not your reseller's: "
		"replace it with your own link, and send again." },
	[REASON_IMITATION] = { "link-imitation", "5.7.1", "4.7.1",
		"This message carries an address that only looks like a "
		"reseller link: remove it, and send again." },
	[REASON_LOCKED_TEXT] = { "locked-text", "5.7.1", "4.7.1",
		"Text around the reseller link was changed that must stay: "
		"copy the invitation again, edit only its first two "
		"paragraphs, and send again." },
	[REASON_UNEDITABLE] = { "uneditable", "5.6.3", "4.6.3",
		"The reseller link in this invitation can't be checked or put "
		"right: send it again as plain text or HTML, not signed, not "
		"encrypted, not as a meeting request." },
	[REASON_WHICH_RESELLER] = { "which-reseller", "5.7.1", "4.7.1",
		"This invitation does not tell for which one of your "
		"resellers it is: use one reseller's link only, or add the "
		"header Linkseal-Reseller with its name, and send again." },
	[REASON_NO_LINK_ISSUED] = { "no-link-issued", "5.7.1", "4.7.1",
		"No link was issued for this reseller yet: ask your "
		"administrator to issue one, then send again." },
	[REASON_LINK_LAPSED] = { "link-lapsed", "5.7.1", "4.7.1",
		"This reseller's link has lapsed, and nobody can accept by it "
		"any more: ask your administrator to issue a new one, then "
		"send again." },
	[REASON_GENUINE] = { "link-genuine", "5.7.1", "4.7.1",
		"The reseller link is genuine." },
	[REASON_APPROVED] = { "partner-approved", "5.7.1", "4.7.1",
		"The reseller link is an approved partner's." },
	[REASON_DAMAGED] = { "link-damaged", "5.7.1", "4.7.1",
		"The reseller link in this message was damaged on its way: "
		"send it again exactly as it was issued." },
	[REASON_UNKNOWN] = { "partner-unknown", "5.7.1", "4.7.1",
		"This message asks for a reseller relationship with a partner "
		"who is not approved here: ask the people you write to to "
		"have you approved by their administrator." },
	[REASON_UNREAD] = { "header-unread", "5.6.0", "4.6.0",
		"The header of this message is too large to be checked." },
	[REASON_OVERSIZE] = { "oversize", "5.3.4", "4.3.4",
		"This message is too large to be checked for a reseller "
		"link: send large files another way." },
	[REASON_ERROR] = { "error", "5.3.0", "4.3.0",
		"The check of reseller links failed: this is not your fault, "
		"please tell your administrator." },
};

/* What outranks what, when findings ask for different verdicts. */
static int
severity(enum verdict v)
{
	static const int rank[] = {
		[VERDICT_PASS] = 0,
		[VERDICT_EDIT] = 1,
		[VERDICT_TEMPFAIL] = 2,
		[VERDICT_QUARANTINE] = 3,
		[VERDICT_REJECT] = 4,
	};

	return rank[v];
}

/* Among equal verdicts the reason that a person should hear first. */
static int
weight(enum reason r)
{
	switch (r) {
	case REASON_NO_INVITATION:
	case REASON_NOBODY:
		return 0;
	case REASON_INTACT:
		return 1;
	case REASON_LONG_LINE:
		return 2;
	case REASON_INJECTED:
		return 3;
	case REASON_RESTORED:
		return 4;
	case REASON_TEXT_RESTORED:
		return 5;
	case REASON_MISSING:
		return 6;
	case REASON_ALTERED:
		return 7;
	case REASON_UNEDITABLE:
		return 8;
	default:
		return 9;
	}
}

static bool
outranks(struct decision a, struct decision b)
{
	if (a.verdict != b.verdict)
		return severity(a.verdict) > severity(b.verdict);
	return weight(a.reason) > weight(b.reason);
}

static struct decision
act(enum policy_action action, enum reason edited, enum reason refused)
{
	struct decision d = { VERDICT_EDIT, edited };

	if (action != ACTION_RESTORE && action != ACTION_INJECT)
		d = policy_refuse(action, refused);
	return d;
}

struct decision
policy_refuse(enum policy_action action, enum reason reason)
{
	struct decision d = { VERDICT_REJECT, reason };

	if (action == ACTION_QUARANTINE)
		d.verdict = VERDICT_QUARANTINE;
	else if (action == ACTION_TEMPFAIL)
		d.verdict = VERDICT_TEMPFAIL;
	else if (action == ACTION_ALLOW)
		d.verdict = VERDICT_PASS;
	else if (action == ACTION_MARK)
		d.verdict = VERDICT_EDIT;
	return d;
}

static struct decision
judge_link(const struct finding *f, const struct settings *s)
{
	switch (f->link.state) {
	case LINK_ALTERED:
		return act(s->on_altered, REASON_RESTORED, REASON_ALTERED);
	case LINK_FOREIGN:
		return policy_refuse(s->on_foreign, REASON_FOREIGN);
	case LINK_IMITATION:
		return policy_refuse(s->on_imitation, REASON_IMITATION);
	case LINK_INTACT:
	case LINK_UNRELATED:
		break;
	}
	return (struct decision){ VERDICT_PASS, REASON_INTACT };
}

/* Where the paragraphs can't be told apart, nothing can be put back. */
static struct decision
judge_locked(const struct finding *f, const struct settings *s)
{
	if (f->woven && s->on_locked_text == ACTION_RESTORE)
		return policy_refuse(ACTION_REJECT, REASON_LOCKED_TEXT);
	return act(s->on_locked_text, REASON_TEXT_RESTORED,
		REASON_LOCKED_TEXT);
}

static struct decision
judge_alone(const struct finding *f, const struct settings *s)
{
	if (f->quoted && !s->judge_quoted)
		return (struct decision){ VERDICT_PASS, REASON_NO_INVITATION };
	if (f->kind == FINDING_LINK)
		return judge_link(f, s);
	if (f->kind == FINDING_LOCKED)
		return judge_locked(f, s);
	/* It is not altered yet, but would be on its way. */
	if (f->kind == FINDING_LONG_LINE)
		return act(s->on_altered, REASON_LONG_LINE, REASON_LONG_LINE);
	/* A placeholder is a link that is not there yet. */
	return act(s->on_missing, REASON_INJECTED, REASON_MISSING);
}

/* A seal hurts only where an edit is wanted; what can't even be read always
 * does. */
static struct decision
judge_uneditable(const struct findings *findings, const struct finding *f,
	const struct settings *s)
{
	bool wanted = f->blind;
	size_t i;

	for (i = 0; i < findings->n && !wanted; i++) {
		const struct finding *other = &findings->list[i];

		wanted = other->kind != FINDING_UNEDITABLE &&
			other->part == f->part &&
			judge_alone(other, s).verdict == VERDICT_EDIT;
	}
	if (!wanted)
		return (struct decision){ VERDICT_PASS, REASON_INTACT };
	return policy_refuse(s->on_uneditable, REASON_UNEDITABLE);
}

/* An edit that is wanted in a part that can't be edited is never made, even
 * where on_uneditable lets the message pass. */
static bool
is_sealed(const struct findings *findings, size_t part)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (findings->list[i].kind == FINDING_UNEDITABLE &&
		    (findings->list[i].part == part ||
		    findings->list[i].part == SPAN_NONE))
			return true;
	return false;
}

struct decision
policy_finding(const struct findings *findings, const struct finding *f,
	const struct settings *s)
{
	struct decision d;

	if (f->kind == FINDING_UNEDITABLE)
		return judge_uneditable(findings, f, s);
	d = judge_alone(f, s);
	if (d.verdict != VERDICT_EDIT)
		return d;
	/* Sent in another form, the letter would still hold a dead link. */
	if (findings->lapsed)
		return policy_refuse(ACTION_REJECT, REASON_LINK_LAPSED);
	if (is_sealed(findings, f->part))
		return policy_refuse(s->on_uneditable, REASON_UNEDITABLE);
	if (findings->reseller == NULL)
		return policy_refuse(ACTION_REJECT, REASON_WHICH_RESELLER);
	if (findings->reseller->link == NULL)
		return policy_refuse(ACTION_REJECT, REASON_NO_LINK_ISSUED);
	return d;
}

struct decision
policy_decide(const struct findings *findings, const struct settings *s)
{
	struct decision worst = { VERDICT_PASS, REASON_NO_INVITATION };
	size_t i;

	if (!findings->invitation && !s->judge_quoted)
		return worst;
	if (findings->invitation)
		worst.reason = REASON_INTACT;
	if (findings->which)
		worst = policy_refuse(ACTION_REJECT, REASON_WHICH_RESELLER);
	for (i = 0; i < findings->n; i++) {
		struct decision d = policy_finding(findings,
			&findings->list[i], s);

		if (outranks(d, worst))
			worst = d;
	}
	return worst;
}

const char *
policy_verdict_text(enum verdict v)
{
	return verdict_texts[v];
}

const char *
policy_reason_text(enum reason r)
{
	return reasons[r].word;
}

const char *
policy_action_text(enum policy_action a)
{
	return action_texts[a];
}

struct policy_reply
policy_reply(struct decision d)
{
	bool permanent = d.verdict == VERDICT_REJECT;
	struct policy_reply r = {
		.code = permanent ? "550" : "451",
		.enhanced = permanent ? reasons[d.reason].refused :
			reasons[d.reason].deferred,
		.text = reasons[d.reason].text,
	};

	return r;
}
