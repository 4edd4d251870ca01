#ifndef LS_TESTS_UNIT_MIME_GROWTH_H
#define LS_TESTS_UNIT_MIME_GROWTH_H

/*
 * Messages of parts in one another, grown line by line out of tables; most are
 * as programs write them, some have a fault or two. The same ones every time.
 */

#include "core/buf.h"

struct growth {
	struct buf b;		/* the message */
	unsigned state;
	const char *eol;
	const char *open[4];	/* boundaries, the innermost last */
	size_t depth;
};

void growth_init(struct growth *g);
void growth_deinit(struct growth *g);

/* Another message. */
void growth_next(struct growth *g);

/* LEVELS multiparts in one another, the innermost with PARTS leaves, each with
 * those FIELDS. */
void growth_nest(struct buf *b, size_t levels, size_t parts,
	const char *fields);

#endif
