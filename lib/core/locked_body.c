#include "core/locked_body.h"

#include <stdlib.h>

#include "core/filler.h"

/* An own link or what becomes one. */
static bool
is_ours(const struct findings *findings, const struct finding *f)
{
	if (f->quoted || f->hidden)
		return false;
	return f->kind == FINDING_PLACEHOLDER || (f->kind == FINDING_LINK &&
		f->link.whose != NULL && f->link.whose == findings->reseller);
}

/* The next own link that stands in the text at or after AT, before END. */
static const struct finding *
next_link(const struct findings *findings, size_t part, size_t at, size_t end)
{
	const struct finding *first = NULL;
	size_t i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->part != part || f->in_href || f->view_begin < at ||
		    f->view_begin >= end || !is_ours(findings, f))
			continue;
		if (first == NULL || f->view_begin < first->view_begin)
			first = f;
	}
	return first;
}

/* Adds the paragraph's words; returns where in the view they end, which is
 * later when a broken link goes on in the next. */
static size_t
add_words(struct locked_body *lb, const struct findings *findings, size_t at,
	size_t end)
{
	struct span text = view_text(lb->body->view);
	const struct finding *f;

	while (at < end && (f = next_link(findings, lb->body->part, at,
	    end)) != NULL) {
		words_add(&lb->words, span_sub(text, at, f->view_begin), at);
		words_add_link(&lb->words, f->view_begin, f->view_end);
		at = f->view_end;
	}
	if (at < end) {
		words_add(&lb->words, span_sub(text, at, end), at);
		at = end;
	}
	return at;
}

bool
locked_body_found(const struct locked_body *lb, size_t begin, size_t end)
{
	size_t i;

	for (i = 0; i < lb->findings->n; i++) {
		const struct finding *f = &lb->findings->list[i];

		if (f->part == lb->body->part && f->view_begin < end &&
		    f->view_end >= begin &&
		    (f->kind == FINDING_LINK ||
		    f->kind == FINDING_PLACEHOLDER))
			return true;
	}
	return false;
}

static void
add_block(struct locked_body *lb, const struct findings *findings, size_t i,
	size_t *at)
{
	const struct view_block *b = view_block(lb->body->view, i);
	size_t from = *at > b->view_begin ? *at : b->view_begin;

	lb->own[lb->n++] = (struct locked_own){ .first = lb->words.n,
		.block = i, .begin = b->view_begin, .end = b->view_end,
		.found = locked_body_found(lb, b->view_begin, b->view_end) };
	*at = add_words(lb, findings, from, b->view_end);
	words_break(&lb->words);
}

static void
add_anchors(struct locked_body *lb, const struct findings *findings)
{
	size_t i;

	lb->anchors = buf_zalloc((findings->n + 1) * sizeof(*lb->anchors));
	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->part == lb->body->part && f->in_href &&
		    is_ours(findings, f))
			lb->anchors[lb->n_anchors++] = (struct locked_anchor){
				f->view_begin, f->view_end };
	}
}

void
locked_body_init(struct locked_body *lb, const struct findings *findings,
	const struct body *body)
{
	size_t i, at = 0, n = view_block_count(body->view);

	*lb = (struct locked_body){ .body = body, .findings = findings };
	lb->own = buf_zalloc((n + 1) * sizeof(*lb->own));
	for (i = 0; i < n; i++) {
		const struct view_block *b = view_block(body->view, i);

		if (!b->quoted && !b->signature)
			add_block(lb, findings, i, &at);
	}
	lb->own[lb->n].first = lb->words.n;
	add_anchors(lb, findings);
}

void
locked_body_deinit(struct locked_body *lb)
{
	words_deinit(&lb->words);
	free(lb->own);
	free(lb->anchors);
	*lb = (struct locked_body){ 0 };
}

