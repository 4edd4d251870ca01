#include "core/reach.h"

#include "core/filler.h"
#include "core/url.h"

/* A URL is seldom broken over more lines than a narrow window makes of it. */
#define LINES_MAX 40

static struct span
rest(struct span text, size_t from)
{
	return span_sub(text, from, text.n);
}

/* Up to white space, quotes, angle brackets, control and non-ASCII: a word of
 * a URL, its punctuation kept, since a line may be broken behind it. */
static size_t
word_end(struct span text, size_t i)
{
	while (i < text.n && text.p[i] > ' ' && text.p[i] < 0x7F &&
	    text.p[i] != '<' && text.p[i] != '>' && text.p[i] != '"')
		i++;
	return i;
}

static bool
has(struct span s, const char *needle)
{
	return span_find(s, 0, span_str(needle)) != SPAN_NONE;
}

/* A piece of a GUID or token that stands alone on its line. */
static bool
is_hex_word(struct span w)
{
	size_t i, digits = 0;

	for (i = 0; i < w.n; i++) {
		if (!span_is_hex(w.p[i]) && w.p[i] != '-')
			return false;
		digits += span_is_digit(w.p[i]);
	}
	return w.n >= 8 && digits > 0;
}

static bool
is_letters(struct span w)
{
	size_t i;

	for (i = 0; i < w.n; i++)
		if (!span_is_alpha(w.p[i]))
			return false;
	return true;
}

/* W follows on TAIL somewhere in the link. */
static bool
fits(struct span tail, struct span w, struct span link)
{
	size_t at = span_ifind(link, 0, tail);

	for (; at != SPAN_NONE; at = span_ifind(link, at + 1, tail)) {
		struct span next = rest(link, at + tail.n);

		if (next.n && (span_istarts(next, w) || span_istarts(w, next)))
			return true;
	}
	return false;
}

static bool
continues(struct span before, struct span w, const struct span *links,
	size_t n)
{
	struct span tail = before.n > 6 ? rest(before, before.n - 6) : before;
	size_t i;

	if (w.n < 2 || has(w, "://") || has(w, "@") ||
	    span_istarts(w, span_str("www.")))
		return false;
	if (has(w, "=") || has(w, "#/") || is_hex_word(w))
		return true;
	for (i = 0; i < n; i++) {
		if (tail.n >= 4 && fits(tail, w, links[i]))
			return true;
		if (w.n >= 8 && !is_letters(w) &&
		    span_find(links[i], 0, w) != SPAN_NONE)
			return true;
	}
	return false;
}

/* The next word behind filler, breakers and openers; SPAN_NONE: the text is
 * over, or an empty line says that it is another paragraph. */
static size_t
next_word(struct span text, size_t i)
{
	unsigned lines = 0;

	while (i < text.n) {
		size_t n = filler_line_end(rest(text, i));

		lines += n != 0;
		if (n == 0)
			n = filler_any(rest(text, i));
		if (n == 0)
			n = filler_breaker(rest(text, i));
		if (n == 0)
			n = filler_opener(text, i);
		if (n == 0)
			break;
		i += n;
	}
	return lines <= 2 && i < text.n ? i : SPAN_NONE;
}

size_t
reach_end(struct span text, size_t begin, const struct span *links, size_t n)
{
	size_t start = begin, end = word_end(text, begin);
	unsigned lines;

	for (lines = 1; lines < LINES_MAX; lines++) {
		size_t next = next_word(text, end);

		if (next == SPAN_NONE || next == end)
			break;
		if (!continues(span_sub(text, start, end), span_sub(text, next,
		    word_end(text, next)), links, n))
			break;
		start = next;
		end = word_end(text, next);
	}
	return start + url_extent(rest(text, start), 0);
}

void
reach_squeeze(struct span text, struct buf *out)
{
	size_t i = 0;

	while (i < text.n) {
		size_t n = filler_any(rest(text, i));

		if (n == 0 && (n = filler_opener(text, i)) == 0)
			buf_add_byte(out, text.p[i++]);
		i += n;
	}
}
