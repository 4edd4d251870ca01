#ifndef LS_MILTER_METRICS_H
#define LS_MILTER_METRICS_H

/*
 * The filter's numbers as a file in the text format of Prometheus, for the
 * textfile collector of its node_exporter. The names are described in
 * linkseal-milter(8), and a test compares.
 */

#include "core/buf.h"
#include "flight.h"
#include "tally.h"
#include "world.h"

/* Appends all numbers. */
void metrics_print(const struct tally *t, const struct flight *f,
	const struct world_state *w, struct buf *out);

/* Where they go, and whether that is known to fail: a full disk is told of
 * once, and so is its end. */
struct metrics {
	bool failing;
};

/* Writes PATH as a whole; NULL: nothing to do. */
void metrics_write(struct metrics *m, const char *path, struct span text);

#endif
