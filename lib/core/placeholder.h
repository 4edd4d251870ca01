#ifndef LS_CORE_PLACEHOLDER_H
#define LS_CORE_PLACEHOLDER_H

/*
 * The word in double brackets that stands for the link in drafts and templates
 * (LABEL_PLACEHOLDER), as people and their programs write it: in any letter
 * case, with blanks, other dashes or none.
 */

#include <stdbool.h>

#include "core/join.h"
#include "core/span.h"

/* True when one begins at AT; J tells how far it goes. */
bool placeholder_read(struct span text, size_t at, struct join *j);

/* True when TARGET, percent-encoded or not, holds one. */
bool placeholder_in(struct span target);

#endif
