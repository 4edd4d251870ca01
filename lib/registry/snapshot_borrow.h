#ifndef LS_REGISTRY_SNAPSHOT_BORROW_H
#define LS_REGISTRY_SNAPSHOT_BORROW_H

/*
 * Resellers that send their indirect provider's link, where the programme
 * says so (indirect = borrowed): they get it in the snapshot, and in the
 * registry it stands once, with the provider. Private to the snapshot.
 */

#include "registry/snapshot_data.h"

/* True for a reseller that has no links of its own. */
bool snapshot_borrows(const struct reseller *r);

/* Lends all such their provider's, once accounts are indexed. One whose
 * provider is not in the registry, or has no link, has none. */
void snapshot_lend(struct snapshot *s);

#endif
