#include "core/html_conditional.h"

struct span
html_conditional(struct span comment)
{
	size_t begin, end;

	if (!span_istarts(comment, span_str("<!--[if")))
		return span_sub(comment, 0, 0);
	begin = span_find_byte(comment, 0, '>');
	if (begin == SPAN_NONE)
		return span_sub(comment, 0, 0);
	end = span_ifind(comment, 0, span_str("<![endif]"));
	if (end == SPAN_NONE)
		end = comment.n;
	return span_sub(comment, begin + 1, begin < end ? end : begin + 1);
}
