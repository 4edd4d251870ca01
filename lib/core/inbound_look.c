#include "core/inbound_look.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/find.h"
#include "core/glance.h"
#include "core/inbound_claims.h"
#include "core/label.h"

/* What one finding turned out to be. */
struct reading {
	struct finding *f;
	struct inbound_link link;
};

struct readings {
	struct reading *list;	/* one for each link of the findings */
	size_t n;
};

struct looking {
	const struct facts *nobody;
	const struct inbound_partners *partners;
	struct findings *before;	/* by nobody's facts */
	struct readings first;
	struct inbound_claims claims;	/* what they are, to look again */
	struct findings *findings;
	struct readings last;
};

/* Findings are written for senders; the log and -t tell the receiver. */
static void
rewrite(struct reading *r)
{
	static const enum link_state states[] = {
		[INBOUND_NONE] = LINK_UNRELATED,
		[INBOUND_GENUINE] = LINK_INTACT,
		[INBOUND_APPROVED] = LINK_INTACT,
		[INBOUND_DAMAGED] = LINK_ALTERED,
		[INBOUND_UNKNOWN] = LINK_FOREIGN,
		[INBOUND_IMITATION] = LINK_IMITATION,
	};

	r->f->link.state = states[r->link.verdict];
	r->f->link.whose = r->link.partner;
	snprintf(r->f->link.how, sizeof r->f->link.how, "%s", r->link.why);
}

/* A link of somebody's who is known by now: whole, broken, or never his. */
static void
read_claimed(const struct finding *f, const struct inbound_link *claim,
	struct inbound_link *r)
{
	*r = *claim;
	if (f->link.state == LINK_INTACT) {
		if (r->verdict != INBOUND_DAMAGED)
			return;
		r->verdict = INBOUND_GENUINE;
		snprintf(r->why, sizeof r->why, "exactly as it was issued");
		return;
	}
	r->verdict = INBOUND_DAMAGED;
	snprintf(r->why, sizeof r->why, "%s", f->link.how);
}

/* Still not what the partner was ever given. */
static void
settle_foreign(const struct finding *f, struct inbound_link *r)
{
	if (r->issued == NULL || r->verdict != INBOUND_DAMAGED)
		return;
	r->verdict = INBOUND_UNKNOWN;
	snprintf(r->why, sizeof r->why, "%s", f->link.how);
}

static void
read_finding(const struct looking *l, const struct finding *f,
	struct inbound_link *r)
{
	const struct inbound_link *claim = inbound_claims_find(&l->claims,
		f->link.whose);

	/* Beside the current link a revoked one would be called altered. */
	if (claim && l->partners->revoked(l->partners->ctx, f->seen) == NULL) {
		read_claimed(f, claim, r);
		return;
	}
	inbound_link_read(f->seen, &f->link, l->nobody, l->partners, r);
	if (l->claims.n)
		settle_foreign(f, r);
}

static void
read_links(const struct looking *l, struct findings *all,
	struct readings *out)
{
	out->list = buf_zalloc((all->n + 1) * sizeof *out->list);
	for (size_t i = 0; i < all->n; i++) {
		struct reading *r = &out->list[out->n];

		if (all->list[i].kind != FINDING_LINK)
			continue;
		r->f = &all->list[i];
		read_finding(l, r->f, &r->link);
		out->n++;
	}
}

/* What a click on the text T leads to; or NULL. */
static const struct reading *
behind(const struct readings *all, const struct finding *t)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct finding *f = all->list[i].f;

		if (f->in_href && f->part == t->part &&
		    f->view_begin <= t->view_begin &&
		    f->view_end > t->view_begin)
			return &all->list[i];
	}
	return NULL;
}

/* One partner's link shown over another's: both may be approved. */
static void
compare_anchor(const struct readings *all, struct reading *r)
{
	const struct reading *href;

	if (!r->f->in_anchor || r->f->in_href)
		return;
	href = behind(all, r->f);
	if (href == NULL || href->link.partner == r->link.partner)
		return;
	r->link.verdict = INBOUND_IMITATION;
	r->link.partner = NULL;
	snprintf(r->link.why, sizeof r->link.why, "its text shows another "
		"partner's link than it leads to");
}

