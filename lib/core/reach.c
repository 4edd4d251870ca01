#include "core/reach.h"

#include <string.h>

#include "core/ascii.h"
#include "core/filler.h"
#include "core/url.h"

/* A URL is seldom broken over more lines than a narrow window makes of it. */
#define LINES_MAX 40

/* So much of a known link is no word of a sentence. */
#define STRETCH 12
/* A run of letters and digits so long is no word of a sentence. */
#define CODED 20

/* What is compared of the line before; with less, any word would fit. */
#define TAIL 6
#define TAIL_LEAST 4

/* The length of a character of a URL, or of what stands for one. */
static size_t
url_character(struct span s)
{
	unsigned char c = s.p[0], meant;

	if (c >= 0x80)
		return ascii_meant(s, &meant);
	return c > ' ' && c != 0x7F && c != '<' && c != '>' && c != '"';
}

/* Up to white space, quotes, angle brackets, control and other scripts: a word
 * of a URL, its punctuation kept, since a line may be broken behind it. */
static size_t
word_end(struct span text, size_t i)
{
	size_t n;

	while (i < text.n && (n = url_character(span_from(text, i))) != 0)
		i += n;
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

/* A piece of a wrapped address: escapes, written with '%' or '-', base64, or
 * "___." and a token. */
static bool
is_coded_word(struct span w)
{
	size_t i, digits = 0, capitals = 0, dashed = 0;

	if (has(w, "___."))
		return true;
	for (i = 0; i + 2 < w.n; i++) {
		bool two = span_is_hex(w.p[i + 1]) && span_is_hex(w.p[i + 2]);

		if (w.p[i] == '%' && two)
			return true;
		dashed += w.p[i] == '-' && two && span_is_digit(w.p[i + 1]);
	}
	if (dashed > 1)
		return true;
	for (i = 0; i < w.n; i++) {
		if (!span_is_alnum(w.p[i]) &&
		    w.p[i] != '-' && w.p[i] != '_' && w.p[i] != '=')
			break;
		digits += span_is_digit(w.p[i]);
		capitals += w.p[i] >= 'A' && w.p[i] <= 'Z';
	}
	return i >= CODED && digits > 0 && capitals > 1;
}

/* Begins or ends like a piece of the link. */
static bool
has_stretch(struct span w, struct span link)
{
	return w.n >= STRETCH &&
		(span_ifind(link, 0, span_sub(w, 0, STRETCH)) != SPAN_NONE ||
		span_ifind(link, 0, span_sub(w, w.n - STRETCH, w.n)) !=
		SPAN_NONE);
}

/* W follows on TAIL somewhere in the link. */
static bool
fits(struct span tail, struct span w, struct span link)
{
	size_t at = span_ifind(link, 0, tail);

	for (; at != SPAN_NONE; at = span_ifind(link, at + 1, tail)) {
		struct span next = span_from(link, at + tail.n);

		if (next.n && (span_istarts(next, w) || span_istarts(w, next)))
			return true;
	}
	return false;
}

/* "name.example/": it may be an address of its own. */
static bool
is_hostlike(struct span w)
{
	size_t i = 0, dot = SPAN_NONE;

	for (; i < w.n && w.p[i] != '/' && w.p[i] != '?'; i++) {
		if (w.p[i] == '.')
			dot = i;
		else if (!span_is_alnum(w.p[i]) && w.p[i] != '-')
			return false;
	}
	return dot != SPAN_NONE && dot > 0 && dot + 2 < i;
}

/* A line without the '=' or '-' of a break. */
static struct span
bare(struct span line)
{
	if (line.n && (line.p[line.n - 1] == '=' ||
	    line.p[line.n - 1] == '-'))
		line.n--;
	return line;
}

static struct span
tail_of(struct span line)
{
	return line.n > TAIL ? span_from(line, line.n - TAIL) : line;
}

static bool
fits_any(struct span tail, struct span w, const struct span *links, size_t n)
{
	size_t i;

	for (i = 0; i < n && tail.n >= TAIL_LEAST; i++)
		if (fits(tail, w, links[i]))
			return true;
	return false;
}

static bool
is_another(struct span w)
{
	return has(w, "://") || span_istarts(w, span_str("www."));
}

static bool
continues(struct span before, struct span w, const struct span *links,
	size_t n)
{
	size_t i;

	if (w.n < 2 || is_another(w) || has(w, "@"))
		return false;
	if (fits_any(tail_of(before), bare(w), links, n) ||
	    fits_any(tail_of(bare(before)), bare(w), links, n))
		return true;
	if (is_coded_word(w))
		return true;
	if (is_hostlike(w))
		return false;
	for (i = 0; i < n; i++)
		if (has_stretch(w, links[i]))
			return true;
	return has(w, "=") || has(w, "#/") || has(w, "&amp;") ||
		is_hex_word(w);
}

/* The next word behind filler, breakers and openers; SPAN_NONE: the text is
 * over, or an empty line says that it is another paragraph. */
static size_t
next_word(struct span text, size_t i)
{
	unsigned lines = 0;

	while (i < text.n) {
		size_t n = filler_line_end(span_from(text, i));

		lines += n != 0;
		if (n == 0)
			n = filler_any(span_from(text, i));
		if (n == 0)
			n = filler_breaker(span_from(text, i));
		if (n == 0)
			n = filler_opener(text, i);
		if (n == 0)
			break;
		i += n;
	}
	return lines <= 2 && i < text.n ? i : SPAN_NONE;
}

/* Nothing that a reader sees: the words are one. */
static bool
is_unseen(struct span s)
{
	size_t n;

	while (s.n && (n = filler_invisible(s)) != 0)
		s = span_from(s, n);
	return s.n == 0;
}

size_t
reach_end(struct span text, size_t begin, const struct span *links, size_t n)
{
	size_t start = begin, end = word_end(text, begin);
	unsigned lines;

	for (lines = 1; lines < LINES_MAX; lines++) {
		size_t next = next_word(text, end);
		struct span word;

		if (next == SPAN_NONE || next == end)
			break;
		word = span_sub(text, next, word_end(text, next));
		if (is_unseen(span_sub(text, end, next)) ? is_another(word) :
		    !continues(span_sub(text, start, end), word, links, n))
			break;
		start = next;
		end = word_end(text, next);
	}
	return start + url_extent(span_from(text, start), 0);
}

/* Behind the address stands what is a sentence's, and no separator of URLs.
 * WORD is not empty, and has no NUL. */
static bool
ends_sentence(struct span word)
{
	return strchr(".,;:!)]}'", word.p[word.n - 1]) != NULL;
}

bool
reach_runs_on(struct span text, size_t begin, const struct span *links,
	size_t n)
{
	size_t end = word_end(text, begin), next = next_word(text, end);
	struct span before = span_sub(text, begin, end), w;

	if (next == SPAN_NONE || before.n == 0 || ends_sentence(before) ||
	    span_find_byte(span_sub(text, end, next), 0, '-') != SPAN_NONE)
		return false;
	w = span_sub(text, next, word_end(text, next));
	if (w.n > TAIL_LEAST)
		w.n = TAIL_LEAST;
	return w.n && (before.p[before.n - 1] == '-' || w.p[0] == '.' ||
		fits_any(tail_of(before), w, links, n));
}

void
reach_squeeze(struct span text, bool soft, struct buf *out)
{
	size_t i = 0;

	while (i < text.n) {
		size_t n = filler_any(span_from(text, i));

		if (n == 0)
			n = filler_opener(text, i);
		if (n == 0 && soft && text.p[i] == '=')
			n = filler_breaker(span_from(text, i));
		if (n == 0)
			buf_add_byte(out, text.p[i++]);
		i += n;
	}
}
