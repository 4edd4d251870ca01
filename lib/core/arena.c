#include "core/arena.h"

#include <stdalign.h>
#include <stdlib.h>

#include "core/buf.h"

/* Enough for most letters; what is larger has a chunk of its own. */
#define CHUNK 16384

struct arena_chunk {
	struct arena_chunk *before;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

void
arena_deinit(struct arena *a)
{
	while (a->last) {
		struct arena_chunk *before = a->last->before;

		free(a->last);
		a->last = before;
	}
	a->left = 0;
}

static void
add_chunk(struct arena *a, size_t n)
{
	size_t size = n > CHUNK ? n : CHUNK;
	struct arena_chunk *chunk;

	chunk = buf_alloc(sizeof *chunk + size);
	chunk->before = a->last;
	chunk->size = size;
	a->last = chunk;
	a->left = size;
}

static void *
take(struct arena *a, size_t n)
{
	size_t step = alignof(max_align_t);
	void *p;

	n = n ? (n + step - 1) / step * step : step;
	if (n > a->left)
		add_chunk(a, n);
	p = a->last->bytes + (a->last->size - a->left);
	a->left -= n;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n), 0, n);
}

char *
arena_string(struct arena *a, struct span s)
{
	char *copy = take(a, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}
