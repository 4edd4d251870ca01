#ifndef LS_REGISTRY_ROSTER_MERGE_LINKS_H
#define LS_REGISTRY_ROSTER_MERGE_LINKS_H

/* The parts of a merge that are about links and keys. Private to
 * roster_merge.c, roster_merge_links.c and roster_merge_keys.c. */

#include <glib.h>

#include "registry/roster_data.h"
#include "registry/roster_merge.h"

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

/* Adds links and changes their state; drops none. Resellers must be there. */
int merge_links(struct merging *m, struct err *err) ERR_CHECKED;

/* Adds keys and changes their state; drops none. */
int merge_keys(struct merging *m, struct err *err) ERR_CHECKED;
/* Revokes the links that newly revoked keys signed, also those of which the
 * roster says nothing. Links must be there. */
int merge_signed(struct merging *m, struct err *err) ERR_CHECKED;

#endif
