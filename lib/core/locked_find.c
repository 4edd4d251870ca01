#include "core/locked_find.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/label.h"
#include "core/locked_change.h"
#include "core/locked_split.h"

/* Percent of the block's groups of letters that a text in the same language
 * has at least. */
#define SAME_LANGUAGE 15

struct search {
	struct findings *findings;
	const struct facts *facts;
	struct locked_body *bodies;	/* those without their block */
	size_t n;
};

static size_t
block_count(const struct search *s)
{
	return locked_texts_count(s->facts->locked);
}

static bool
is_whole(const struct search *s, const struct locked_body *lb)
{
	size_t i;

	for (i = 0; i < block_count(s); i++)
		if (locked_body_whole(lb, &s->findings->locked[i]))
			return true;
	return false;
}

static void
look(struct search *s)
{
	struct findings *findings = s->findings;
	size_t i;

	s->bodies = buf_zalloc((findings->n_bodies + 1) *
		sizeof(*s->bodies));
	for (i = 0; i < findings->n_bodies; i++) {
		struct locked_body *lb = &s->bodies[s->n];

		if (!findings->bodies[i].primary ||
		    findings->bodies[i].view == NULL)
			continue;
		locked_body_init(lb, findings, &findings->bodies[i]);
		if (is_whole(s, lb))
			locked_body_deinit(lb);
		else
			s->n++;
	}
}

/* How much of the block is there. */
static unsigned
recognised(const struct locked_body *lb, const struct locked_block *block)
{
	struct locked_kin kin;
	struct locked_align a;
	unsigned words;

	locked_kin_init(&kin, lb, block);
	locked_align_init(&a, &kin);
	words = a.words;
	locked_align_deinit(&a);
	locked_kin_deinit(&kin);
	return words;
}

/* The block of which most words are there. */
static size_t
by_paragraphs(const struct search *s)
{
	size_t i, k, found = SPAN_NONE;
	unsigned most = 0;

	for (i = 0; i < block_count(s); i++) {
		unsigned words = 0;

		for (k = 0; k < s->n; k++)
			words += recognised(&s->bodies[k],
				&s->findings->locked[i]);
		if (words > most) {
			most = words;
			found = i;
		}
	}
	return found;
}

static size_t
by_header(const struct search *s)
{
	static const char *const fields[] = { LABEL_INVITATION,
		"Content-Language" };
	size_t i, found = SPAN_NONE;

	for (i = 0; i < 2 && found == SPAN_NONE; i++) {
		char *tag = message_token(s->findings->message, fields[i]);

		if (tag != NULL)
			found = locked_texts_find(s->facts->locked,
				span_str(tag));
		free(tag);
	}
	return found;
}

/* Percent of the block's groups of letters that the body has. */
static size_t
share(const struct locked_body *lb, const struct locked_block *block)
{
	size_t i, own = trigrams_count(lb->words.n), all = 0, common = 0;
	struct trigrams t;

	trigrams_init(&t, &block->words);
	trigrams_lay(&t, &lb->words, 0, lb->words.n);
	for (i = 0; i < block->n; i++) {
		const struct locked_paragraph *p = &block->list[i];
		size_t theirs = trigrams_count(p->words.n);

		common += trigrams_common(&t, p->begin, p->end);
		all += theirs < own ? theirs : own;
	}
	trigrams_deinit(&t);
	return all ? 100 * common / all : 0;
}

static size_t
by_letters(const struct search *s)
{
	size_t i, k, found = SPAN_NONE, most = SAME_LANGUAGE - 1;

	for (i = 0; i < block_count(s); i++)
		for (k = 0; k < s->n; k++) {
			size_t n = share(&s->bodies[k],
				&s->findings->locked[i]);

			if (n > most) {
				most = n;
				found = i;
			}
		}
	return found;
}

static const struct locked_block *
choose(const struct search *s)
{
	const struct reseller *r = s->findings->reseller;
	size_t found = by_paragraphs(s);

	if (found == SPAN_NONE)
		found = by_header(s);
	if (found == SPAN_NONE)
		found = by_letters(s);
	if (found == SPAN_NONE)
		found = locked_texts_find(s->facts->locked,
			span_str(r->locale));
	if (found == SPAN_NONE)
		found = locked_texts_find(s->facts->locked, span_str("en"));
	return &s->findings->locked[found == SPAN_NONE ? 0 : found];
}

static struct finding *
add(struct search *s, const struct locked_body *lb,
	const struct locked_block *block, const char *why)
{
	struct finding *f = findings_add(s->findings, FINDING_LOCKED,
		lb->body->part);

	if (f == NULL)
		return NULL;
	f->locked = block;
	snprintf(f->why, sizeof(f->why), "%s (%s)", why, block->locale);
	return f;
}

/* Where the link would go, were it missing. */
static size_t
place_of(const struct findings *findings, const struct body *b)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (findings->list[i].kind == FINDING_MISSING &&
		    findings->list[i].part == b->part)
			return findings->list[i].begin;
	return body_place(b);
}

static void
note(struct search *s, struct locked_body *lb,
	const struct locked_block *block)
{
	struct locked_changes c;
	struct finding *f;
	size_t i;

	locked_split(lb, block);
	locked_changes_init(&c, lb, block, place_of(s->findings, lb->body));
	if (c.woven && (f = add(s, lb, block, c.woven)) != NULL)
		f->woven = true;
	for (i = 0; i < c.n && !c.woven; i++) {
		f = add(s, lb, block, c.list[i].why);
		if (f == NULL)
			break;
		f->begin = c.list[i].begin;
		f->end = c.list[i].end;
		f->first = c.list[i].first;
		f->last = c.list[i].last;
	}
	locked_changes_deinit(&c);
}

static bool
is_guarded(const struct findings *findings, const struct facts *f)
{
	const struct reseller *r = findings->reseller;

	return r != NULL && r->link != NULL && f->locked != NULL &&
		locked_texts_count(f->locked) > 0 &&
		r->provider->rule == PROVIDER_STRICT;
}

int
locked_find(struct findings *findings, const struct facts *f, struct err *err)
{
	struct search s = { .findings = findings, .facts = f };
	const struct locked_block *block;
	size_t i;

	if (!is_guarded(findings, f))
		return 0;
	findings->n_locked = locked_texts_count(f->locked);
	if (locked_blocks_make(f->locked, findings->reseller->display,
	    &findings->locked, err) != 0)
		return -1;
	look(&s);
	block = s.n ? choose(&s) : NULL;
	for (i = 0; i < s.n; i++) {
		note(&s, &s.bodies[i], block);
		locked_body_deinit(&s.bodies[i]);
	}
	free(s.bodies);
	return 0;
}
