#include "core/scan.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/filler.h"
#include "core/lines.h"
#include "core/onset.h"
#include "core/placeholder.h"
#include "core/scan_anchors.h"
#include "core/scan_href.h"
#include "core/seek.h"
#include "core/url.h"
#include "core/visible.h"

struct scan {
	struct scan_text text;
	struct scan_anchors anchors;
	enum scan_href *hrefs;	/* one for each view_link */
	size_t *ends;		/* begin and end of each stretch of the view */
	size_t n_ends;		/* that is accounted for */
	struct sight held;	/* a link whose end may be another's begin */
	size_t looked;		/* at so many bytes so far */
};

/* Mail readers take letters around an address for a part of it, and behind it
 * what is not ASCII, too, and marks that go on. */
static bool
touched(const struct scan *sc, const struct sight *s)
{
	struct span text = view_text(sc->text.view);
	struct span behind = span_sub(text, s->end, text.n);
	struct span own = span_sub(text, 0, scan_anchors_next(&sc->anchors,
		s->begin));

	if (s->begin && span_is_alnum(text.p[s->begin - 1]) &&
	    scan_anchors_at(&sc->anchors, s->begin - 1) == SPAN_NONE)
		return true;
	if (url_extent(own, s->begin) > s->end)
		return true;
	return behind.n && (span_is_alnum(behind.p[0]) ||
		(behind.p[0] >= 0x80 && filler_space(behind) == 0));
}

/* The bytes of the source must be the link's too: a soft break of
 * format=flowed or a tag inside it breaks it for some readers. */
static void
compare_source(const struct scan *sc, const struct finding *f,
	struct span source, const struct sight *s, struct link_reading *r)
{
	const struct view *v = sc->text.view;
	struct span seen = span_sub(view_text(v), s->begin, s->end);
	const char *how = NULL;

	if (r->state != LINK_INTACT)
		return;
	if (!f->in_anchor && touched(sc, s))
		how = "letters touch it";
	else if (!view_is_html(v) && !span_eq(source, seen))
		how = "broken over several lines by format=flowed";
	else if (view_is_html(v) && !f->in_anchor &&
	    span_find_byte(source, 0, '<') != SPAN_NONE)
		how = "tags stand inside it";
	if (how == NULL)
		return;
	r->state = LINK_ALTERED;
	snprintf(r->how, sizeof(r->how), "%s", how);
}

/* An own link whose address a gateway has replaced, as in a text that was
 * copied from a mail received: what is shown tells what it was. */
static void
add_opaque(struct scan *sc, size_t anchor, struct link_reading shown)
{
	const struct view_link *l = view_link(sc->text.view, anchor);
	struct finding *f = scan_add_href(&sc->text, FINDING_LINK, l);
	struct sight s;

	sc->hrefs[anchor] = SCAN_HREF_OURS;
	if (f == NULL)
		return;
	scan_read_target(&sc->text, span_str(l->target), &s);
	f->link = shown;
	f->link.state = LINK_ALTERED;
	snprintf(f->link.how, sizeof(f->link.how), "%s", s.link.how);
}

/* One address shown over another is an imitation, whoever's it is; but a
 * stranger's link that shows a stranger's is what it says. */
static void
compare_anchor(const struct scan *sc, size_t anchor, struct link_reading *r)
{
	enum scan_href href = anchor == SPAN_NONE ? SCAN_HREF_OURS :
		sc->hrefs[anchor];

	if (href != SCAN_HREF_OTHER &&
	    (href != SCAN_HREF_FOREIGN || r->state == LINK_FOREIGN))
		return;
	r->state = LINK_IMITATION;
	r->whose = NULL;
	snprintf(r->how, sizeof(r->how),
		"its text shows the link but it leads elsewhere");
}

