#ifndef LS_REGISTRY_OPERATOR_H
#define LS_REGISTRY_OPERATOR_H

/* Who runs this process, for the history: the login behind it, behind sudo(8)
 * too. */

#include "core/buf.h"

/* The person: "alice", also where alice is root by sudo. */
void operator_name(struct buf *out);

/* Both: "alice", or "root (sudo by alice)". */
void operator_text(struct buf *out);

#endif
