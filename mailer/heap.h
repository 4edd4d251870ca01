#ifndef LS_MAILER_HEAP_H
#define LS_MAILER_HEAP_H

/* Numbers, the smallest first; what has the same number comes out as it was
 * put in or not. A binary heap. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heap {
	struct heap_item {
		int64_t order;
		size_t value;
	} *list;
	size_t n, size;
};

/* A zeroed heap is empty. */
void heap_deinit(struct heap *h);

/* One more. */
void heap_add(struct heap *h, int64_t order, size_t value);

/* The smallest; NULL when it is empty. Borrowed until the next change. */
const struct heap_item *heap_first(const struct heap *h);

/* Takes the smallest away; there must be one. */
size_t heap_take(struct heap *h);

#endif
