#include "core/sight.h"

#include <stdio.h>

#include "core/buf.h"
#include "core/join.h"
#include "core/reach.h"
#include "core/url.h"

/* "https" and the like before "://", though letters may touch it. */
static size_t
scheme_begin(struct span text, size_t at)
{
	size_t begin = at;

	while (begin && (span_is_alpha(text.p[begin - 1]) ||
	    span_is_digit(text.p[begin - 1])))
		begin--;
	if (at - begin > 5 && span_istarts(span_sub(text, at - 5, at),
	    span_str("https")))
		return at - 5;
	if (at - begin > 4 && span_istarts(span_sub(text, at - 4, at),
	    span_str("http")))
		return at - 4;
	return begin;
}

static bool
is_word(unsigned char c)
{
	return c > ' ' && c != 0x7F && c != '<' && c != '>' && c != '"' &&
		c != '(' && c != '[' && c != '\'' && c != '{' && c != '|';
}

/* The address may begin before the host: a scheme, "user@", a sub-domain. */
static size_t
word_begin(struct span text, size_t at)
{
	while (at && is_word(text.p[at - 1]))
		at--;
	return at;
}

static size_t
begin_of(struct span text, const struct seek_place *place,
	const struct sight *outer)
{
	if (place->kind == SEEK_SCHEME)
		return scheme_begin(text, place->at);
	if (place->kind == SEEK_HOST && place->at >= outer->end)
		return word_begin(text, place->at);
	return place->at;
}

/* The own link that shows most of itself at the place; SPAN_NONE: none. */
static size_t
best_join(struct span text, const struct seek_place *place,
	const struct sight_links *own, struct join *best)
{
	size_t i, which = SPAN_NONE;

	*best = (struct join){ .begin = place->at, .end = place->at };
	for (i = 0; i < own->n; i++) {
		size_t c = span_ifind(own->links[i], 0, place->what);
		struct join j;

		if (c == SPAN_NONE)
			continue;
		join_along(text, place->at, own->links[i], c, &j);
		if (best->complete ? !(j.exact && !best->exact) :
		    !j.complete && j.matched <= best->matched)
			continue;
		*best = j;
		which = i;
	}
	return which;
}

static void
alter(struct link_reading *r, const char *how)
{
	r->state = LINK_ALTERED;
	snprintf(r->how, sizeof(r->how), "%s", how);
}

static void
say_how_broken(const struct join *j, struct link_reading *r)
{
	if (j->lines > 1) {
		r->state = LINK_ALTERED;
		snprintf(r->how, sizeof(r->how), "broken over %u lines",
			j->lines);
	} else if (j->blanks) {
		alter(r, "blanks or invisible characters stand inside it");
	} else {
		alter(r, "its characters are escaped or in another case");
	}
}

/* Every character of the link is there. What follows without a space belongs
 * to it, in the eyes of a mail reader. */
static void
read_complete(struct span text, struct span link, const struct join *j,
	const struct facts *f, struct sight *s)
{
	struct link_reading shown;

	s->begin = j->begin;
	s->end = j->exact ? url_extent(text, j->begin) : j->end;
	if (s->end < j->end)
		s->end = j->end;
	if (!j->exact && s->end < text.n)
		s->end = url_extent(text, s->end);
	link_read(span_sub(text, s->begin, s->end), f, &shown);
	if (j->exact) {
		s->link = shown;
		return;
	}
	link_read(link, f, &s->link);
	if (shown.state == LINK_ALTERED && j->lines == 1 && !j->blanks)
		s->link = shown;
	else
		say_how_broken(j, &s->link);
}

/* Not all of the link, or not ours at all: one line first, then as far as the
 * following lines go on like a URL. */
static void
read_partly(struct span text, const struct sight_links *own,
	const struct facts *f, struct sight *s)
{
	size_t reach = reach_end(text, s->begin, own->links, own->n);
	struct link_reading joined;
	struct buf b;

	s->end = url_extent(text, s->begin);
	link_read(span_sub(text, s->begin, s->end), f, &s->link);
	if (s->link.state == LINK_INTACT || reach <= s->end)
		return;
	buf_init(&b, 2 * LIMIT_URL);
	reach_squeeze(span_sub(text, s->begin, reach), &b);
	link_read(buf_span(&b), f, &joined);
	buf_deinit(&b);
	if (joined.state == LINK_UNRELATED)
		return;
	s->end = reach;
	s->link = joined;
	if (joined.state == LINK_INTACT)
		alter(&s->link, "broken over several lines");
}

/* An own link without its host or scheme: known by more than half of it. */
static void
read_piece(struct span text, struct span link, const struct join *j,
	const struct facts *f, struct sight *s)
{
	if (j->matched < link.n / 2)
		return;
	link_read(link, f, &s->link);
	alter(&s->link, "its beginning or its end is lost");
	s->begin = word_begin(text, j->begin);
	s->end = url_extent(text, j->end);
	if (s->end < j->end)
		s->end = j->end;
}

/* It stands inside another address, which is what a reader would follow. */
static void
widen(const struct sight *outer, struct sight *s)
{
	if (s->link.state == LINK_UNRELATED || s->begin >= outer->end)
		return;
	if (s->link.state == LINK_INTACT)
		alter(&s->link, "it stands inside another address");
	if (outer->begin < s->begin)
		s->begin = outer->begin;
	if (outer->end > s->end)
		s->end = outer->end;
}

void
sight_read(struct span text, const struct seek_place *place,
	const struct sight *outer, const struct sight_links *own,
	const struct facts *f, struct sight *s)
{
	struct join j;
	size_t which = best_join(text, place, own, &j);

	*s = (struct sight){ .begin = begin_of(text, place, outer) };
	s->end = place->at + place->what.n;
	if (which != SPAN_NONE && j.complete)
		read_complete(text, own->links[which], &j, f, s);
	else if (place->kind != SEEK_PIECE)
		read_partly(text, own, f, s);
	else if (which != SPAN_NONE)
		read_piece(text, own->links[which], &j, f, s);
	widen(outer, s);
}

void
sight_target(struct span target, const struct sight_links *own,
	const struct facts *f, struct sight *s)
{
	struct seek *seek = seek_new(target, f);
	struct sight outer = { .begin = 0, .end = target.n };
	struct seek_place place;
	size_t pos = 0;

	*s = (struct sight){ .begin = 0, .end = target.n };
	link_read(target, f, &s->link);
	while (s->link.state == LINK_UNRELATED &&
	    seek_next(seek, pos, &place)) {
		if (place.kind != SEEK_PLACEHOLDER)
			sight_read(target, &place, &outer, own, f, s);
		pos = place.at + 1;
	}
	seek_free(&seek);
}
