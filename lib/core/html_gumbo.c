#include "core/html_gumbo.h"

#include <stdlib.h>

#include "core/buf.h"

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

/* Where a piece of the source begins. */
static size_t
offset(const struct html_gumbo *g, const GumboStringPiece *piece)
{
	uintptr_t at = (uintptr_t)piece->data;
	uintptr_t base = (uintptr_t)g->source.p;

	if (piece->data == NULL || at < base || at - base > g->source.n)
		return SPAN_NONE;
	return at - base;
}

static struct span
piece_span(const GumboStringPiece *piece)
{
	return (struct span){ (const unsigned char *)piece->data,
		piece->length };
}

static void
add_attributes(struct html_gumbo *g, const GumboVector *list)
{
	for (unsigned i = 0; i < list->length; i++) {
		const GumboAttribute *a = list->data[i];
		unsigned name = html_events_name(span_str(a->name));
		struct html_attribute known = { .name = name,
			.value = span_str(a->value),
			.begin = offset(g, &a->original_value) };

		if (name == 0)
			continue;
		if (known.begin == SPAN_NONE)
			known.begin = 0;
		known.end = known.begin + a->original_value.length;
		html_events_attribute(g->events, &known);
	}
}

static void
begin_element(struct html_gumbo *g, const GumboElement *e)
{
	size_t begin = e->original_tag.length ? offset(g, &e->original_tag) :
		SPAN_NONE;
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
	    span_is_alpha(tag.p[n + 1]) || span_is_digit(tag.p[n + 1]))
		return SPAN_NONE;
	return offset(g, &e->original_end_tag) + tag.n;
}

static void
end_element(struct html_gumbo *g)
{
	const struct level *l = &g->levels[--g->n];
	const GumboElement *e = l->element;

	html_events_end(g->events, l->event, e->end_pos.offset,
		behind_own_tag(g, e), e->original_end_tag.length > 0);
}

static void
add_text(struct html_gumbo *g, const GumboText *t)
{
	size_t begin = offset(g, &t->original_text), end = begin;

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
	size_t begin = offset(g, &t->original_text);

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
