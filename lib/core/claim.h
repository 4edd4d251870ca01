#ifndef LS_CORE_CLAIM_H
#define LS_CORE_CLAIM_H

/*
 * For which of the sender's resellers a message is: the only one, the one
 * whose link was found, or the one that the header names. What contradicts
 * itself is for none of them.
 */

#include "core/findings.h"

/* Sets findings->reseller or findings->which, and makes links of the sender's
 * other resellers foreign. */
void claim_settle(struct findings *findings, const struct facts *f);

#endif
