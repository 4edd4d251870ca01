#ifndef LS_MAILER_PROGRESS_H
#define LS_MAILER_PROGRESS_H

/* A line that tells how far something is, how fast and for how long. Pure. */

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

struct progress {
	size_t total;
	size_t done;
	int64_t ms;		/* since it began */
	size_t columns;		/* of the terminal */
};

/* Appends "[####......] 1234 of 5000, 310/s, 12 s left", no wider than the
 * terminal less one. */
void progress_line(const struct progress *p, struct buf *out);

#endif
