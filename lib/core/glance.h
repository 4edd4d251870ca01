#ifndef LS_CORE_GLANCE_H
#define LS_CORE_GLANCE_H

/*
 * A look at the bytes of a message before it is parsed: most mail of a
 * reseller's sender is no invitation, and to see that must cost next to
 * nothing.
 *
 * Sound, and no more than that: "no" only for messages that are plainly built,
 * of which every reader of ours would say that nothing is in them. Whatever is
 * unusual may matter: another look is all that it costs.
 */

#include <stdbool.h>

#include "core/facts.h"
#include "core/message.h"

/* False: find_all finds no invitation and nothing else in M. */
bool glance_may_matter(const struct message *m, const struct facts *f);

#endif
