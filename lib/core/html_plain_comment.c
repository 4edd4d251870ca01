#include "core/html_plain_comment.h"

/* "<!-->" and "<!--->" are comments, and "--!>" ends one, for some. */
static size_t
comment_end(struct span s, size_t begin)
{
	size_t at = begin, first;

	if (at < s.n && (s.p[at] == '>' || s.p[at] == '-'))
		return SPAN_NONE;
	while ((first = span_find(s, at, span_str("--"))) != SPAN_NONE) {
		for (at = first + 2; at < s.n && s.p[at] == '-'; at++)
			;
		if (at == s.n || s.p[at] == '!')
			break;
		if (s.p[at] == '>')
			return at + 1;
	}
	return SPAN_NONE;
}

size_t
html_plain_comment_end(struct span s, size_t at)
{
	struct span here = span_sub(s, at, s.n);

	if (span_starts(here, span_str("<!--")))
		return comment_end(s, at + 4);
	if (!span_starts(here, span_str("<![if ")) &&
	    !span_starts(here, span_str("<![endif]")))
		return SPAN_NONE;
	at = span_find_byte(s, at, '>');
	return at == SPAN_NONE ? at : at + 1;
}
