#include "core/torn.h"

#include "core/buf.h"
#include "core/reach.h"
#include "core/remnant.h"
#include "core/url.h"

bool
torn_is_tight(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] >= 0x7F || s.p[i] == '<' ||
		    s.p[i] == '>')
			return false;
	return true;
}

void
torn_read_squeezed(struct span text, const struct own_links *own,
	const struct facts *f, struct link_reading *r)
{
	struct link_reading soft;
	struct buf b;

	buf_init(&b, text.n);
	reach_squeeze(text, false, &b);
	link_memo_read(own->memo, buf_span(&b), f, r);
	if (r->whose == NULL) {
		buf_reset(&b);
		reach_squeeze(text, true, &b);
		link_memo_read(own->memo, buf_span(&b), f, &soft);
		/* No host has a '='. */
		if (soft.whose != NULL || r->state == LINK_IMITATION)
			*r = soft;
	}
	buf_deinit(&b);
	if (r->state == LINK_INTACT && r->whose != NULL)
		link_alter(r, "broken over several lines");
}

/* T is an address by itself: is it one with what follows, as JOINED has it, or
 * are those words about it? */
static bool
goes_on(struct span text, const struct own_links *own,
	const struct torn *t, const struct link_reading *joined)
{
	return joined->placed || (joined->state == LINK_IMITATION &&
		reach_runs_on(text, t->begin, own->links, own->n));
}

/* As far as the following lines go on like a URL. */
static void
read_reach(struct span text, const struct own_links *own,
	const struct facts *f, struct torn *t)
{
	size_t reach = reach_end(text, t->begin, own->links, own->n);
	struct link_reading joined;

	t->reach = reach;
	if (reach <= t->end)
		return;
	torn_read_squeezed(span_sub(text, t->begin, reach), own, f, &joined);
	if (joined.state == LINK_UNRELATED)
		return;
	if (t->link.state == LINK_UNRELATED && !goes_on(text, own, t, &joined))
		return;
	t->end = reach;
	t->link = joined;
}

/* A link that was cut off may be anybody's: what is left behind tells. */
static void
read_remnants(struct span text, const struct own_links *own,
	const struct facts *f, struct torn *t)
{
	struct link_reading whole;
	struct buf b;
	size_t end;

	buf_init(&b, text.n);
	end = remnant_gather(text, t->begin, t->end, own->links, own->n, &b);
	if (end > t->end) {
		link_memo_read(own->memo, buf_span(&b), f, &whole);
		if (whole.state == LINK_INTACT)
			link_alter(&whole, "something stands inside it");
		if (whole.state != LINK_UNRELATED && (whole.placed ||
		    t->link.state != LINK_UNRELATED)) {
			t->link = whole;
			t->end = end;
		}
	}
	buf_deinit(&b);
}

void
torn_read(struct span text, size_t begin, const struct own_links *own,
	const struct facts *f, struct torn *t)
{
	*t = (struct torn){ .begin = begin };
	t->end = url_extent(text, begin);
	link_memo_read(own->memo, span_sub(text, begin, t->end), f, &t->link);
	if (t->link.state != LINK_INTACT)
		read_reach(text, own, f, t);
	if (t->link.state == LINK_ALTERED || t->link.state == LINK_UNRELATED)
		read_remnants(text, own, f, t);
	if (t->reach < t->end)
		t->reach = t->end;
}
