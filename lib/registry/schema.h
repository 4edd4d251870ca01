#ifndef LS_REGISTRY_SCHEMA_H
#define LS_REGISTRY_SCHEMA_H

/*
 * SQLite's tables, as a list of migrations; number N brings version N-1 to N.
 * A migration that was released never changes: the next one mends it.
 */

#include "registry/sqlite.h"

/* Brings the file up to date in one transaction; several processes may try at
 * once. ERR_DATA: made by a newer Linkseal, or not by Linkseal at all. */
int schema_update(struct sqlite *s, struct err *err) ERR_CHECKED;

#endif
