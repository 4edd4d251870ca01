#include "core/html_stack.h"

#include <gumbo.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/html_traits.h"

struct open {
	GumboTag tag;
	struct span name;
	struct span whole;
	size_t attributes;
	bool carried;		/* formatting that will be opened again */
};

struct html_stack {
	struct open *open;
	size_t n, cap;
	size_t formatting;
	size_t cost;
	bool careful;
};

struct html_stack *
html_stack_new(void)
{
	return buf_zalloc(sizeof(struct html_stack));
}

void
html_stack_free(struct html_stack **s)
{
	if (*s == NULL)
		return;
	free((*s)->open);
	free(*s);
	*s = NULL;
}

static unsigned
traits_of(const struct html_stack *s, size_t i)
{
	return html_traits[s->open[i].tag];
}

static size_t
cost_of(const struct open *o)
{
	return 1 + o->attributes + o->whole.n / 256;
}

static void
set_carried(struct html_stack *s, struct open *o, bool carried)
{
	if (o->carried == carried)
		return;
	o->carried = carried;
	s->formatting = carried ? s->formatting + 1 : s->formatting - 1;
	s->cost = carried ? s->cost + cost_of(o) : s->cost - cost_of(o);
}

static void
drop(struct html_stack *s, size_t i)
{
	set_carried(s, &s->open[i], false);
	for (s->n--; i < s->n; i++)
		s->open[i] = s->open[i + 1];
}

static void
cut(struct html_stack *s, size_t i)
{
	while (s->n > i)
		drop(s, s->n - 1);
}

static bool
same_element(const struct open *o, GumboTag tag, struct span name)
{
	/* gumbo's end tags do not reach those that it forgot. */
	if ((html_traits[tag] & HTML_FORMATTING) && !o->carried)
		return false;
	if (html_traits[tag] & HTML_HEADING)
		return (html_traits[o->tag] & HTML_HEADING) != 0;
	return o->tag == tag &&
		(tag != GUMBO_TAG_UNKNOWN || span_ieq(o->name, name));
}

/* Index of the innermost such element that is not beyond one with a trait of
 * BARRIER; SPAN_NONE when there is none. */
static size_t
find_open(const struct html_stack *s, GumboTag tag, struct span name,
	unsigned barrier)
{
	size_t i;

	for (i = s->n; i-- > 0;) {
		if (same_element(&s->open[i], tag, name))
			return i;
		if (traits_of(s, i) & barrier)
			return SPAN_NONE;
	}
	return SPAN_NONE;
}

static void
drop_open(struct html_stack *s, GumboTag tag, struct span name,
	unsigned barrier)
{
	size_t i = find_open(s, tag, name, barrier);

	if (i != SPAN_NONE)
		drop(s, i);
}

/* In button scope: a button's content may hold a p of its own. */
static void
end_p(struct html_stack *s)
{
	size_t i;

	for (i = s->n; i-- > 0;) {
		if (s->open[i].tag == GUMBO_TAG_P) {
			drop(s, i);
			return;
		}
		if ((traits_of(s, i) & HTML_SCOPE) ||
		    s->open[i].tag == GUMBO_TAG_BUTTON)
			return;
	}
}

static bool
is_item_pair(GumboTag a, GumboTag b)
{
	bool a_term = a == GUMBO_TAG_DD || a == GUMBO_TAG_DT;
	bool b_term = b == GUMBO_TAG_DD || b == GUMBO_TAG_DT;

	return a == b || (a_term && b_term);
}

/* li ends li, dd and dt end each other; not across special elements. */
static void
end_item(struct html_stack *s, GumboTag tag)
{
	size_t i;

	for (i = s->n; i-- > 0;) {
		GumboTag open = s->open[i].tag;

		if (is_item_pair(open, tag)) {
			drop(s, i);
			return;
		}
		if ((traits_of(s, i) & HTML_SPECIAL) && open != GUMBO_TAG_P &&
		    open != GUMBO_TAG_DIV && open != GUMBO_TAG_ADDRESS)
			return;
	}
}

static size_t
find_table(const struct html_stack *s)
{
	return find_open(s, GUMBO_TAG_TABLE, (struct span){ 0 }, 0);
}

/* Everything in TABLE ends with its cell: what the cell holds, and what was
 * put before the table, except formatting that goes on there. */
static void
end_cell(struct html_stack *s, size_t table)
{
	size_t i;

	if (s->careful)
		return;
	for (i = table + 1; i < s->n; i++)
		if (traits_of(s, i) & HTML_CELL)
			cut(s, i);
	for (i = s->n; i-- > table + 1;)
		if (!s->open[i].carried)
			drop(s, i);
}

/* A table right within a table ends it; one in a cell does not. */
static void
end_outer_table(struct html_stack *s)
{
	size_t i;

	if (s->careful)
		return;
	for (i = s->n; i-- > 0;) {
		if (traits_of(s, i) & HTML_CELL)
			return;
		if (s->open[i].tag == GUMBO_TAG_TABLE) {
			end_cell(s, i);
			drop(s, i);
			return;
		}
	}
}

