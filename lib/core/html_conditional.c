#include "core/html_conditional.h"

struct span
html_conditional(struct span comment)
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
