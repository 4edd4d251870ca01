#include "core/html_words.h"

/* Looked at together, which compilers make a few wide instructions of where
 * all is of one width and nothing branches. */
#define BLOCK 16

bool
html_words_blank(unsigned char c)
{
	return span_is_space(c) || c == '\f';
}

/* 1 when white space may end words at *P: a control character, or a space with
 * another behind it. */
static unsigned char
may_end(const unsigned char *p)
{
	unsigned char control = p[0] < ' ' ? 1 : 0;
	unsigned char space = p[0] == ' ' ? 1 : 0;
	unsigned char next = p[1] <= ' ' ? 1 : 0;

	return (unsigned char)(control | (space & next));
}

/* As may_end, of BLOCK bytes; there must be one more. */
static bool
may_end_within(const unsigned char *p)
{
	unsigned char found = 0;

	for (size_t i = 0; i < BLOCK; i++)
		found |= may_end(p + i);
	return found;
}

/* As far behind FROM as words and single spaces are sure to go on. The last
 * block overlaps the one before it. */
static size_t
pass_words(struct span text, size_t from)
{
	size_t at = from, last = text.n - 1;

	while (last - at >= BLOCK && !may_end_within(text.p + at))
		at += BLOCK;
	if (last - from >= BLOCK && last - at < BLOCK &&
	    !may_end_within(text.p + last - BLOCK))
		at = last;
	return at;
}

static bool
ends_here(struct span text, size_t at, bool spaced)
{
	return html_words_blank(text.p[at]) && (!spaced ||
		text.p[at] != ' ' || at + 1 == text.n ||
		html_words_blank(text.p[at + 1]));
}

size_t
html_words_end(struct span text, size_t from, bool spaced)
{
	size_t at = spaced && from < text.n ? pass_words(text, from) : from;

	while (at < text.n && (text.p[at] > ' ' ||
	    !ends_here(text, at, spaced)))
		at++;
	return at;
}
