#ifndef LS_CORE_OFFSETS_H
#define LS_CORE_OFFSETS_H

/*
 * The way back from what is shown to what stands in the source: a table of
 * runs. In an identity run each shown byte is a source byte; any other run
 * (an entity, a dropped line end, a line end that stands for a tag) belongs to
 * its source range as a whole. Runs that go on are one, so a text without
 * decoding costs one run.
 *
 * Knows numbers only, neither text nor HTML.
 */

#include <stdbool.h>
#include <stddef.h>

struct offsets_run {
	size_t shown;			/* where it begins, as shown */
	size_t src_begin, src_end;
	bool identity;
};

struct offsets {
	struct offsets_run *runs;
	size_t n, cap;
	size_t shown;			/* bytes shown so far */
};

/* Empty; what it holds is given back by deinit. */
void offsets_init(struct offsets *o);
/* Makes room for N runs in all, where many are to come. */
void offsets_reserve(struct offsets *o, size_t n);
void offsets_deinit(struct offsets *o);

/* The next N shown bytes come from the source's [src_begin, src_end); for an
 * identity run that is N long. */
void offsets_add(struct offsets *o, size_t n, size_t src_begin,
	size_t src_end, bool identity);

/* The smallest source range that holds the shown [begin, end); for an empty
 * one, the place between its neighbours. Both are cut to what is shown. */
void offsets_source(const struct offsets *o, size_t begin, size_t end,
	size_t *src_begin_r, size_t *src_end_r);

#endif
