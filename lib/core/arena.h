#ifndef LS_CORE_ARENA_H
#define LS_CORE_ARENA_H

/*
 * Memory for many small things that live and die together: a tree and the
 * words in it. Nothing is given back alone. Aborts when memory is gone, as
 * struct buf does.
 */

#include "core/span.h"

struct arena {
	struct arena_chunk *last;
	size_t left;		/* of it */
};

/* A zeroed arena is empty. All that came from it ends with deinit. */
void arena_deinit(struct arena *a);

/* N bytes of 0, aligned for anything. */
void *arena_alloc(struct arena *a, size_t n);

/* A copy of s as a C string. */
char *arena_string(struct arena *a, struct span s);

#endif
