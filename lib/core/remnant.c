#include "core/remnant.h"

#include "core/filler.h"
#include "core/pattern.h"
#include "core/url.h"

/* A person, an editor or a list puts so much between two pieces at most. */
#define GAP 12
/* A link is seldom broken in more places than a narrow window makes of it. */
#define PIECES 40
/* So much of a known link, with a mark in it, is no word of a sentence. */
#define STRETCH 8
/* A word goes on like the link behind so much of it. */
#define TAIL 4
/* "indirectCSPId=" */
#define NAME 14

static bool
is_word(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!span_is_alpha(s.p[i]))
			return false;
	return true;
}

/* "name=", and LINK has a parameter of that name. */
static bool
names_parameter(struct span s, struct span link)
{
	size_t n = 0, at = 0;

	while (n < s.n && span_is_alnum(s.p[n]))
		n++;
	if (n == 0 || n == s.n || s.p[n] != '=')
		return false;
	s = span_sub(s, 0, n + 1);
	while ((at = span_ifind(link, at + 1, s)) != SPAN_NONE)
		if (link.p[at - 1] == '?' || link.p[at - 1] == '&')
			return true;
	return false;
}

/* BEFORE ends with what stands in the link before AT, or, when one character
 * of the link was lost in between, before that. */
static bool
goes_on(struct span before, struct span link, size_t at)
{
	struct span tail;

	if (before.n < TAIL)
		return false;
	tail = span_from(before, before.n - TAIL);
	return (at >= TAIL && span_ieq(tail, span_sub(link, at - TAIL, at))) ||
		(at > TAIL && span_ieq(tail, span_sub(link, at - TAIL - 1,
		at - 1)));
}

static bool
is_stretch(struct span before, struct span s, struct span link)
{
	size_t at;

	if (s.n < STRETCH)
		return false;
	s = span_sub(s, 0, STRETCH);
	at = span_ifind(link, 0, s);
	if (at != SPAN_NONE && !is_word(s))
		return true;
	for (; at != SPAN_NONE; at = span_ifind(link, at + 1, s))
		if (goes_on(before, link, at))
			return true;
	return false;
}

/* An account's id, behind the rest of its parameter's name at most. */
static bool
holds_id(struct span s)
{
	for (size_t i = 0; i < s.n && i <= NAME; i++)
		if (pattern_account(PROVIDER_ACCOUNT_GUID, span_from(s, i),
		    true))
			return true;
	return false;
}

/* Not another address, which is one of its own. */
static bool
is_remnant(struct span before, struct span s, const struct span *links,
	size_t n)
{
	s = span_sub(s, 0, url_extent(s, 0));
	if (span_find(s, 0, span_str("://")) != SPAN_NONE)
		return false;
	if (holds_id(s))
		return true;
	for (size_t i = 0; i < n; i++)
		if (is_stretch(before, s, links[i]) ||
		    names_parameter(s, links[i]))
			return true;
	return false;
}

/* Where the next remnant begins; SPAN_NONE: there is none near enough. */
static size_t
next_remnant(struct span text, size_t from, const struct span *links,
	size_t n)
{
	size_t lines = 0, filler;

	for (size_t i = from; i < text.n && i <= from + GAP && lines <= 2;
	    i += filler ? filler : 1) {
		filler = filler_line_end(span_from(text, i));
		lines += filler != 0;
		if (span_starts(span_from(text, i), span_str("://")))
			return SPAN_NONE;
		if (i > from && filler == 0 && !span_is_alnum(text.p[i - 1]) &&
		    is_remnant(span_sub(text, 0, from), span_from(text, i),
		    links, n))
			return i;
	}
	return SPAN_NONE;
}

/* The mark behind the address ended no sentence, if a remnant follows. */
static bool
begins_query(struct span text, size_t begin, size_t end)
{
	return end < text.n && text.p[end] == '?' &&
		span_find_byte(span_sub(text, begin, end), 0, '?') ==
		SPAN_NONE;
}

size_t
remnant_gather(struct span text, size_t begin, size_t end,
	const struct span *links, size_t n, struct buf *out)
{
	size_t at;

	buf_add(out, span_sub(text, begin, end));
	if (begins_query(text, begin, end))
		buf_add_byte(out, '?');
	for (unsigned i = 0; i < PIECES; i++) {
		at = next_remnant(text, end, links, n);
		if (at == SPAN_NONE)
			break;
		end = url_extent(text, at);
		buf_add(out, span_sub(text, at, end));
	}
	return end;
}
