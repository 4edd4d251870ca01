#include "core/scan_href.h"

#include <stdio.h>

#include "core/placeholder.h"

struct finding *
scan_add(const struct scan_text *t, enum finding_kind kind, struct span seen,
	bool quoted)
{
	struct finding *f = findings_add(t->findings, kind, t->part);

	if (f == NULL)
		return NULL;
	f->quoted = quoted || t->quoted;
	f->hidden = t->aside;
	f->seen = buf_dup(seen);
	return f;
}

void
scan_place_source(const struct scan_text *t, struct finding *f, size_t begin,
	size_t end)
{
	f->begin = t->origin + begin;
	f->end = t->origin + end;
}

/* An aside stands nowhere in what all readers see. */
void
scan_place_view(const struct scan_text *t, struct finding *f, size_t begin,
	size_t end)
{
	f->view_begin = t->aside ? SPAN_NONE : begin;
	f->view_end = t->aside ? SPAN_NONE : end;
}

struct finding *
scan_add_href(const struct scan_text *t, enum finding_kind kind,
	const struct view_link *l)
{
	struct finding *f = scan_add(t, kind, span_str(l->target), l->quoted);

	if (f == NULL)
		return NULL;
	scan_place_source(t, f, l->src_begin, l->src_end);
	scan_place_view(t, f, l->view_begin, l->view_end);
	f->in_href = true;
	f->hidden = f->hidden || l->hidden;
	return f;
}

/* Readers drop line ends and tabs from an address, and blanks around it. What
 * had to be dropped inside is damage all the same: not all readers do. */
void
scan_read_target(const struct scan_text *t, struct span target,
	struct sight *s)
{
	struct span bare = span_trim(target);

	if (bare.n > 1 && bare.p[0] == '<' && bare.p[bare.n - 1] == '>')
		bare = span_sub(bare, 1, bare.n - 1);
	sight_target(bare, t->own, t->facts, s);
	if (s->link.state == LINK_INTACT && bare.n != span_trim(target).n) {
		s->link.state = LINK_ALTERED;
		snprintf(s->link.how, sizeof(s->link.how),
			"angle brackets stand around it");
	}
}

/* What is whole by <base> alone is broken for readers that don't heed it. */
static void
compare_written(const struct view *v, const struct view_link *l,
	struct link_reading *r)
{
	struct span source = span_sub(view_source(v), l->src_begin,
		l->src_end);

	if (r->state != LINK_INTACT ||
	    span_ifind(source, 0, span_str("http")) != SPAN_NONE)
		return;
	r->state = LINK_ALTERED;
	snprintf(r->how, sizeof(r->how), "it is not written out in the page");
}

static enum scan_href
kind_of(const struct link_reading *r)
{
	if (r->whose != NULL)
		return SCAN_HREF_OURS;
	return r->state == LINK_FOREIGN ? SCAN_HREF_FOREIGN : SCAN_HREF_OTHER;
}

enum scan_href
scan_href(const struct scan_text *t, size_t i)
{
	const struct view_link *l = view_link(t->view, i);
	struct sight s = { .link.state = LINK_UNRELATED };
	struct finding *f;

	if (placeholder_in(span_str(l->target)))
		return scan_add_href(t, FINDING_PLACEHOLDER, l) ?
			SCAN_HREF_PLACEHOLDER : SCAN_HREF_OTHER;
	scan_read_target(t, span_str(l->target), &s);
	if (s.link.state == LINK_UNRELATED)
		return s.link.opaque ? SCAN_HREF_OPAQUE : SCAN_HREF_OTHER;
	f = scan_add_href(t, FINDING_LINK, l);
	if (f == NULL)
		return SCAN_HREF_OTHER;
	f->link = s.link;
	compare_written(t->view, l, &f->link);
	return kind_of(&s.link);
}
