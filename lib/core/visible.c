#include "core/visible.h"

#include <stdlib.h>

#include "core/filler.h"

void
visible_init(struct span text, struct visible *v)
{
	size_t n;

	buf_init(&v->text, text.n);
	v->at = buf_alloc((text.n + 1) * sizeof(*v->at));
	for (size_t i = 0; i < text.n; i += n ? n : 1) {
		n = text.p[i] < 0x80 ? 0 :
			filler_invisible(span_sub(text, i, text.n));
		if (n)
			continue;
		v->at[v->text.n] = i;
		buf_add_byte(&v->text, text.p[i]);
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
