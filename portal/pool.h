#ifndef LS_PORTAL_POOL_H
#define LS_PORTAL_POOL_H

/* Open registries, one for each request under way: one is for one thread at a
 * time, and opening costs more than a page. */

#include "registry/registry.h"

struct pool;

/* Opens one, to see that it can be. URL is borrowed. */
int pool_new(const char *url, struct pool **p_r, struct err *err) ERR_CHECKED;
/* All were given back. */
void pool_free(struct pool **p);

/* To be given back with pool_give, or dropped with registry_close when it is
 * of no use any more. From any thread. */
int pool_take(struct pool *p, struct registry **r_r, struct err *err)
	ERR_CHECKED;
void pool_give(struct pool *p, struct registry **r);

#endif
