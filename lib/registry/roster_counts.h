#ifndef LS_REGISTRY_ROSTER_COUNTS_H
#define LS_REGISTRY_ROSTER_COUNTS_H

/* How much of what a merge changed. */

#include <stddef.h>

struct roster_count {
	size_t added, changed, removed;
};

struct roster_counts {
	struct roster_count resellers, senders, links, keys;
};

#endif
