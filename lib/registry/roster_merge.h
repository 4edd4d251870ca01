#ifndef LS_REGISTRY_ROSTER_MERGE_H
#define LS_REGISTRY_ROSTER_MERGE_H

/*
 * Makes the registry say what a roster says. What was promised stays so: a
 * link that was issued is never forgotten, a signed link that was revoked
 * never comes back, a key goes from active to verify to revoked and not back,
 * an account stays with its reseller.
 *
 * Resellers of the roster get its values and exactly its senders; those that
 * it does not name are left alone, or removed with REPLACE.
 */

#include "registry/roster.h"
#include "registry/roster_counts.h"

/* WANT was read from the file NAME, without faults. A line a change goes to
 * TOLD unless it is NULL. All that can't be is in FAULTS, with its place; then
 * nothing must be kept. To be called within a batch, so that what it compared
 * is what it changes. */
int roster_merge(struct registry *r, const struct roster *want,
	const char *name, bool replace, struct roster_counts *counts,
	struct buf *told, struct faults *faults, struct err *err) ERR_CHECKED;

#endif
