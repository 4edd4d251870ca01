#ifndef LS_MILTER_RECEIVE_H
#define LS_MILTER_RECEIVE_H

/* What the receiver's side of the filter judges by: the settings, and the
 * registry as the list of approved partners. */

#include "core/inbound.h"
#include "registry/snapshot.h"
#include "sys/config.h"

/* Fills in *in_r, which borrows from both. */
void receive_facts(const struct config *c, const struct snapshot *s,
	struct inbound *in_r);

#endif
