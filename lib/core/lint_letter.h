#ifndef LS_CORE_LINT_LETTER_H
#define LS_CORE_LINT_LETTER_H

/* The letter that the files make together, for one recipient. */

#include "core/letter.h"
#include "core/lint.h"

/* What is found is told of PARTS's own file. */
void lint_letter(struct lint *l, const struct letter_parts *parts);

#endif
