#ifndef LS_TESTS_BENCH_H
#define LS_TESTS_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double
bench_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Ends the program with WHY when OK is false: a figure for something that
 * did not work would mislead. */
static inline void
bench_need(int ok, const char *why)
{
	if (ok)
		return;
	fprintf(stderr, "bench: %s\n", why);
	exit(EXIT_FAILURE);
}

#endif