/* Of three equal formatting elements the first is forgotten (HTML's "Noah's
 * Ark clause"). */
static void
forget_third(struct html_stack *s, const struct open *o)
{
	size_t equal = 0;
	size_t i;

	for (i = s->n; i-- > 0 && !(traits_of(s, i) & HTML_MARKER);) {
		if (s->open[i].carried && span_eq(s->open[i].whole, o->whole))
			equal++;
		if (equal == 3) {
			set_carried(s, &s->open[i], false);
			return;
		}
	}
}

static void
push(struct html_stack *s, const struct open *o)
{
	if (html_traits[o->tag] & HTML_FORMATTING)
		forget_third(s, o);
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		s->open = buf_grow(s->open, s->cap, sizeof *s->open);
	}
	s->open[s->n] = *o;
	set_carried(s, &s->open[s->n++], html_traits[o->tag] & HTML_FORMATTING);
}

/* There, an element such as <link> is one that stays open. */
static bool
in_foreign(const struct html_stack *s)
{
	struct span none = { 0 };

	return find_open(s, GUMBO_TAG_SVG, none, 0) != SPAN_NONE ||
		find_open(s, GUMBO_TAG_MATH, none, 0) != SPAN_NONE;
}

/* Elements that end an earlier one of their kind; in svg they do not. */
static void
end_same(struct html_stack *s, GumboTag tag)
{
	struct span none = { 0 };

	if (tag == GUMBO_TAG_A)
		drop_open(s, tag, none, HTML_MARKER);
	if (tag == GUMBO_TAG_NOBR || tag == GUMBO_TAG_BUTTON)
		drop_open(s, tag, none, HTML_SCOPE);
	if (tag == GUMBO_TAG_OPTION && s->n &&
	    s->open[s->n - 1].tag == GUMBO_TAG_OPTION)
		drop(s, s->n - 1);
}

/* What the start tag of TAG ends; false when the tag itself is ignored. */
static bool
make_room(struct html_stack *s, GumboTag tag)
{
	unsigned t = html_traits[tag];
	size_t table;

	if (t & (HTML_CELL | HTML_ROW)) {
		table = find_table(s);
		if (table != SPAN_NONE)
			end_cell(s, table);
		return s->careful || ((t & HTML_CELL) && table != SPAN_NONE);
	}
	if (tag == GUMBO_TAG_TABLE)
		end_outer_table(s);
	if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT)
		end_item(s, tag);
	if (t & HTML_ENDS_P)
		end_p(s);
	if (!s->careful)
		end_same(s, tag);
	return !(t & HTML_VOID) || in_foreign(s);
}

void
html_stack_open(struct html_stack *s, struct span name, struct span whole,
	size_t attributes)
{
	struct open o = {
		.tag = gumbo_tagn_enum((const char *)name.p,
			(unsigned)name.n),
		.name = name, .whole = whole, .attributes = attributes,
	};

	if (html_traits[o.tag] & HTML_IGNORED)
		return;
	if (html_traits[o.tag] & HTML_UNUSUAL)
		s->careful = true;
	if (make_room(s, o.tag))
		push(s, &o);
}

/* The end tag of a cell ends it with all it holds; a table's, the table. */
static void
close_in_table(struct html_stack *s, GumboTag tag)
{
	size_t table = find_table(s);
	size_t i;

	if (table == SPAN_NONE)
		return;
	if (tag == GUMBO_TAG_TABLE) {
		end_cell(s, table);
		drop(s, table);
		return;
	}
	for (i = s->n; i-- > table + 1;) {
		if (s->open[i].tag != tag)
			continue;
		if (s->careful)
			drop(s, i);
		else
			cut(s, i);
		return;
	}
}

void
html_stack_close(struct html_stack *s, struct span name)
{
	GumboTag tag = gumbo_tagn_enum((const char *)name.p,
		(unsigned)name.n);
	unsigned t = html_traits[tag];

	if (t & HTML_IGNORED)
		return;
	if (t & HTML_CELL || tag == GUMBO_TAG_TABLE)
		close_in_table(s, tag);
	else if (tag == GUMBO_TAG_P)
		end_p(s);
	else if (t & (HTML_SPECIAL | HTML_FORMATTING))
		drop_open(s, tag, name, HTML_SCOPE);
	else
		drop_open(s, tag, name, HTML_SPECIAL);
}

size_t
html_stack_depth(const struct html_stack *s)
{
	return s->n;
}

size_t
html_stack_formatting(const struct html_stack *s)
{
	return s->formatting;
}

size_t
html_stack_cost(const struct html_stack *s)
{
	return s->cost;
}

bool
html_stack_careful(const struct html_stack *s)
{
	return s->careful;
}
