#ifndef LS_CORE_NEAREST_H
#define LS_CORE_NEAREST_H

/*
 * Whose link was it, when damage took the account id or the token? Compares
 * what is left with the links of the sender's own resellers, and claims one
 * only when nothing else comes into question: to put one's own link over a
 * stranger's must not happen.
 */

#include "core/facts.h"
#include "core/provider.h"
#include "core/span.h"

/* The one reseller of F whose link URL was, as provider P has read it into
 * RD; NULL when it is none of theirs or can't be told. */
const struct reseller *nearest(struct span url, const struct provider *p,
	const struct provider_reading *rd, const struct facts *f);

#endif
