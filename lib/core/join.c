#include "core/join.h"

#include <string.h>

#include "core/ascii.h"
#include "core/filler.h"

/* A run of filler longer than this is layout, not a broken line. */
#define FILLER_MAX 200

/* "=3D": only when the link goes on behind it and not behind the '='. */
static size_t
quoted_equals(struct span text, size_t i, struct span link, size_t c)
{
	struct span after = span_from(link, c + 1);

	if (!span_istarts(span_from(text, i), span_str("=3D")))
		return 0;
	if (after.n > 3)
		after.n = 3;
	return span_istarts(span_from(text, i + 3), after) &&
		!span_istarts(span_from(text, i + 1), after) ? 3 : 0;
}

/* "%3D", "%253D", … for a character that was not escaped. */
static size_t
percent(struct span s, unsigned char want)
{
	size_t i = 1;

	if (s.n == 0 || s.p[0] != '%' || want == '%')
		return 0;
	while (i + 4 <= s.n && s.p[i] == '2' && s.p[i + 1] == '5' &&
	    span_is_hex(s.p[i + 2]) && span_is_hex(s.p[i + 3]))
		i += 2;
	if (i + 2 > s.n || !span_is_hex(s.p[i]) || !span_is_hex(s.p[i + 1]))
		return 0;
	return span_hex_value(s.p[i]) * 16 + span_hex_value(s.p[i + 1]) ==
		want ? i + 2 : 0;
}

/* "amp;" that is left over behind an '&' which was escaped again. */
static size_t
ampersand_tail(struct span s, struct span link, size_t c)
{
	static const char *const tails[] = { "amp;", "#38;", "#x26;" };
	size_t i;

	if (c == 0 || link.p[c - 1] != '&')
		return 0;
	for (i = 0; i < 3; i++)
		if (span_istarts(s, span_str(tails[i])))
			return strlen(tails[i]);
	return 0;
}

struct walk {
	struct span text, link;
	size_t i, c;		/* where we are in each */
	size_t skipped;		/* since the last character that matched */
	struct join *j;
};

/* The break was put before a '=' or '-' of the link: it is on the next line. */
static bool
doubled(struct span s, unsigned char want)
{
	size_t n = filler_breaker(s);
	size_t filler;

	if (n == 0)
		return false;
	while ((filler = filler_any(span_from(s, n))) != 0)
		n += filler;
	return n < s.n && s.p[n] == want;
}

/* Takes the link's next character; 0 when the text does not show it here. */
static size_t
take(struct walk *w)
{
	unsigned char want = w->link.p[w->c];
	unsigned char seen = w->text.p[w->i], meant;
	size_t n = 0;

	if (seen == want && doubled(span_from(w->text, w->i), want))
		return 0;
	if (want == '=')
		n = quoted_equals(w->text, w->i, w->link, w->c);
	if (n == 0 && seen == want)
		return 1;
	w->j->exact = false;
	if (n == 0 && span_lower(seen) == span_lower(want))
		n = 1;
	if (n == 0 && (n = ascii_meant(span_from(w->text, w->i),
	    &meant)) != 0 && meant != want)
		n = 0;
	return n ? n : percent(span_from(w->text, w->i), want);
}

/* Passes over one thing that is not the link's. */
static size_t
skip(struct walk *w)
{
	struct span s = span_from(w->text, w->i);
	size_t n = ampersand_tail(s, w->link, w->c);

	if (n)
		return n;
	if ((n = filler_line_end(s)) != 0)
		w->j->lines++;
	else if ((n = filler_any(s)) != 0)
		w->j->blanks = true;
	else if ((n = filler_breaker(s)) == 0)
		n = filler_opener(w->text, w->i);
	return n;
}

static void
walk_right(struct walk *w)
{
	struct join at = *w->j;	/* as it was behind the last match */

	while (w->c < w->link.n && w->i < w->text.n &&
	    w->skipped <= FILLER_MAX) {
		size_t n = take(w);

		if (n) {
			w->i += n;
			w->c++;
			w->j->matched++;
			w->j->end = w->i;
			w->skipped = 0;
			at = *w->j;
			continue;
		}
		n = skip(w);
		if (n == 0)
			break;
		w->i += n;
		w->skipped += n;
	}
	*w->j = at;
	w->j->complete = w->c == w->link.n;
}

/* The length of the filler that ends before I. */
static size_t
filler_before(struct span text, size_t i)
{
	size_t n;

	if (i > 1 && text.p[i - 2] == '\r' && text.p[i - 1] == '\n')
		return 2;
	for (n = 1; n <= 3 && n <= i; n++)
		if (filler_any(span_sub(text, i - n, i)) == n)
			return n;
	return 0;
}

/* The length of what shows WANT before I: itself, in another case, "%2F" or
 * "%252F". */
static size_t
shown_before(struct span text, size_t i, unsigned char want)
{
	size_t n;

	if (span_lower(text.p[i - 1]) == span_lower(want))
		return 1;
	for (n = 3; n <= 7 && n <= i; n += 2)
		if (percent(span_sub(text, i - n, i), want) == n)
			return n;
	return 0;
}

/* Returns how much of the link was not found. */
static size_t
walk_left(struct walk *w)
{
	struct join at = *w->j;

	while (w->c && w->i && w->skipped <= FILLER_MAX) {
		unsigned char want = w->link.p[w->c - 1];
		size_t n = shown_before(w->text, w->i, want);

		if (n) {
			w->j->exact = w->j->exact && n == 1 && !w->skipped &&
				w->text.p[w->i - 1] == want;
			w->i -= n;
			w->c--;
			w->skipped = 0;
			w->j->begin = w->i;
			w->j->matched++;
			at = *w->j;
			continue;
		}
		n = filler_before(w->text, w->i);
		if (n == 0)
			break;
		if (filler_line_end(span_from(w->text, w->i - n)) != 0)
			w->j->lines++;
		w->j->blanks = true;
		w->skipped += n;
		w->i -= n;
	}
	*w->j = at;
	return w->c;
}

/* Nothing but characters that a URL may hold: no filler is in it. */
static bool
is_tight(struct span link)
{
	unsigned char odd = 0;

	for (size_t i = 0; i < link.n; i++)
		odd |= link.p[i] <= ' ' || link.p[i] >= 0x7F;
	return link.n && !odd;
}

/* The link stands there to the byte, as it mostly does. Then the walk would
 * take each character for itself; only behind the last may be a break. */
static bool
stands_there(struct span text, size_t x, struct span link, size_t c)
{
	return x >= c && span_starts(span_from(text, x - c), link) &&
		is_tight(link) && !doubled(span_from(text,
		x - c + link.n - 1), link.p[link.n - 1]);
}

void
join_along(struct span text, size_t x, struct span link, size_t c,
	struct join *j)
{
	struct walk right = { .text = text, .link = link, .i = x, .c = c,
		.j = j };
	struct walk left = right;

	if (stands_there(text, x, link, c)) {
		*j = (struct join){ .begin = x - c, .end = x - c + link.n,
			.matched = link.n, .lines = 1, .complete = true,
			.exact = true };
		return;
	}
	*j = (struct join){ .begin = x, .end = x, .exact = true, .lines = 1 };
	walk_right(&right);
	j->exact = j->exact && j->complete && j->end - x == link.n - c;
	if (walk_left(&left) != 0)
		j->complete = j->exact = false;
}