/* What can't be looked into, and smells of a link. */
static void
judge_unread(const struct findings *all, struct inbound_link *worst)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct finding *f = &all->list[i];

		if (f->kind != FINDING_UNEDITABLE || !f->blind || f->quoted ||
		    worst->verdict >= INBOUND_UNKNOWN)
			continue;
		*worst = (struct inbound_link){ .verdict = INBOUND_UNKNOWN };
		snprintf(worst->why, sizeof worst->why, "it can't be checked: "
			"%.200s", f->why);
	}
}

/* A link that no reader sees is the invitation's only where none is seen. */
static void
take_worst(const struct looking *l, bool hidden, struct inbound_link *worst)
{
	bool quoted = find_settings(l->nobody, NULL)->judge_quoted;

	for (size_t i = 0; i < l->last.n; i++) {
		const struct reading *r = &l->last.list[i];

		if (r->f->hidden == hidden && (quoted || !r->f->quoted) &&
		    r->link.verdict > worst->verdict)
			*worst = r->link;
	}
}

static void
take_hidden(const struct looking *l, struct inbound_link *worst)
{
	take_worst(l, true, worst);
	if (worst->verdict == INBOUND_NONE ||
	    worst->verdict >= INBOUND_DAMAGED)
		return;
	worst->verdict = INBOUND_DAMAGED;
	snprintf(worst->why, sizeof worst->why, "no reader sees it");
}

static bool
is_marked(const struct findings *all)
{
	return message_find(all->message, LABEL_INVITATION, 1) != NULL;
}

static void
judge_links(struct looking *l, struct inbound_link *worst)
{
	struct findings *all = l->findings;

	read_links(l, all, &l->last);
	for (size_t i = 0; i < l->last.n; i++)
		compare_anchor(&l->last, &l->last.list[i]);
	take_worst(l, false, worst);
	if (worst->verdict == INBOUND_NONE)
		take_hidden(l, worst);
	judge_unread(all, worst);
	if (worst->verdict == INBOUND_NONE && is_marked(all)) {
		worst->verdict = INBOUND_DAMAGED;
		snprintf(worst->why, sizeof worst->why, "the invitation has "
			"lost its link");
	}
	for (size_t i = 0; i < l->last.n; i++)
		rewrite(&l->last.list[i]);
}

/* Twice: who is it from, and is it as he has issued it? */
static int
find(struct looking *l, const struct message *m, struct err *err)
{
	struct facts f;

	if (!glance_may_matter(m, l->nobody)) {
		l->findings = find_nothing(m, l->nobody);
		return 0;
	}
	if (find_all(m, l->nobody, &l->before, err) != 0)
		return -1;
	read_links(l, l->before, &l->first);
	for (size_t i = 0; i < l->first.n; i++)
		inbound_claims_add(&l->claims, &l->first.list[i].link);
	if (l->claims.n == 0) {
		l->findings = l->before;
		l->before = NULL;
		return 0;
	}
	f = inbound_claims_facts(&l->claims, l->nobody);
	return find_all(m, &f, &l->findings, err);
}

static void
leave(struct looking *l)
{
	free(l->first.list);
	free(l->last.list);
	inbound_claims_deinit(&l->claims);
	findings_free(&l->before);
}

int
inbound_look(const struct message *m, const struct facts *nobody,
	const struct inbound_partners *partners, struct findings **findings_r,
	struct inbound_link *worst_r, struct err *err)
{
	struct looking l = { .nobody = nobody, .partners = partners };
	int rc = find(&l, m, err);

	*worst_r = (struct inbound_link){ .verdict = INBOUND_NONE };
	if (rc == 0) {
		judge_links(&l, worst_r);
		worst_r->issued = NULL;
		*findings_r = l.findings;
	}
	leave(&l);
	return rc;
}
