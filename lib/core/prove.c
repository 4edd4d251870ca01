#include "core/prove.h"

#include <stdlib.h>
#include <string.h>

#include "core/proof_link.h"
#include "core/proof_locked.h"
#include "core/recode.h"
#include "core/render.h"

/* What is compared: the message as it was and as it would leave. */
struct proof {
	const struct findings *before;
	const struct findings *after;
	const struct edits *edits;
	const struct settings *settings;
};

static bool
header_edited(const struct edits *edits, struct span name)
{
	size_t i;

	for (i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		if (e->kind != EDIT_BODY && span_ieq_str(name, e->name))
			return true;
	}
	return false;
}

/* The next field from *i on that no edit names; NULL at the end. */
static const struct message_field *
next_field(const struct message *m, const struct edits *edits, size_t *i)
{
	while (*i < message_field_count(m)) {
		const struct message_field *f = message_field(m, (*i)++);

		if (!header_edited(edits, f->name))
			return f;
	}
	return NULL;
}

static int
same_headers(const struct proof *p, struct err *err)
{
	const struct message_field *a, *b;
	size_t i = 0, j = 0;

	do {
		a = next_field(p->before->message, p->edits, &i);
		b = next_field(p->after->message, p->edits, &j);
		if ((a == NULL) != (b == NULL) ||
		    (a != NULL && !span_eq(a->whole, b->whole)))
			return err_set(err, ERR_BUG,
				"proof: a header field changed that was not "
				"to be edited");
	} while (a != NULL);
	return 0;
}

static bool
same_word(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_part(const struct mime_part *a, const struct mime_part *b)
{
	return a->kind == b->kind && a->parent == b->parent &&
		a->seal == b->seal && a->attachment == b->attachment &&
		a->flowed == b->flowed && a->delsp == b->delsp &&
		same_word(a->type, b->type) &&
		same_word(a->subtype, b->subtype);
}

/* A leaf that was written anew may be UTF-8. */
static bool
same_charset(const struct proof *p, const struct mime_part *a,
	const struct mime_part *b)
{
	return same_word(a->charset, b->charset) ||
		(recode_done(p->edits, a) && same_word("utf-8", b->charset));
}

static int
same_structure(const struct proof *p, struct err *err)
{
	size_t i, n = mime_count(p->before->mime);

	if (mime_count(p->after->mime) != n)
		return err_set(err, ERR_BUG, "proof: %zu parts became %zu", n,
			mime_count(p->after->mime));
	for (i = 0; i < n; i++) {
		const struct mime_part *a = mime_part(p->before->mime, i);
		const struct mime_part *b = mime_part(p->after->mime, i);

		if (!same_part(a, b) || (a->kind == MIME_LEAF &&
		    !same_charset(p, a, b)))
			return err_set(err, ERR_BUG, "proof: part %s is "
				"another than it was", a->number);
	}
	return 0;
}

static bool
touched(const struct edits *edits, const struct mime_part *part)
{
	size_t i;

	for (i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		if (e->kind == EDIT_BODY && e->begin >= part->begin &&
		    e->end <= part->end)
			return true;
	}
	return false;
}

/* Between the bodies that were touched every byte stands as it stood:
 * boundaries, parts' headers, attachments, preamble and epilogue. */
static int
same_outside(const struct proof *p, struct err *err)
{
	struct span a = message_bytes(p->before->message);
	struct span b = message_bytes(p->after->message);
	size_t i, from_a = message_body_offset(p->before->message);
	size_t from_b = message_body_offset(p->after->message);
	bool same = true;

	for (i = 0; i < p->before->n_bodies && same; i++) {
		size_t part = p->before->bodies[i].part;
		const struct mime_part *pa = mime_part(p->before->mime, part);
		const struct mime_part *pb = mime_part(p->after->mime, part);

		bool anew = recode_done(p->edits, pa) &&
			pa->parent != SPAN_NONE;
		size_t to_a = anew ? pa->header_begin : pa->begin;
		size_t to_b = anew ? pb->header_begin : pb->begin;

		if (!touched(p->edits, pa))
			continue;
		same = to_a >= from_a && to_b >= from_b &&
			span_eq(span_sub(a, from_a, to_a),
				span_sub(b, from_b, to_b)) && (!anew ||
			proof_fields(span_sub(a, to_a, pa->begin),
				span_sub(b, to_b, pb->begin)));
		from_a = pa->end;
		from_b = pb->end;
	}
	if (!same || !span_eq(span_sub(a, from_a, a.n),
	    span_sub(b, from_b, b.n)))
		return err_set(err, ERR_BUG,
			"proof: bytes outside the edited bodies changed");
	return 0;
}

static bool
in_finding(const struct findings *findings, size_t part, size_t at)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->part == part && at >= f->begin && at < f->end)
			return true;
	}
	return false;
}

