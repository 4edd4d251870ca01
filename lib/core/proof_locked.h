#ifndef LS_CORE_PROOF_LOCKED_H
#define LS_CORE_PROOF_LOCKED_H

/*
 * What the proof asks of a restored locked block and of a leaf that was
 * written anew for it. Looks at results only, not at how they were made.
 */

#include "core/findings.h"

/* WITH, which stands for the finding F, shows a reader the words that F names
 * and nothing else, and leads nowhere but to the link. */
bool proof_locked(struct span with, const struct finding *f, struct span link,
	bool html);

/* Two headers of a part differ in nothing but charset and transfer encoding.
 */
bool proof_fields(struct span before, struct span after);

#endif
