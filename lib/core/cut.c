#include "core/cut.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lines.h"
#include "core/text_charset.h"

/* What no cut may do harm to, in the UTF-8 of the new text. */
struct place {
	size_t begin, end;
};

struct places {
	struct place *list;
	size_t n;
};

static void
add(struct places *places, size_t begin, size_t end)
{
	places->list = buf_grow(places->list, places->n + 1,
		sizeof(*places->list));
	places->list[places->n++] = (struct place){ begin, end };
}

/* The own link, where a reader sees it. */
static bool
is_guarded(const struct findings *findings, const struct finding *f)
{
	return f->kind == FINDING_LINK && !f->quoted && !f->hidden &&
		f->link.whose == findings->reseller;
}

/* The link alone, without the lines that are put around it. */
static void
add_change(struct places *places, const struct text_change *c, size_t begin,
	struct span link)
{
	size_t at = span_find(c->with, 0, link);

	if (at == SPAN_NONE)
		add(places, begin, begin + c->with.n);
	else
		add(places, begin + at, begin + at + link.n);
}

static void
add_changes(struct places *places, const struct text_change *changes,
	size_t n, struct span link)
{
	size_t i, old = 0, new = 0;

	for (i = 0; i < n; i++) {
		new += changes[i].begin - old;
		add_change(places, &changes[i], new, link);
		new += changes[i].with.n;
		old = changes[i].end;
	}
}

/* Where F stands after the changes, unless one of them takes its place. */
static void
add_finding(struct places *places, const struct finding *f,
	const struct text_change *changes, size_t n)
{
	size_t i, gone = 0, come = 0;

	for (i = 0; i < n && changes[i].begin <= f->end; i++) {
		if (changes[i].end >= f->begin)
			return;
		gone += changes[i].end - changes[i].begin;
		come += changes[i].with.n;
	}
	add(places, f->begin - gone + come, f->end - gone + come);
}

static int
by_begin(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->begin > y->begin) - (x->begin < y->begin);
}

static struct places
places_of(const struct findings *findings, const struct body *b,
	const struct text_change *changes, size_t n)
{
	struct places places = { 0 };
	size_t i;

	add_changes(&places, changes, n, span_str(findings->reseller->link));
	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->part == b->part && is_guarded(findings, f))
			add_finding(&places, f, changes, n);
	}
	if (places.n)
		qsort(places.list, places.n, sizeof(*places.list), by_begin);
	return places;
}

/* The longest of the lines from the one that holds FROM to the one that holds
 * TO. */
static size_t
longest(struct span raw, size_t from, size_t to)
{
	size_t at = lines_begin(raw, from), end, max = 0;

	while (at <= to && at < raw.n) {
		end = lines_end(raw, at);
		max = end - at > max ? end - at : max;
		end = span_find_byte(raw, end, '\n');
		at = end == SPAN_NONE ? raw.n : end + 1;
	}
	return max;
}

static size_t
longest_at(struct span raw, struct text_cursor *cursor,
	const struct places *places, bool html)
{
	size_t i, n, from, max = 0;

	for (i = 0; i < places->n; i++) {
		text_cursor_move(cursor, places->list[i].begin, NULL);
		from = cursor->at;
		text_cursor_move(cursor, places->list[i].end, NULL);
		n = html ? 0 : longest(raw, from, cursor->at);
		max = n > max ? n : max;
	}
	return html ? longest(raw, 0, cursor->at) : max;
}

/* Places as octets: by the way of decoding, whatever the charset. */
static size_t
longest_in(struct span raw, const struct mime_part *p,
	const struct places *places, bool html)
{
	struct text_charset charset;
	struct text_cursor cursor;
	struct err err;
	size_t n;

	if (text_charset_find(p->charset, raw, &charset, &err) != 0 ||
	    charset.unit > 1 ||
	    text_cursor_init(&cursor, &charset, raw, &err) != 0)
		return longest(raw, 0, raw.n);
	n = longest_at(raw, &cursor, places, html);
	text_cursor_deinit(&cursor);
	return n;
}

/* No line is longer than LIMIT_LINE: told by line ends so near to each other,
 * of which most need not be looked at. */
static bool
is_short(struct span raw)
{
	size_t at = 0;

	while (raw.n - at > LIMIT_LINE) {
		const unsigned char *lf = memrchr(raw.p + at, '\n',
			LIMIT_LINE + 1);

		if (lf == NULL)
			return false;
		at = (size_t)(lf - raw.p) + 1;
	}
	return true;
}

size_t
cut_length(const struct findings *findings, const struct body *b,
	const struct text_change *changes, size_t n, struct span raw)
{
	const struct mime_part *p = mime_part(findings->mime, b->part);
	struct places places;
	size_t max;

	if (p->encoding == MIME_BASE64 || is_short(raw))
		return 0;
	max = longest(raw, 0, raw.n);
	if (max <= LIMIT_LINE)
		return 0;
	places = places_of(findings, b, changes, n);
	if (places.n == 0)
		max = 0;
	else if (p->encoding == MIME_IDENTITY && findings->n_locked == 0)
		max = longest_in(raw, p, &places, view_is_html(b->view));
	free(places.list);
	return max > LIMIT_LINE ? max : 0;
}

static void
note(struct findings *findings, const struct body *b)
{
	const struct mime_part *p = mime_part(findings->mime, b->part);
	size_t n = cut_length(findings, b, NULL, 0, span_sub(message_bytes(
		findings->message), p->begin, p->end));
	struct finding *f;

	if (n == 0)
		return;
	f = findings_add(findings, FINDING_LONG_LINE, b->part);
	if (f != NULL)
		snprintf(f->why, sizeof(f->why), "a line is %zu octets long, "
			"and mail servers cut it behind %d", n, LIMIT_LINE);
}

void
cut_note(struct findings *findings)
{
	size_t i;

	if (findings->reseller == NULL || findings->reseller->link == NULL)
		return;
	for (i = 0; i < findings->n_bodies; i++)
		if (findings->bodies[i].view != NULL)
			note(findings, &findings->bodies[i]);
}