/* What is taken out was found to be a link or placeholder, or is blank. */
static bool
takes_only_findings(const struct findings *findings, const struct body *b,
	const struct text_change *c)
{
	struct span text = text_utf8(b->text);
	size_t i;

	for (i = c->begin; i < c->end; i++)
		if (!in_finding(findings, b->part, i) &&
		    !span_is_space(text.p[i]))
			return false;
	return true;
}

static bool
puts_only(const struct render *r, size_t i, const struct body *old,
	struct span link)
{
	const struct text_change *c = &r->changes[i];
	bool html = view_is_html(old->view);

	if (r->of[i]->kind == FINDING_LOCKED)
		return proof_locked(c->with, r->of[i], link, html);
	return proof_link(c->with, span_sub(text_utf8(old->text),
		c->begin, c->end), link, html);
}

static int
check_body(const struct proof *p, size_t i, struct err *err)
{
	const struct body *old = &p->before->bodies[i];
	const struct body *new = &p->after->bodies[i];
	const char *number = mime_part(p->before->mime, old->part)->number;
	struct span link = span_str(p->before->reseller->link);
	struct render r;
	bool good;
	size_t c;

	if (old->view == NULL)
		return 0;
	if (new->view == NULL)
		return err_set(err, ERR_BUG,
			"proof: part %s can't be read any more", number);
	if (render_body(p->before, old, p->settings, &r, err) != 0)
		return -1;
	good = text_change_makes(text_utf8(old->text), r.changes, r.n,
		text_utf8(new->text));
	for (c = 0; c < r.n && good; c++)
		good = takes_only_findings(p->before, old, &r.changes[c]) &&
			puts_only(&r, c, old, link);
	render_deinit(&r);
	return good ? 0 : err_set(err, ERR_BUG, "proof: part %s does not hold "
		"what was to stand in it", number);
}

static int
same_bodies(const struct proof *p, struct err *err)
{
	size_t i;

	if (p->before->n_bodies != p->after->n_bodies)
		return err_set(err, ERR_BUG, "proof: %zu bodies became %zu",
			p->before->n_bodies, p->after->n_bodies);
	for (i = 0; i < p->before->n_bodies; i++)
		if (check_body(p, i, err) != 0)
			return -1;
	return 0;
}

/* A body that the settings leave as it was need not hold the link. */
static bool
excused(const struct proof *p, const struct body *b)
{
	return (p->settings->on_altered == ACTION_ALLOW ||
		p->settings->on_missing == ACTION_ALLOW ||
		p->settings->on_uneditable == ACTION_ALLOW) &&
		!touched(p->edits, mime_part(p->after->mime, b->part));
}

static int
link_everywhere(const struct proof *p, struct err *err)
{
	size_t i;

	for (i = 0; i < p->after->n_bodies; i++) {
		const struct body *b = &p->after->bodies[i];

		if (b->primary && !findings_hold_intact(p->after, b->part) &&
		    !excused(p, b))
			return err_set(err, ERR_DATA, "proof: no reader would "
				"see the link intact in part %s",
				mime_part(p->after->mime, b->part)->number);
	}
	return 0;
}

static int
nothing_left(const struct proof *p, struct err *err)
{
	struct decision d = policy_decide(p->after, p->settings);

	if (p->after->reseller != p->before->reseller)
		return err_set(err, ERR_BUG,
			"proof: it is for another reseller afterwards");
	if (d.verdict != VERDICT_PASS)
		return err_set(err, ERR_DATA, "proof: a second run would %s "
			"it (%s)", policy_verdict_text(d.verdict),
			policy_reason_text(d.reason));
	return 0;
}

static int
check_all(const struct proof *p, struct err *err)
{
	if (p->before->mime == NULL || p->after->mime == NULL ||
	    p->before->reseller == NULL)
		return err_set(err, ERR_BUG,
			"proof: the message can't be read afterwards");
	if (same_headers(p, err) != 0 || same_structure(p, err) != 0 ||
	    same_outside(p, err) != 0 || same_bodies(p, err) != 0 ||
	    link_everywhere(p, err) != 0)
		return -1;
	return nothing_left(p, err);
}

int
prove(const struct findings *before, const struct edits *edits,
	struct span after, const struct facts *f, struct err *err)
{
	struct proof p = { .before = before, .edits = edits,
		.settings = find_settings(f, before->reseller) };
	struct findings *findings = NULL;
	struct message *m = NULL;
	int failed;

	failed = message_borrow(after, &m, err);
	if (!failed)
		failed = find_again(m, before, f, &findings, err);
	p.after = findings;
	if (!failed)
		failed = check_all(&p, err);
	findings_free(&findings);
	message_free(&m);
	return failed;
}
