#ifndef LS_CORE_LINK_ALONE_H
#define LS_CORE_LINK_ALONE_H

/*
 * What one URL is by itself, whatever it may hold, and whatever stands around
 * it: for link.c, which looks inside and outside.
 */

#include "core/link.h"
#include "core/url.h"

/* It is, byte by byte, a link of the sender's: then *R tells which. */
bool link_alone_known(struct span bytes, const struct facts *f,
	struct link_reading *r);

/* True when a provider's host answers for U; *R is as it was when it says
 * nothing about a link. */
bool link_alone_provider(const struct url *u, const struct facts *f,
	struct link_reading *r);

#endif
