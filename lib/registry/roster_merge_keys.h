#ifndef LS_REGISTRY_ROSTER_MERGE_KEYS_H
#define LS_REGISTRY_ROSTER_MERGE_KEYS_H

/* The part of a merge that is about keys, and what they take along. Private to
 * roster_merge.c. */

#include "registry/merging.h"

/* Adds keys and changes their state; drops none. */
int merge_keys(struct merging *m, struct err *err) ERR_CHECKED;

/* Revokes the links that newly revoked keys signed, also those of which the
 * roster says nothing. Links must be there. */
int merge_signed(struct merging *m, struct err *err) ERR_CHECKED;

#endif
