#include "core/sight.h"

#include <stdio.h>

#include "core/buf.h"
#include "core/filler.h"
#include "core/join.h"
#include "core/limits.h"
#include "core/onset.h"
#include "core/tail.h"
#include "core/torn.h"
#include "core/url.h"

static size_t
begin_of(struct span text, const struct seek_place *place,
	const struct sight *outer)
{
	if (place->kind == SEEK_SCHEME)
		return onset_scheme(text, place->at);
	if ((place->kind == SEEK_HOST || place->kind == SEEK_NAME) &&
	    place->at >= outer->end)
		return onset_word(text, place->at);
	return place->at;
}

/* The own link that shows most of itself at the place; SPAN_NONE: none. */
static size_t
best_join(struct span text, const struct seek_place *place,
	const struct own_links *own, struct join *best)
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
say_how_broken(const struct join *j, struct link_reading *r)
{
	if (j->lines > 1) {
		r->state = LINK_ALTERED;
		snprintf(r->how, sizeof(r->how), "broken over %u lines",
			j->lines);
	} else if (j->blanks) {
		link_alter(r, "blanks or invisible characters stand inside it");
	} else {
		link_alter(r, "its characters are escaped or in another case");
	}
}

/* Every character of the link is there. What follows without a space belongs
 * to it, in the eyes of a mail reader. */
static void
read_complete(struct span text, struct span link, const struct join *j,
	struct link_memo *memo, const struct facts *f, struct sight *s)
{
	struct link_reading shown;

	s->complete = true;
	s->begin = j->begin;
	s->end = tail_end(text, j->exact ? j->begin : j->end, j->end);
	link_memo_read(memo, span_sub(text, s->begin, s->end), f, &shown);
	if (j->exact) {
		s->link = shown;
		return;
	}
	link_memo_read(memo, link, f, &s->link);
	if (shown.state == LINK_ALTERED && j->lines == 1 && !j->blanks)
		s->link = shown;
	else
		say_how_broken(j, &s->link);
}

/* Not all of the link, or not ours at all. */
static void
read_torn(struct span text, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	struct torn t;

	torn_read(text, s->begin, own, f, &t);
	s->end = t.end;
	s->reach = t.reach;
	s->link = t.link;
}

/* The host at AT by itself, whatever touches it. */
static bool
read_bare(struct span text, size_t at, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	struct sight bare = { .begin = at };

	read_torn(text, own, f, &bare);
	if (bare.link.state == LINK_UNRELATED)
		return false;
	while (bare.begin > s->begin && text.p[bare.begin - 1] == '/')
		bare.begin--;
	*s = bare;
	return true;
}

/* A host without its scheme, and what stands before it in the word: a bullet,
 * words of a script without blanks, or a part of the address. */
static void
read_host(struct span text, size_t at, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	bool user = span_find_byte(span_sub(text, s->begin, at), 0, '@') !=
		SPAN_NONE, leads;

	at = onset_host(text, s->begin, at);
	leads = at == s->begin || onset_leads(text, at) || user;
	if (!leads && read_bare(text, at, own, f, s))
		return;
	read_torn(text, own, f, s);
	if (leads && s->link.state == LINK_UNRELATED && at > s->begin && !user)
		read_bare(text, at, own, f, s);
}

/* An own link without its host or scheme: known by more than half of it. */
static void
read_piece(struct span text, struct span link, const struct join *j,
	struct link_memo *memo, const struct facts *f, struct sight *s)
{
	if (j->matched < link.n / 2)
		return;
	link_memo_read(memo, link, f, &s->link);
	link_alter(&s->link, "its beginning or its end is lost");
	s->begin = onset_word(text, j->begin);
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
		link_alter(&s->link, "it stands inside another address");
	if (outer->begin < s->begin)
		s->begin = outer->begin;
	if (outer->end > s->end)
		s->end = outer->end;
}

