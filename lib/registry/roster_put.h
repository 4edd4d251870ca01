#ifndef LS_REGISTRY_ROSTER_PUT_H
#define LS_REGISTRY_ROSTER_PUT_H

/*
 * Rows of a roster into the registry, as they are: what is allowed was decided
 * by roster_merge.c, to which this is private. Each is one statement within a
 * batch; errors are the store's.
 */

#include "registry/roster.h"

/* EXISTS: the row is there and gets these values. */
int roster_put_reseller(struct registry *r, const struct registry_reseller *s,
	bool exists, struct err *err) ERR_CHECKED;
int roster_put_link(struct registry *r, const struct registry_link *l,
	bool exists, struct err *err) ERR_CHECKED;
int roster_put_key(struct registry *r, const struct registry_key *k,
	bool exists, struct err *err) ERR_CHECKED;

/* The last two change nothing that is as it should be. */
int roster_put_sender(struct registry *r, const struct registry_sender *s,
	struct err *err) ERR_CHECKED;
int roster_drop_sender(struct registry *r, const struct registry_sender *s,
	struct err *err) ERR_CHECKED;
int roster_put_spent(struct registry *r, const struct roster_spent *s,
	struct err *err) ERR_CHECKED;

#endif
