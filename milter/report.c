#include "report.h"

/* RFC 5321 §4.5.3.1.3: a path has at most 256 bytes. Longer ones are of no use
 * in a log, and would push out what stands behind them. */
#define FOREIGN_MAX 256

static const char *
finding_word(const struct finding *f)
{
	switch (f->kind) {
	case FINDING_LINK:
		return link_state_text(f->link.state);
	case FINDING_PLACEHOLDER:
		return "placeholder";
	case FINDING_MISSING:
		return "missing";
	case FINDING_LOCKED:
		return "locked-text";
	case FINDING_LONG_LINE:
		return "long-line";
	case FINDING_UNEDITABLE:
		return "uneditable";
	}
	return "unknown";
}

/* The same word may be counted for the author's own text and for history. */
static bool
same(const struct finding *a, const struct finding *b)
{
	return a->quoted == b->quoted && finding_word(a) == finding_word(b);
}

static void
add_count(const struct findings *all, size_t i, struct buf *out)
{
	const struct finding *f = &all->list[i];
	size_t n = 0;

	for (size_t k = 0; k < i; k++)
		if (same(&all->list[k], f))
			return;
	for (size_t k = i; k < all->n; k++)
		n += same(&all->list[k], f);
	buf_printf(out, "%s%s%s:%zu", i ? "," : "",
		f->quoted ? "quoted-" : "", finding_word(f), n);
}

static void
add_findings(const struct findings *all, struct buf *out)
{
	buf_add_str(out, " findings=");
	for (size_t i = 0; all && i < all->n; i++)
		add_count(all, i, out);
	if (all == NULL || all->n == 0)
		buf_add_str(out, "none");
}

static void
add_quoted(struct buf *out, const char *key, const char *value)
{
	struct span s = span_str(value);

	buf_printf(out, " %s=", key);
	edits_quote(out, span_sub(s, 0, s.n < FOREIGN_MAX ? s.n :
		FOREIGN_MAX));
	if (s.n > FOREIGN_MAX)
		buf_add_str(out, "...");
}

static void
add_envelope(struct buf *out, const char *sender, const char *login)
{
	add_quoted(out, "sender", sender);
	if (login)
		add_quoted(out, "login", login);
}

/* An id is the mail server's own word, but words come from the network. */
static void
add_queue_id(const char *id, struct buf *out)
{
	size_t n = 0;

	for (; id && *id && n < 64; id++, n++) {
		unsigned char c = (unsigned char)*id;

		buf_add_byte(out, c > ' ' && c < 0x7F && c != ':' ? c : '?');
	}
	buf_add_str(out, n ? ": " : "NOQUEUE: ");
}

void
report_line(const struct report *r, struct buf *out)
{
	const struct judgement *j = r->judgement;

	add_queue_id(r->queue_id, out);
	buf_printf(out, "verdict=%s reason=%s",
		policy_verdict_text(j->decision.verdict),
		policy_reason_text(j->wanted.reason));
	if (j->pretended)
		buf_printf(out, " pretended=%s",
			policy_verdict_text(j->wanted.verdict));
	buf_printf(out, " reseller=%s",
		j->reseller ? j->reseller->name : "none");
	add_envelope(out, r->sender, r->login);
	add_findings(j->findings, out);
	buf_printf(out, " edits=%zu", edits_count(j->edits));
	if (!r->applied)
		buf_add_str(out, " applied=no");
	if (r->error->kind != ERR_NONE) {
		buf_add_str(out, " error=");
		edits_quote(out, span_str(r->error->text));
	}
	buf_printf(out, " ms=%lu", r->ms);
}

void
report_unfinished(const char *queue_id, const char *what,
	const struct mail *m, struct buf *out)
{
	add_queue_id(queue_id, out);
	buf_add_str(out, what);
	add_envelope(out, m->sender, m->login);
	buf_printf(out, " bytes=%zu ms=%lu", m->size, session_ms(m));
}
