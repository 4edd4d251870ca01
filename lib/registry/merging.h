#ifndef LS_REGISTRY_MERGING_H
#define LS_REGISTRY_MERGING_H

/* A merge that is going on: what it compares, and how it tells of changes and
 * faults. Private to roster_merge.c and the parts of it; knows none of them. */

#include <glib.h>

#include "registry/roster_counts.h"
#include "registry/roster_data.h"

struct merging {
	struct registry *r;
	const struct roster *have, *want;
	const char *name;
	bool replace;
	struct roster_counts *counts;
	struct buf *told;
	struct faults *faults;
	bool failed;		/* the history could not be written: */
	struct err why;
	GHashTable *resellers;	/* of have, by name */
	GHashTable *accounts;	/* of have: "provider account" to its name */
	GHashTable *wanted;	/* names of want */
};

/* One change, for people and for the history. RESELLER may be NULL. */
void merging_tell(struct merging *m, const char *reseller,
	const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void merging_fault(struct merging *m, const struct roster_place *at,
	const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Is that reseller of the registry still there afterwards? */
bool merging_stays(const struct merging *m, const char *reseller);

#endif