static void
read_place(struct span text, const struct seek_place *place,
	const struct sight *outer, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	struct join j;
	size_t which = best_join(text, place, own, &j);

	*s = (struct sight){ .begin = begin_of(text, place, outer) };
	s->end = place->at + place->what.n;
	if (which != SPAN_NONE && j.complete)
		read_complete(text, own->links[which], &j, own->memo, f, s);
	else if (place->kind == SEEK_HOST)
		read_host(text, place->at, own, f, s);
	else if (place->kind != SEEK_PIECE)
		read_torn(text, own, f, s);
	else if (which != SPAN_NONE)
		read_piece(text, own->links[which], &j, own->memo, f, s);
	widen(outer, s);
}

void
sight_read(struct span text, const struct seek_place *place,
	const struct sight *outer, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	size_t end = tail_label(text, place->at);

	/* The words that Markdown shows for an address may name its host. */
	if (place->kind == SEEK_HOST && place->at >= outer->end &&
	    end < text.n) {
		read_place(span_sub(text, 0, end), place, outer, own, f, s);
		if (s->link.state == LINK_UNRELATED)
			return;
	}
	read_place(text, place, outer, own, f, s);
}

void
sight_shed(struct span text, struct sight *s)
{
	size_t n, before;

	if (s->link.whose == NULL)
		return;
	if (s->link.state == LINK_ALTERED)
		s->begin = onset_wide_scheme(text, s->begin);
	before = s->end - s->begin;
	while ((n = filler_invisible_before(text, s->begin)) != 0)
		s->begin -= n;
	while ((n = filler_invisible(span_sub(text, s->end, text.n))) != 0)
		s->end += n;
	if (s->link.state == LINK_INTACT && s->end - s->begin != before)
		link_alter(&s->link, "invisible characters stand beside it");
}

void
sight_unseen(const struct visible *plain, size_t end,
	const struct seek_place *place, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	const struct sight none = { .link.state = LINK_UNRELATED };
	struct span text = span_sub(buf_span(&plain->text), 0,
		visible_forward(plain, end));

	sight_read(text, place, &none, own, f, s);
	s->begin = visible_back(plain, s->begin);
	s->end = visible_back(plain, s->end);
	if (s->link.state == LINK_INTACT)
		link_alter(&s->link, plain->wide ? LINK_WIDE :
			"invisible characters stand all over it");
}

/* An own link that is all there, however broken and escaped. */
static bool
read_joined(struct span target, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	struct seek *seek = seek_new(target, own->needles);
	struct seek_place place;
	size_t which = SPAN_NONE, pos = 0;
	struct join j = { .complete = false };

	while (!j.complete && seek_next(seek, pos, &place)) {
		pos = place.at + 1;
		which = best_join(target, &place, own, &j);
	}
	seek_free(&seek);
	if (!j.complete)
		return false;
	read_complete(target, own->links[which], &j, own->memo, f, s);
	if (s->link.state == LINK_INTACT && (s->begin || s->end < target.n))
		link_alter(&s->link, "other characters stand around it");
	return true;
}

/* The first place in it that is anything to us, as a URL by itself. */
static void
read_places(struct span target, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	struct seek *seek = seek_new(target, own->needles);
	struct sight outer = { .begin = 0, .end = target.n };
	struct seek_place place;
	size_t pos = 0, n = 0;

	while (s->link.state == LINK_UNRELATED &&
	    n < LIMIT_WRAPPER_ADDRESSES && seek_next(seek, pos, &place)) {
		pos = place.at + 1;
		if (place.kind != SEEK_SCHEME)
			continue;
		sight_read(target, &place, &outer, own, f, s);
		n++;
	}
	seek_free(&seek);
}

void
sight_target(struct span target, const struct own_links *own,
	const struct facts *f, struct sight *s)
{
	*s = (struct sight){ .link.state = LINK_UNRELATED };
	if (span_istarts(target, span_str("mailto:")))
		return;
	link_memo_read(own->memo, target, f, &s->link);
	if (s->link.whose == NULL && !torn_is_tight(target))
		torn_read_squeezed(target, own, f, &s->link);
	if (s->link.whose == NULL && !read_joined(target, own, f, s))
		read_places(target, own, f, s);
	s->begin = 0;
	s->end = target.n;
}