static bool
leads_to_link(const struct locked_body *lb, size_t from, size_t to)
{
	size_t i;

	for (i = 0; i < lb->n_anchors; i++)
		if (lb->anchors[i].begin <= lb->words.begin[from] &&
		    lb->anchors[i].end >= lb->words.end[to - 1])
			return true;
	return false;
}

/* The LABEL stands there by itself, or the link follows on its line; a
 * paragraph may begin with the same words. */
static bool
is_label(const struct locked_body *lb, const struct words *label, size_t from)
{
	const struct words *w = &lb->words;
	size_t end = from + label->n;

	return label->n && words_at(w, from, label) && (end == w->n ||
		w->list[end] == WORDS_LINK || w->list[end] == '<' ||
		locked_body_ends_line(lb, end - 1));
}

size_t
locked_body_link_piece(const struct locked_body *lb,
	const struct locked_block *block, size_t from, bool *link_r)
{
	const struct words *w = &lb->words;
	size_t at = from, end;

	/* White space belongs to what follows it. */
	if (at < w->n && w->list[at] == ' ')
		at++;
	if (at < w->n && (w->list[at] == WORDS_LINK ||
	    w->list[at] == '<' || w->list[at] == '>')) {
		*link_r |= w->list[at] == WORDS_LINK;
		return at + 1;
	}
	if (is_label(lb, &block->button, at)) {
		end = at + block->button.n;
		*link_r |= leads_to_link(lb, at, end);
		return end;
	}
	return is_label(lb, &block->copy, at) ? at + block->copy.n : from;
}

size_t
locked_body_link(const struct locked_body *lb,
	const struct locked_block *block, size_t from, bool *link_r)
{
	size_t end;

	*link_r = false;
	while ((end = locked_body_link_piece(lb, block, from, link_r)) != from)
		from = end;
	return end;
}

size_t
locked_body_match(const struct locked_body *lb,
	const struct locked_block *block, size_t first, size_t last,
	size_t from)
{
	const struct words *w = &lb->words;
	size_t i;
	bool link;

	for (i = first; i < last; i++) {
		if (from < w->n && w->list[from] == ' ')
			from++;
		if (block->list[i].link) {
			from = locked_body_link(lb, block, from, &link);
			if (!link)
				return SPAN_NONE;
		} else if (words_at(w, from, &block->list[i].words)) {
			from += block->list[i].words.n;
		} else {
			return SPAN_NONE;
		}
	}
	return from;
}

/* What stands on a line and says nothing; a star marks bold letters. */
static size_t
nothing_before(struct span text, size_t at)
{
	if (at && (text.p[at - 1] == ' ' || text.p[at - 1] == '\t' ||
	    text.p[at - 1] == '*'))
		return 1;
	return filler_invisible_before(text, at);
}

static size_t
nothing(struct span s)
{
	size_t n = filler_space(s);

	if (n == 0)
		n = filler_invisible(s);
	return n == 0 && s.n && s.p[0] == '*' ? 1 : n;
}

bool
locked_body_begins_line(const struct locked_body *lb, size_t word)
{
	struct span text = view_text(lb->body->view);
	size_t at = lb->words.begin[word], n;

	while ((n = nothing_before(text, at)) != 0)
		at -= n;
	return at == 0 || text.p[at - 1] == '\n';
}

bool
locked_body_ends_line(const struct locked_body *lb, size_t word)
{
	struct span text = view_text(lb->body->view);
	size_t at = lb->words.end[word], n;

	while ((n = nothing(span_from(text, at))) != 0)
		at += n;
	return at == text.n || text.p[at] == '\n' || text.p[at] == '\r';
}

bool
locked_body_whole(const struct locked_body *lb,
	const struct locked_block *block)
{
	size_t i, end;

	for (i = 0; i < lb->words.n; i++) {
		end = locked_body_match(lb, block, 0, block->n, i);
		if (end != SPAN_NONE && end > i &&
		    locked_body_begins_line(lb, i) &&
		    locked_body_ends_line(lb, end - 1))
			return true;
	}
	return false;
}
