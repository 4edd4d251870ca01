#ifndef LS_CORE_ATTRIBUTE_H
#define LS_CORE_ATTRIBUTE_H

/*
 * Whose is an invitation that is not byte for byte a link of the sender's: a
 * damaged own one, or somebody else's? Knows accounts, kinds and signatures,
 * and takes from provider.h what could be read.
 */

#include "core/facts.h"
#include "core/link.h"
#include "core/span.h"

/* BYTES as P has read them into RD, EXACT or LIKE. Makes *r altered or
 * foreign, with the reason. */
void attribute(struct span bytes, const struct provider *p,
	const struct provider_reading *rd, const struct facts *f,
	struct link_reading *r);

/* Makes *r the altered link of WHOSE, who has one, and says how. */
void attribute_altered(const struct reseller *whose, struct span bytes,
	struct link_reading *r);

#endif
