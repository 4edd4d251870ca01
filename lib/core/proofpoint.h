#ifndef LS_CORE_PROOFPOINT_H
#define LS_CORE_PROOFPOINT_H

/*
 * The third form of Proofpoint's rewritten links, which keeps the address
 * readable: …/v3/__ADDRESS__;REMOVED!…$. Characters that a mail reader might
 * stumble over are '*' in ADDRESS ("**X" for a run of them), and REMOVED has
 * them in their order, in base64url.
 */

#include "core/span.h"

/* The address in WHOLE as it stands there, which may have lost a slash behind
 * its scheme; the caller frees. NULL when it can't be told. */
char *proofpoint_v3(struct span whole);

#endif
