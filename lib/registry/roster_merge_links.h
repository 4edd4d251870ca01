#ifndef LS_REGISTRY_ROSTER_MERGE_LINKS_H
#define LS_REGISTRY_ROSTER_MERGE_LINKS_H

/* The part of a merge that is about links. Private to roster_merge.c. */

#include "registry/merging.h"

/* Adds links and changes their state; drops none. Resellers must be there. */
int merge_links(struct merging *m, struct err *err) ERR_CHECKED;

#endif
