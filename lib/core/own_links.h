#ifndef LS_CORE_OWN_LINKS_H
#define LS_CORE_OWN_LINKS_H

/*
 * The sender's links and what they are found by, looked up once for many
 * places, and what was read so far.
 */

#include "core/link_memo.h"
#include "core/needles.h"
#include "core/span.h"

struct own_links {
	struct span *links;
	size_t n;
	const struct needles *needles;
	struct link_memo *memo;	/* NULL: nothing is remembered */
};

#endif
