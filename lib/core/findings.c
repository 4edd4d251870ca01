#include "core/findings.h"

#include <stdio.h>
#include <stdlib.h>

struct findings *
findings_new(const struct message *m)
{
	struct findings *findings = buf_zalloc(sizeof(*findings));

	findings->message = m;
	return findings;
}

struct finding *
findings_add(struct findings *findings, enum finding_kind kind, size_t part)
{
	struct finding *f;

	if (findings->n >= LIMIT_FINDINGS) {
		findings->over = true;
		return NULL;
	}
	findings->list = buf_grow(findings->list, findings->n + 1,
		sizeof(*findings->list));
	f = &findings->list[findings->n++];
	*f = (struct finding){ .kind = kind, .part = part };
	return f;
}

void
findings_free(struct findings **findings)
{
	struct findings *fs = *findings;
	size_t i;

	if (fs == NULL)
		return;
	for (i = 0; i < fs->n; i++)
		free(fs->list[i].seen);
	free(fs->list);
	if (!fs->memo_lent)
		link_memo_free(&fs->memo);
	locked_blocks_free(&fs->locked, fs->n_locked);
	bodies_free(&fs->bodies, fs->n_bodies);
	mime_free(&fs->mime);
	free(fs);
	*findings = NULL;
}

/* An own link where a reader looks for it: not in history, not hidden, and
 * not only as the words of some anchor. */
static bool
shows_own(const struct findings *findings, const struct finding *f)
{
	if (f->quoted || f->hidden || f->kind != FINDING_LINK)
		return false;
	if (f->in_anchor && !f->in_href)
		return false;
	return f->link.whose != NULL && (findings->reseller == NULL ||
		f->link.whose == findings->reseller);
}

bool
findings_hold(const struct findings *findings, size_t part)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->part != part)
			continue;
		if (f->kind == FINDING_PLACEHOLDER && !f->quoted && !f->hidden)
			return true;
		if (shows_own(findings, f))
			return true;
	}
	return false;
}

bool
findings_hold_intact(const struct findings *findings, size_t part)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->part == part && shows_own(findings, f) &&
		    f->link.state == LINK_INTACT)
			return true;
	}
	return false;
}

void
findings_add_uneditable(struct findings *findings, size_t part, bool blind,
	const char *why)
{
	struct finding *f = findings_add(findings, FINDING_UNEDITABLE, part);

	if (f == NULL)
		return;
	f->blind = blind;
	snprintf(f->why, sizeof(f->why), "%s", why);
}

static void
print_plain(struct buf *out, const char *s)
{
	for (; *s; s++)
		if (*s >= ' ' && *s < 0x7F)
			buf_add_byte(out, (unsigned char)*s);
		else
			buf_printf(out, "\\x%02X", (unsigned char)*s);
}

static void
print_place(const struct findings *findings, size_t part, struct buf *out)
{
	const struct mime_part *p;

	if (part == SPAN_NONE || findings->mime == NULL) {
		buf_add_str(out, "message: ");
		return;
	}
	p = mime_part(findings->mime, part);
	buf_printf(out, "part %s ", p->number);
	print_plain(out, p->type);
	buf_add_byte(out, '/');
	print_plain(out, p->subtype);
	buf_add_str(out, ": ");
}

static void
print_one(const struct finding *f, struct buf *out)
{
	static const char *const words[] = {
		[FINDING_LINK] = "link ",
		[FINDING_PLACEHOLDER] = "placeholder",
		[FINDING_MISSING] = "link missing",
		[FINDING_LOCKED] = "locked text altered",
		[FINDING_LONG_LINE] = "link would be cut",
		[FINDING_UNEDITABLE] = "can't be edited",
	};
	const char *more = f->kind == FINDING_LINK ? f->link.how : f->why;

	buf_add_str(out, words[f->kind]);
	if (f->kind == FINDING_LINK)
		buf_add_str(out, link_state_text(f->link.state));
	if (*more)
		buf_add_str(out, ": ");
	print_plain(out, more);
	if (f->in_href)
		buf_add_str(out, " (href)");
	if (f->hidden)
		buf_add_str(out, " (hidden)");
	if (f->quoted)
		buf_add_str(out, " (quoted)");
}

void
finding_print(const struct findings *findings, const struct finding *f,
	struct buf *out)
{
	print_place(findings, f->part, out);
	print_one(f, out);
}

void
findings_print(const struct findings *findings, struct buf *out)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		finding_print(findings, &findings->list[i], out);
		buf_add_byte(out, '\n');
	}
}
