#include "core/html_answer.h"

static bool
is_class(const struct html_events *e, size_t at, GumboTag tag,
	const char *class)
{
	const struct html_event *b = &e->list[at];
	struct span all, word;
	size_t from = 0, end;

	if (b->kind != HTML_BEGIN || b->tag != tag || !(b->has & HTML_CLASS))
		return false;
	all = html_events_value(e, b, HTML_CLASS);
	while (from < all.n) {
		for (end = from; end < all.n && !span_is_space(all.p[end]);)
			end++;
		word = span_sub(all, from, end);
		if (span_ieq_str(word, class))
			return true;
		from = end + 1;
	}
	return false;
}

/* Its first words begin with a dash: "---------- Forwarded message". */
static bool
is_divider(const struct html_events *e, size_t at)
{
	while (e->list[at].kind == HTML_BEGIN)
		at++;
	for (; e->list[at].kind == HTML_TEXT; at++) {
		struct span words = span_trim(e->list[at].text);

		if (words.n)
			return words.p[0] == '-';
	}
	return false;
}

bool
html_answer_holds(const struct html_events *e, size_t at)
{
	size_t behind = e->list[at].behind - 1;
	bool told = false, quotes = false;

	if (!is_class(e, at, GUMBO_TAG_DIV, "gmail_quote"))
		return false;
	for (at++; at < behind; at = e->list[at].kind == HTML_BEGIN ?
	    e->list[at].behind : at + 1) {
		if (is_class(e, at, GUMBO_TAG_DIV, "gmail_attr")) {
			if (told || is_divider(e, at))
				return false;
			told = true;
		}
		quotes = quotes || is_class(e, at, GUMBO_TAG_BLOCKQUOTE,
			"gmail_quote");
	}
	return told && quotes;
}