static void
add_text(struct scan *sc, enum finding_kind kind, const struct sight *s)
{
	const struct view *v = sc->text.view;
	struct span seen = span_sub(view_text(v), s->begin, s->end);
	size_t anchor = scan_anchors_at(&sc->anchors, s->begin);
	struct finding *f = scan_add(&sc->text, kind, seen,
		view_quoted(v, s->begin));
	size_t begin, end;

	sc->ends = buf_grow(sc->ends, sc->n_ends + 2, sizeof(*sc->ends));
	sc->ends[sc->n_ends++] = s->begin;
	sc->ends[sc->n_ends++] = s->end;

	if (f == NULL)
		return;
	view_to_source(v, s->begin, s->end, &begin, &end);
	scan_place_source(&sc->text, f, begin, end);
	scan_place_view(&sc->text, f, s->begin, s->end);
	f->in_anchor = anchor != SPAN_NONE;
	f->hidden = f->hidden || (f->in_anchor &&
		view_link(v, anchor)->hidden);
	if (kind == FINDING_PLACEHOLDER)
		return;
	f->link = s->link;
	compare_source(sc, f, span_sub(view_source(v), begin, end), s,
		&f->link);
	compare_anchor(sc, anchor, &f->link);
	if (anchor != SPAN_NONE && sc->hrefs[anchor] == SCAN_HREF_OPAQUE &&
	    f->link.whose != NULL)
		add_opaque(sc, anchor, f->link);
}

/* A placeholder that is shown over another address was made a link by an
 * editor: the address is to be replaced with it. */
static void
add_placeholder(struct scan *sc, const struct sight *s)
{
	size_t anchor = scan_anchors_at(&sc->anchors, s->begin);

	add_text(sc, FINDING_PLACEHOLDER, s);
	if (anchor != SPAN_NONE && (sc->hrefs[anchor] == SCAN_HREF_OTHER ||
	    sc->hrefs[anchor] == SCAN_HREF_FOREIGN) &&
	    scan_add_href(&sc->text, FINDING_PLACEHOLDER,
	    view_link(sc->text.view, anchor)) != NULL)
		sc->hrefs[anchor] = SCAN_HREF_PLACEHOLDER;
}

/* With the scheme that somebody typed before it: the link has its own. */
static bool
read_placeholder(struct span text, size_t at, struct sight *s)
{
	struct join j;

	if (!placeholder_read(text, at, &j))
		return false;
	*s = (struct sight){ .begin = onset_wide_scheme(text, j.begin),
		.end = j.end };
	return true;
}

static bool
is_accounted_for(const struct scan *sc, const struct sight *s)
{
	for (size_t i = 0; i < sc->n_ends; i += 2)
		if (s->begin < sc->ends[i + 1] && s->end > sc->ends[i])
			return true;
	return false;
}

/* The end of what is looked at for the place at AT, where it may go to END. */
static size_t
place_end(size_t at, size_t end)
{
	return end - at > SCAN_PLACE ? at + SCAN_PLACE : end;
}

/* Counts what was looked at for the place; true when it is enough. */
static bool
is_enough(struct scan *sc, const struct sight *s)
{
	size_t end = s->reach > s->end ? s->reach : s->end;

	sc->looked += end - s->begin;
	if (sc->looked <= SCAN_LOOKED)
		return false;
	findings_add_uneditable(sc->text.findings, sc->text.part, true,
		"too many addresses run together in it");
	return true;
}

/* Links in which even what we look for is broken by invisible characters, or
 * written in wide ones. */
static void
scan_unseen(struct scan *sc)
{
	struct span text = view_text(sc->text.view);
	struct visible plain;
	struct seek_place place;
	struct seek *seek;
	size_t pos = 0, end;

	if (!visible_may_tell(text))
		return;
	visible_init(text, &plain);
	seek = seek_new(buf_span(&plain.text), sc->text.own->needles);
	while (seek_next(seek, pos, &place)) {
		struct sight s;

		pos = place.at + 1;
		if (place.kind == SEEK_PLACEHOLDER)
			continue;
		end = visible_back(&plain, place.at);
		end = place_end(end, scan_anchors_next(&sc->anchors, end));
		sight_unseen(&plain, end, &place, sc->text.own,
			sc->text.facts, &s);
		if (is_enough(sc, &s))
			break;
		if (s.link.state == LINK_UNRELATED || is_accounted_for(sc, &s))
			continue;
		sight_shed(text, &s);
		add_text(sc, FINDING_LINK, &s);
	}
	seek_free(&seek);
	visible_deinit(&plain);
}

/* Where history begins within the author's link that was found at AT; else the
 * end of the link. Not the other way round: where quoted lines are broken
 * anew, the rest of a link loses its mark. All of a link and nothing else does
 * not end there, nor what is another's, since all of it tells whose it is. */
static size_t
history_begin(const struct view *v, size_t at, const struct sight *s)
{
	struct span text = view_text(v), link = span_sub(text, 0, s->end);

	if (s->link.whose == NULL || view_quoted(v, at) ||
	    (s->complete && lines_only_blanks(text, s->end)))
		return s->end;
	while ((at = span_find_byte(link, at, '\n')) != SPAN_NONE)
		if (view_quoted(v, ++at))
			return at;
	return s->end;
}

