#ifndef LS_CORE_PROOF_LINK_H
#define LS_CORE_PROOF_LINK_H

/*
 * What the proof asks of a link that was put in or put right. Looks at results
 * only, not at how they were made.
 */

#include <stdbool.h>

#include "core/span.h"

/* WITH, which stands for OLD, is the link, as often as it may be, and but for
 * it white space and, in HTML, tags: what leads anywhere leads to the link,
 * unless that tag stood in OLD. */
bool proof_link(struct span with, struct span old, struct span link,
	bool html);

#endif
