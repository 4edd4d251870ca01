#include "core/words.h"

#include <stdlib.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "core/buf.h"
#include "core/filler.h"

void
words_deinit(struct words *w)
{
	free(w->list);
	free(w->begin);
	free(w->end);
	*w = (struct words){ 0 };
}

static void
push(struct words *w, uint32_t c, size_t begin, size_t end)
{
	if (w->n == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 64;
		w->list = buf_grow(w->list, w->cap, sizeof(*w->list));
		w->begin = buf_grow(w->begin, w->cap, sizeof(*w->begin));
		w->end = buf_grow(w->end, w->cap, sizeof(*w->end));
	}
	w->list[w->n] = c;
	w->begin[w->n] = begin;
	w->end[w->n++] = end;
}

/* What editors exchange for each other while one types; 0: nothing is left.
 * A star marks bold letters where plain text is made of HTML. */
static ucs4_t
plain(ucs4_t c)
{
	if ((c >= 0x2018 && c <= 0x201b) || c == 0x2032 || c == 0xb4 ||
	    c == '`')
		return '\'';
	if ((c >= 0x201c && c <= 0x201f) || c == 0x2033 || c == 0xab ||
	    c == 0xbb)
		return '"';
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	return c == '*' ? 0 : c;
}

/* Of a script that puts spaces between words. */
static bool
stands_apart(ucs4_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L |
		UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N) &&
		uc_width(c, "UTF-8") != 2;
}

static void
push_decomposed(struct words *w, ucs4_t c, size_t begin, size_t end)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int i, n = uc_canonical_decomposition(c, parts);

	if (n < 0) {
		push(w, c, begin, end);
		return;
	}
	for (i = 0; i < n; i++)
		push_decomposed(w, parts[i], begin, end);
}

static void
add_character(struct words *w, ucs4_t c, size_t begin, size_t end)
{
	bool apart = stands_apart(c);

	if (c == 0x2026) {
		add_character(w, '.', begin, end);
		add_character(w, '.', begin, end);
		c = '.';
	}
	c = plain(c);
	if (c == 0 || (c == '-' && w->n && w->list[w->n - 1] == '-'))
		return;
	if (w->gap && w->apart && apart)
		push(w, ' ', begin, begin);
	w->gap = false;
	w->apart = apart;
	push_decomposed(w, c, begin, end);
}

void
words_add(struct words *w, struct span text, size_t at)
{
	size_t i = 0;

	while (i < text.n) {
		struct span here = span_sub(text, i, text.n);
		size_t blank = filler_line_end(here) + filler_space(here);
		size_t n = filler_any(here);
		ucs4_t c;

		w->gap |= blank > 0;
		if (n == 0) {
			n = (size_t)u8_mbtouc(&c, here.p, here.n);
			add_character(w, c, at + i, at + i + n);
		}
		i += n;
	}
}

void
words_add_link(struct words *w, size_t begin, size_t end)
{
	push(w, WORDS_LINK, begin, end);
	w->gap = w->apart = false;
}

void
words_break(struct words *w)
{
	w->gap = true;
}

bool
words_at(const struct words *w, size_t from, const struct words *part)
{
	size_t i;

	if (from > w->n || part->n > w->n - from)
		return false;
	for (i = 0; i < part->n; i++)
		if (w->list[from + i] != part->list[i])
			return false;
	return true;
}

bool
words_eq(const struct words *a, const struct words *b)
{
	return a->n == b->n && words_at(a, 0, b);
}
