#include "core/tail.h"

#include <stdbool.h>
#include <string.h>

#include "core/onset.h"
#include "core/url.h"

/* What stands behind the link is the next column of a table, or in brackets,
 * and nothing that an address goes on with. */
static bool
is_words(struct span tail)
{
	bool letters = false;

	if (tail.n == 0 || !strchr(",;|()[]{}", tail.p[0]))
		return false;
	for (size_t i = 0; i < tail.n; i++) {
		if (strchr("=&?#%:", tail.p[i]))
			return false;
		letters |= span_is_alnum(tail.p[i]);
	}
	return letters;
}

size_t
tail_end(struct span text, size_t begin, size_t end)
{
	size_t tail = url_extent(text, begin), next;

	/* Words that follow are not to be lost with it. */
	for (size_t i = end; i < tail; i++)
		if (text.p[i] >= 0x80)
			tail = i;
	if (tail > end && is_words(span_sub(text, end, tail)))
		return end;
	/* Behind the tail stands no letter, so no scheme reaches into it. */
	next = span_find(span_sub(text, 0, tail + 2 < text.n ? tail + 2 :
		text.n), end, span_str("://"));
	if (next != SPAN_NONE && onset_scheme(text, next) < tail)
		tail = onset_scheme(text, next);
	return tail > end ? tail : end;
}

size_t
tail_label(struct span text, size_t at)
{
	while (at < text.n && text.p[at] > ' ') {
		if (text.p[at] == ']' && at + 1 < text.n &&
		    text.p[at + 1] == '(')
			return at;
		at++;
	}
	return text.n;
}
