#include "core/seal.h"

#include <stdio.h>
#include <string.h>

#include "core/filler.h"
#include "core/mime.h"

const char *
seal_disagreement(const struct findings *findings)
{
	const char *why = mime_odd(findings->mime);

	return why != NULL ? why : message_odd(findings->message);
}

static bool
has_tnef(const struct mime *mime)
{
	size_t i;

	for (i = 0; i < mime_count(mime); i++)
		if (mime_part(mime, i)->seal == MIME_TNEF)
			return true;
	return false;
}

static bool
needs_edit(const struct findings *findings, size_t part)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->part == part && f->kind != FINDING_UNEDITABLE &&
		    (f->kind != FINDING_LINK || f->link.state == LINK_ALTERED))
			return true;
	}
	return false;
}

/* A line that begins what is signed or encrypted within the text itself
 * (RFC 9580 6.2), not in a quote. */
static bool
is_armoured(const struct view *v)
{
	static const char *const heads[] = {
		"-----BEGIN PGP SIGNED MESSAGE-----",
		"-----BEGIN PGP MESSAGE-----",
	};
	struct span text = view_text(v);

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		struct span head = span_str(heads[i]);
		size_t at = 0;

		for (; (at = span_find(text, at, head)) != SPAN_NONE; at++)
			if ((at == 0 || filler_line_end(span_sub(text, at - 1,
			    text.n))) && !view_quoted(v, at))
				return true;
	}
	return false;
}

static void
add_body_seal(struct findings *findings, const struct body *b, bool tnef)
{
	const struct mime_part *p = mime_part(findings->mime, b->part);
	char why[200];

	if (b->view == NULL) {
		findings_add_uneditable(findings, b->part, true, b->why);
		return;
	}
	if (!needs_edit(findings, b->part))
		return;
	if (p->seal != MIME_OPEN) {
		snprintf(why, sizeof(why), "the part is %s",
			mime_seal_text(p->seal));
		findings_add_uneditable(findings, b->part, false, why);
	} else if (message_ends_in_header(findings->message)) {
		findings_add_uneditable(findings, b->part, false,
			"the header ends inside a line");
	} else if (p->tight) {
		findings_add_uneditable(findings, b->part, false,
			"the part is empty, and no line fits before the next "
			"boundary");
	} else if (b->fixed) {
		snprintf(why, sizeof(why), "mail programs show text/%.40s "
			"each in its own way", p->subtype);
		findings_add_uneditable(findings, b->part, false, why);
	} else if (is_armoured(b->view)) {
		findings_add_uneditable(findings, b->part, false,
			"PGP guards its text, and an edit would break that");
	} else if (view_shut(b->view)) {
		findings_add_uneditable(findings, b->part, false,
			"nothing in this page is shown to its reader");
	} else if (tnef) {
		findings_add_uneditable(findings, b->part, false,
			"the letter is in winmail.dat too, which can't be "
			"edited");
	}
}

/* An invitation that no reader shows as text: why we can't look into it. */
static void
add_no_body(struct findings *findings)
{
	const char *what = NULL;
	char why[200];
	size_t i;

	for (i = 0; i < mime_count(findings->mime) && what == NULL; i++) {
		const struct mime_part *p = mime_part(findings->mime, i);

		if (p->seal != MIME_OPEN)
			what = mime_seal_text(p->seal);
		else if (strcmp(p->subtype, "calendar") == 0)
			what = "a calendar entry only";
	}
	snprintf(why, sizeof(why), "no text that a reader is shown: %s",
		what != NULL ? what : "attachments only");
	findings_add_uneditable(findings, SPAN_NONE, true, why);
}

void
seal_note(struct findings *findings)
{
	bool tnef = has_tnef(findings->mime);
	const char *disagree = seal_disagreement(findings);
	char why[200];
	size_t i;

	for (i = 0; i < findings->n_bodies; i++)
		add_body_seal(findings, &findings->bodies[i], tnef);
	if (findings->n_bodies == 0)
		add_no_body(findings);
	if (disagree == NULL)
		return;
	snprintf(why, sizeof(why), "mail programs disagree on this message: "
		"%s", disagree);
	findings_add_uneditable(findings, SPAN_NONE, true, why);
}