/* Where what a reader follows may end with an anchor, it does, if that leaves
 * an own link whole; else what stands behind may belong to it. */
static void
read_place(const struct scan *sc, const struct seek_place *place,
	const struct sight *outer, struct sight *s)
{
	const struct view *v = sc->text.view;
	struct span text = view_text(v);
	size_t anchor = scan_anchors_at(&sc->anchors, place->at), end;

	if (anchor != SPAN_NONE) {
		sight_read(span_sub(text, 0, place_end(place->at,
			view_link(v, anchor)->view_end)), place, outer,
			sc->text.own, sc->text.facts, s);
		if (s->link.state == LINK_INTACT)
			return;
	}
	/* An address does not go on where another link begins. */
	text = span_sub(text, 0, place_end(place->at,
		scan_anchors_next(&sc->anchors, place->at)));
	sight_read(text, place, outer, sc->text.own, sc->text.facts, s);
	end = history_begin(v, place->at, s);
	if (end < s->end)
		sight_read(span_sub(text, 0, end), place, outer, sc->text.own,
			sc->text.facts, s);
}

static void
let_go(struct scan *sc)
{
	if (sc->held.link.state != LINK_UNRELATED)
		add_text(sc, FINDING_LINK, &sc->held);
	sc->held.link.state = LINK_UNRELATED;
}

/* A link that was pasted into the scheme of its like ends where the rest of
 * that one begins: what is there is one link, and damaged. */
static void
hold(struct scan *sc, const struct sight *s)
{
	struct sight *held = &sc->held;

	if (held->link.state == LINK_UNRELATED || s->begin >= held->end ||
	    s->link.whose == NULL || s->link.whose != held->link.whose) {
		let_go(sc);
		*held = *s;
		return;
	}
	if (s->end > held->end)
		held->end = s->end;
	held->link.state = LINK_ALTERED;
	snprintf(held->link.how, sizeof(held->link.how),
		"it runs into another one");
}

static void
scan_text(struct scan *sc)
{
	const struct view *v = sc->text.view;
	struct span text = view_text(v);
	struct seek *seek = seek_new(text, sc->text.own->needles);
	struct sight outer = { 0 };
	struct seek_place place;
	size_t pos = 0;

	while (seek_next(seek, pos, &place)) {
		struct sight s;

		pos = place.at + 1;
		if (place.kind == SEEK_PLACEHOLDER) {
			if (!read_placeholder(text, place.at, &s))
				continue;
			let_go(sc);
			add_placeholder(sc, &s);
			pos = s.end;
			continue;
		}
		if (place.kind == SEEK_NAME && place.at < outer.end)
			continue;
		read_place(sc, &place, &outer, &s);
		if (is_enough(sc, &s))
			break;
		if (s.link.state == LINK_UNRELATED) {
			if (s.end > outer.end)
				outer = s;
			continue;
		}
		sight_shed(text, &s);
		hold(sc, &s);
		pos = s.end > pos ? s.end : pos;
	}
	let_go(sc);
	seek_free(&seek);
}

static void
scan(const struct scan_text *text)
{
	size_t i, n = view_link_count(text->view);
	struct scan sc = {
		.text = *text,
		.hrefs = buf_zalloc((n + 1) * sizeof(*sc.hrefs)),
		.held.link.state = LINK_UNRELATED,
	};

	scan_anchors_init(&sc.anchors, text->view);
	for (i = 0; i < n; i++)
		sc.hrefs[i] = scan_href(text, i);
	scan_text(&sc);
	scan_unseen(&sc);
	scan_anchors_deinit(&sc.anchors);
	free(sc.hrefs);
	free(sc.ends);
}

void
scan_body(struct findings *findings, const struct body *b,
	const struct own_links *own, const struct facts *f)
{
	struct scan_text text = {
		.findings = findings,
		.part = b->part,
		.view = b->view,
		.own = own,
		.facts = f,
	};
	size_t i;

	scan(&text);
	for (i = 0; i < view_aside_count(b->view); i++) {
		const struct view_aside *aside = view_aside(b->view, i);

		text.view = aside->view;
		text.origin = aside->src_begin;
		text.quoted = aside->quoted;
		text.aside = true;
		scan(&text);
	}
}
