#include "core/html_answer.h"

#include "core/html_element.h"

static bool
is_class(const GumboNode *node, GumboTag tag, const char *class)
{
	struct span all, word;
	size_t at = 0, end;

	if (!html_element_is(node) || node->v.element.tag != tag)
		return false;
	all = span_str(html_element_attribute(&node->v.element, "class"));
	while (at < all.n) {
		for (end = at; end < all.n && !span_is_space(all.p[end]);)
			end++;
		word = span_sub(all, at, end);
		if (span_ieq_str(word, class))
			return true;
		at = end + 1;
	}
	return false;
}

/* Its first words begin with a dash: "---------- Forwarded message". */
static bool
is_divider(const GumboNode *node)
{
	while (html_element_is(node) && node->v.element.children.length)
		node = node->v.element.children.data[0];
	return node->type == GUMBO_NODE_TEXT && span_starts(
		span_trim(html_element_words(&node->v.text)), span_str("-"));
}

bool
html_answer_holds(const GumboNode *node)
{
	const GumboVector *children = &node->v.element.children;
	bool told = false, quotes = false;
	unsigned i;

	if (!is_class(node, GUMBO_TAG_DIV, "gmail_quote"))
		return false;
	for (i = 0; i < children->length; i++) {
		const GumboNode *child = children->data[i];

		if (is_class(child, GUMBO_TAG_DIV, "gmail_attr")) {
			if (told || is_divider(child))
				return false;
			told = true;
		}
		quotes = quotes || is_class(child, GUMBO_TAG_BLOCKQUOTE,
			"gmail_quote");
	}
	return told && quotes;
}
