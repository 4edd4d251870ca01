#include "heap.h"

#include <stdlib.h>

#include "core/buf.h"

void
heap_deinit(struct heap *h)
{
	free(h->list);
	*h = (struct heap){ NULL, 0, 0 };
}

static void
swap(struct heap *h, size_t a, size_t b)
{
	struct heap_item item = h->list[a];

	h->list[a] = h->list[b];
	h->list[b] = item;
}

void
heap_add(struct heap *h, int64_t order, size_t value)
{
	size_t at = h->n++;

	if (h->n > h->size) {
		h->size = h->size == 0 ? 16 : 2 * h->size;
		h->list = buf_grow(h->list, h->size, sizeof(*h->list));
	}
	h->list[at] = (struct heap_item){ order, value };
	for (; at > 0 && h->list[at].order < h->list[(at - 1) / 2].order;
		at = (at - 1) / 2)
		swap(h, at, (at - 1) / 2);
}

const struct heap_item *
heap_first(const struct heap *h)
{
	return h->n == 0 ? NULL : &h->list[0];
}

size_t
heap_take(struct heap *h)
{
	size_t value = h->list[0].value, at = 0, child;

	h->list[0] = h->list[--h->n];
	while ((child = 2 * at + 1) < h->n) {
		if (child + 1 < h->n &&
			h->list[child + 1].order < h->list[child].order)
			child++;
		if (h->list[at].order <= h->list[child].order)
			break;
		swap(h, at, child);
		at = child;
	}
	return value;
}
