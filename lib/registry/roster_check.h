#ifndef LS_REGISTRY_ROSTER_CHECK_H
#define LS_REGISTRY_ROSTER_CHECK_H

/* What must hold within one text, behind the form of its lines: nothing is
 * missing, nothing stands there twice. Included by roster_read.c alone. */

#include "registry/roster_data.h"

/* Adds what does not hold; fills in what has a default. R is sorted. */
void roster_check(struct roster *r, const char *name, struct faults *faults);

#endif
