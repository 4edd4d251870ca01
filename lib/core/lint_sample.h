#ifndef LS_CORE_LINT_SAMPLE_H
#define LS_CORE_LINT_SAMPLE_H

/* One recipient and one partner of ordinary length, to measure words with. */

#include "core/vars.h"

/* V must be empty; the caller gives it back. */
void lint_sample(struct vars *v);

#endif
