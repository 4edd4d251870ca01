#include "core/html_conditional.h"

#include <gumbo.h>

#include "core/html_element.h"
#include "core/html_scan.h"

/* What stands between the condition and the comment's end; empty for a
 * comment without a condition. */
static struct span
inside(struct span comment)
{
	struct span open = span_str("<!--[if");
	size_t begin = span_find_byte(comment, 0, '>');
	size_t end = span_ifind(comment, 0, span_str("<![endif]"));

	if (!span_istarts(comment, open) || begin == SPAN_NONE)
		return span_sub(comment, 0, 0);
	if (end == SPAN_NONE)
		end = comment.n;
	return span_sub(comment, begin + 1, begin < end ? end : begin + 1);
}

static void
tell(struct span source, const GumboElement *e, const struct html_sink *sink,
	void *ctx)
{
	GumboAttribute *a = gumbo_get_attribute(&e->attributes, "href");
	size_t begin = a ? html_element_offset(source, &a->original_value) :
		SPAN_NONE;

	if (begin == SPAN_NONE)
		return;
	sink->link_begin(ctx, a->value, begin,
		begin + a->original_value.length, true);
	sink->link_end(ctx);
}

/* The node that follows in the source; NULL behind the last one. */
static const GumboNode *
next_node(const GumboNode *node)
{
	if (html_element_is(node) && node->v.element.children.length)
		return node->v.element.children.data[0];
	for (; node->parent && html_element_is(node->parent);
	    node = node->parent) {
		const GumboVector *row = &node->parent->v.element.children;

		if (node->index_within_parent + 1 < row->length)
			return row->data[node->index_within_parent + 1];
	}
	return NULL;
}

void
html_conditional_read(struct span source, size_t begin, size_t end,
	const struct html_sink *sink, void *ctx)
{
	struct span s = inside(span_sub(source, begin, end));
	GumboOptions options = kGumboDefaultOptions;
	const GumboNode *node;
	GumboOutput *output;
	struct err err;

	if (s.n == 0 || html_scan(s, &err) < 0)
		return;
	options.max_errors = 0;
	output = gumbo_parse_with_options(&options, (const char *)s.p, s.n);
	for (node = output->root; node; node = next_node(node))
		if (html_element_is(node))
			tell(source, &node->v.element, sink, ctx);
	gumbo_destroy_output(&options, output);
}
