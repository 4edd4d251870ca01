#include "core/html_gumbo.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/html_words.h"

/* An open element. */
struct level {
	const GumboElement *element;
	size_t event;
	unsigned child;		/* the next to look at */
};

struct html_gumbo {
	GumboOutput *output;
	struct span source;
	struct html_events *events;
	struct level *levels;
	size_t n, cap;
};

static GumboOptions
options(void)
{
	GumboOptions options = kGumboDefaultOptions;

	/* Each error would keep a copy of all open elements. */
	options.max_errors = 0;
	return options;
}

/* Where a PIECE of the source begins. */
static size_t
offset(const struct html_gumbo *g, const void *piece)
{
	uintptr_t at = (uintptr_t)piece;
	uintptr_t base = (uintptr_t)g->source.p;

	if (piece == NULL || at < base || at - base > g->source.n)
		return SPAN_NONE;
	return at - base;
}

static struct span
piece_span(const GumboStringPiece *piece)
{
	return (struct span){ (const unsigned char *)piece->data,
		piece->length };
}

/* Behind a name without a value that the tag has twice, gumbo 0.10.1 goes on
 * with it ("xhref" in <a x x href="…">), since it drops it where it counts
 * errors, and it counts none. The name is the last word then. */
static bool
is_run_together(const GumboAttribute *a, struct span *last_r)
{
	struct span whole = piece_span(&a->original_name);
	size_t at = whole.n;

	while (at && !html_words_blank(whole.p[at - 1]) &&
	    whole.p[at - 1] != '/')
		at--;
	*last_r = span_sub(whole, at, whole.n);
	return at > 0;
}

/* Of two of one name the first counts. */
static unsigned
last_name(const struct html_events *events, struct span last)
{
	struct span xlink = span_str("xlink:");
	unsigned name = html_events_name(span_istarts(last, xlink) ?
		span_sub(last, xlink.n, last.n) : last);

	return events->list[events->n - 1].has & name ? 0 : name;
}

static void
add_attribute(struct html_gumbo *g, const GumboAttribute *a)
{
	struct html_attribute known = { .value = span_str(a->value) };
	struct span at = piece_span(&a->original_value), last;

	if (is_run_together(a, &last)) {
		known.name = last_name(g->events, last);
		if (a->original_value.data == a->original_name.data)
			at = last;
	} else {
		known.name = html_events_name(span_str(a->name));
	}
	if (known.name == 0)
		return;
	known.begin = offset(g, at.p);
	if (known.begin == SPAN_NONE)
		known.begin = 0;
	known.end = known.begin + at.n;
	html_events_attribute(g->events, &known);
}

static void
add_attributes(struct html_gumbo *g, const GumboVector *list)
{
	for (unsigned i = 0; i < list->length; i++)
		add_attribute(g, list->data[i]);
}

static void
begin_element(struct html_gumbo *g, const GumboElement *e)
{
	size_t begin = e->original_tag.length ?
		offset(g, e->original_tag.data) : SPAN_NONE;
	size_t end = begin == SPAN_NONE ? begin :
		begin + e->original_tag.length;

	if (g->n == g->cap) {
		g->cap = g->cap ? g->cap * 2 : 64;
		g->levels = buf_grow(g->levels, g->cap, sizeof *g->levels);
	}
	g->levels[g->n++] = (struct level){ .element = e,
		.event = html_events_begin(g->events, e->tag, begin, end) };
	add_attributes(g, &e->attributes);
}

/* Behind the element's end tag. An implied end is told by the tag that
 * implied it, which is another element's. */
static size_t
behind_own_tag(const struct html_gumbo *g, const GumboElement *e)
{
	struct span tag = piece_span(&e->original_end_tag);
	struct span start = piece_span(&e->original_tag);
	size_t n = 1;

	if (tag.n == 0 || start.n == 0)
		return SPAN_NONE;
	while (n < start.n && !span_is_space(start.p[n]) &&
	    start.p[n] != '>' && start.p[n] != '/')
		n++;
	start = span_sub(start, 1, n);
	if (tag.n < n + 2 || !span_ieq(span_sub(tag, 2, n + 1), start) ||
	    span_is_alnum(tag.p[n + 1]))
		return SPAN_NONE;
	return offset(g, e->original_end_tag.data) + tag.n;
}

static void
end_element(struct html_gumbo *g)
{
	const struct level *l = &g->levels[--g->n];
	const GumboElement *e = l->element;

	html_events_end(g->events, l->event, e->end_pos.offset,
		behind_own_tag(g, e), e->original_end_tag.length > 0);
}

/* Nobody sees it. */
static bool
is_unseen(GumboTag parent)
{
	return parent == GUMBO_TAG_HEAD || parent == GUMBO_TAG_STYLE ||
		parent == GUMBO_TAG_TITLE;
}

static void
add_text(struct html_gumbo *g, const GumboText *t)
{
	size_t begin = offset(g, t->original_text.data), end = begin;

	if (is_unseen(g->levels[g->n - 1].element->tag))
		return;
	if (begin != SPAN_NONE) {
		end = begin + t->original_text.length;
		if (end > g->source.n)
			end = g->source.n;
	}
	html_events_text(g->events, span_str(t->text), begin, end, true);
}

static void
add_comment(struct html_gumbo *g, const GumboText *t)
{
	size_t begin = offset(g, t->original_text.data);

	html_events_comment(g->events, begin, begin == SPAN_NONE ? begin :
		begin + t->original_text.length);
}

static void
add_node(struct html_gumbo *g, const GumboNode *node)
{
	if (node->type == GUMBO_NODE_ELEMENT ||
	    node->type == GUMBO_NODE_TEMPLATE)
		begin_element(g, &node->v.element);
	else if (node->type == GUMBO_NODE_COMMENT)
		add_comment(g, &node->v.text);
	else
		add_text(g, &node->v.text);
}

static void
add_tree(struct html_gumbo *g)
{
	add_node(g, g->output->root);
	while (g->n) {
		struct level *l = &g->levels[g->n - 1];
		const GumboVector *children = &l->element->children;

		if (l->child < children->length)
			add_node(g, children->data[l->child++]);
		else
			end_element(g);
	}
}

struct html_gumbo *
html_gumbo_new(struct span source, struct html_events *events)
{
	struct html_gumbo *g = buf_zalloc(sizeof *g);
	GumboOptions with = options();

	g->source = source;
	g->events = events;
	g->output = gumbo_parse_with_options(&with,
		source.n ? (const char *)source.p : "", source.n);
	add_tree(g);
	return g;
}

void
html_gumbo_free(struct html_gumbo **g)
{
	GumboOptions with = options();

	if (*g == NULL)
		return;
	gumbo_destroy_output(&with, (*g)->output);
	free((*g)->levels);
	free(*g);
	*g = NULL;
}
