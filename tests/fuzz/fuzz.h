#ifndef LS_TESTS_FUZZ_FUZZ_H
#define LS_TESTS_FUZZ_FUZZ_H

/*
 * What all fuzzers share: bytes of a stranger in, and a promise that must
 * hold. Knows nothing of what is tested.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

/* libFuzzer calls it with each input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Ends the program, as a fault of ours, when a promise does not hold. */
static inline void
promise(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "promise broken: %s\n", what);
	abort();
}

/* The next byte of S, which gets shorter; 0 behind its end. */
static inline unsigned
next_byte(struct span *s)
{
	unsigned c = s->n ? s->p[0] : 0;

	if (s->n)
		*s = span_sub(*s, 1, s->n);
	return c;
}

/* True when NEW is OLD with WITH in the place of [begin, end). */
static inline bool
is_spliced(struct span old, size_t begin, size_t end, struct span with,
	struct span new)
{
	return new.n == old.n - (end - begin) + with.n &&
		span_eq(span_sub(new, 0, begin), span_sub(old, 0, begin)) &&
		span_starts(span_sub(new, begin, new.n), with) &&
		span_ends(new, span_sub(old, end, old.n));
}

/* True for [begin, end) within N. */
static inline bool
is_range(size_t begin, size_t end, size_t n)
{
	return begin <= end && end <= n;
}

#endif
