#include "core/visible.h"

#include <stdlib.h>

#include "core/ascii.h"
#include "core/filler.h"

/* Sentences of Chinese and Japanese have wide marks; but an address is made of
 * letters, digits, dots and slashes. */
static bool
is_wide(struct span s)
{
	unsigned char meant;

	return ascii_meant(s, &meant) != 0 &&
		(span_is_alnum(meant) || meant == '/' || meant == '.');
}

bool
visible_may_tell(struct span text)
{
	if (filler_invisible_in(text))
		return true;
	for (size_t at = 0; (at = span_find_byte(text, at, ASCII_WIDE)) !=
	    SPAN_NONE; at++)
		if (is_wide(span_from(text, at)))
			return true;
	return false;
}

void
visible_init(struct span text, struct visible *v)
{
	unsigned char meant;
	size_t n;

	v->wide = false;
	buf_init(&v->text, text.n);
	v->at = buf_alloc((text.n + 1) * sizeof(*v->at));
	for (size_t i = 0; i < text.n; i += n ? n : 1) {
		n = text.p[i] < 0x80 ? 0 :
			filler_invisible(span_from(text, i));
		if (n)
			continue;
		n = ascii_meant(span_from(text, i), &meant);
		v->wide |= n != 0;
		v->at[v->text.n] = i;
		buf_add_byte(&v->text, n ? meant : text.p[i]);
	}
	v->at[v->text.n] = text.n;
}

void
visible_deinit(struct visible *v)
{
	buf_deinit(&v->text);
	free(v->at);
	v->at = NULL;
}

size_t
visible_back(const struct visible *v, size_t off)
{
	return v->at[off];
}

size_t
visible_forward(const struct visible *v, size_t off)
{
	size_t low = 0, high = v->text.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (v->at[middle] < off)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
