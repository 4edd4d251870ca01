#include "core/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/claim.h"
#include "core/cut.h"
#include "core/label.h"
#include "core/locked_find.h"
#include "core/scan.h"
#include "core/seal.h"
#include "core/seek.h"
#include "core/sight.h"

/* A body that can't be read is of interest when its bytes smell of a link. */
static bool
unread_scent(const struct findings *findings, const struct body *b,
	const struct facts *f)
{
	const struct mime_part *p = mime_part(findings->mime, b->part);

	if (b->text != NULL)
		return seek_scent(text_utf8(b->text), f);
	return seek_scent(span_sub(message_bytes(findings->message), p->begin,
		p->end), f);
}

static bool
is_marked(const struct message *m)
{
	return message_find(m, LABEL_INVITATION, 1) != NULL;
}

/* In the author's own words, or where we can't look but smell one. */
static bool
is_invitation(const struct findings *findings, const struct facts *f)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (!findings->list[i].quoted)
			return true;
	for (i = 0; i < findings->n_bodies; i++)
		if (findings->bodies[i].view == NULL &&
		    unread_scent(findings, &findings->bodies[i], f))
			return true;
	if (is_marked(findings->message))
		return true;
	return seal_disagreement(findings) != NULL &&
		seek_scent(message_bytes(findings->message), f);
}

/* Something says that this is the reseller's own invitation, not only that
 * somebody else's link is in it. A hidden link says so too. */
static bool
asks_for_link(const struct findings *findings)
{
	bool asks = is_marked(findings->message);
	size_t i;

	for (i = 0; i < findings->n && !asks; i++) {
		const struct finding *f = &findings->list[i];

		asks = !f->quoted && (f->kind == FINDING_PLACEHOLDER ||
			f->link.whose != NULL);
	}
	return asks;
}

static void
mark_primary(struct findings *findings)
{
	size_t i, n = findings->n_bodies;
	bool *holds = buf_zalloc((n + 1) * sizeof(*holds));

	for (i = 0; i < n; i++)
		holds[i] = findings_hold(findings, findings->bodies[i].part);
	bodies_mark_primary(findings->bodies, n, findings->mime, holds);
	free(holds);
}

static void
add_missing(struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n_bodies; i++) {
		const struct body *b = &findings->bodies[i];
		struct finding *f;

		if (!b->primary || b->view == NULL ||
		    findings_hold(findings, b->part))
			continue;
		f = findings_add(findings, FINDING_MISSING, b->part);
		if (f == NULL)
			return;
		f->begin = f->end = body_place(b);
	}
}

/* Too many to look at: the last one gives way to the reason. */
static void
note_overflow(struct findings *findings)
{
	struct finding *last;

	if (!findings->over)
		return;
	last = &findings->list[findings->n - 1];
	free(last->seen);
	*last = (struct finding){ .kind = FINDING_UNEDITABLE,
		.part = SPAN_NONE, .blind = true };
	snprintf(last->why, sizeof(last->why), "more than %d links",
		LIMIT_FINDINGS);
	findings->invitation = true;
}

static int
look(struct findings *findings, const struct facts *f, struct err *err)
{
	struct needles *needles = needles_new(f);
	struct own_links own = { .needles = needles };
	size_t i;
	int rc = 0;

	findings->bodies = bodies_read(findings->message, findings->mime,
		&findings->n_bodies);
	own.links = seek_links(f, &own.n);
	own.memo = findings->memo;
	for (i = 0; i < findings->n_bodies; i++)
		if (findings->bodies[i].view != NULL)
			scan_body(findings, &findings->bodies[i], &own, f);
	free(own.links);
	needles_free(&needles);
	findings->invitation = is_invitation(findings, f);
	claim_settle(findings, f);
	mark_primary(findings);
	if (findings->invitation && asks_for_link(findings)) {
		add_missing(findings);
		rc = locked_find(findings, f, err);
	}
	if (findings->invitation) {
		cut_note(findings);
		seal_note(findings);
	}
	note_overflow(findings);
	return rc;
}

/* Without its structure only the bytes can tell. */
static int
look_blindly(struct findings *findings, const struct facts *f,
	const char *why)
{
	findings->invitation = is_marked(findings->message) ||
		seek_scent(message_bytes(findings->message), f);
	claim_settle(findings, f);
	if (findings->invitation)
		findings_add_uneditable(findings, SPAN_NONE, true, why);
	return 0;
}

const struct settings *
find_settings(const struct facts *f, const struct reseller *r)
{
	if (r != NULL && r->settings != NULL)
		return r->settings;
	return f->settings != NULL ? f->settings : &settings_default;
}

struct findings *
find_nothing(const struct message *m, const struct facts *f)
{
	struct findings *findings = findings_new(m);

	claim_settle(findings, f);
	return findings;
}

/* Takes FINDINGS over, which hold nothing yet; PARSE is mime_parse or its
 * like. */
static int
find_into(struct findings *findings, const struct facts *f,
	int (*parse)(const struct message *, struct mime **, struct err *),
	struct findings **out_r, struct err *err)
{
	struct err e;
	int rc = parse(findings->message, &findings->mime, &e);

	if (rc == 0)
		rc = look(findings, f, &e);
	else if (e.kind == ERR_LIMIT)
		rc = look_blindly(findings, f, e.text);
	if (rc == 0) {
		*out_r = findings;
		return 0;
	}
	findings_free(&findings);
	*err = e;
	return -1;
}

int
find_all(const struct message *m, const struct facts *f,
	struct findings **out_r, struct err *err)
{
	struct findings *findings = findings_new(m);

	findings->memo = link_memo_new(f);
	return find_into(findings, f, mime_parse, out_r, err);
}

int
find_again(const struct message *m, const struct findings *before,
	const struct facts *f, struct findings **out_r, struct err *err)
{
	struct findings *findings = findings_new(m);

	findings->memo = before->memo;
	findings->memo_lent = true;
	return find_into(findings, f, mime_parse_plain, out_r, err);
}
