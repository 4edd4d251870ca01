#ifndef LS_CORE_PROVE_H
#define LS_CORE_PROVE_H

/*
 * The last word before a change: the new bytes are parsed anew, and must show
 * that nothing else changed and that nothing is left to do. The structure that
 * GMime found before is found again by other eyes (mime_plain.c), where the
 * message is plainly built; else by the same. A failed proof is our own
 * failure, and the message stays as it was.
 */

#include "core/edits.h"
#include "core/err.h"
#include "core/facts.h"
#include "core/find.h"

/* BEFORE: findings of the original. AFTER: the edited bytes.
 * Holds when: the structure is the same; every untouched leaf and header is
 * byte-identical; every edited leaf differs only in the spans edited; every
 * readable primary body holds the link, intact; a second run would edit
 * nothing. ERR_BUG: which of these does not hold. ERR_DATA: the link would not
 * be seen, for which HTML around it has many ways; or what is left beside it
 * would be found wrong, once it stands there. */
int prove(const struct findings *before, const struct edits *edits,
	struct span after, const struct facts *f, struct err *err)
	ERR_CHECKED;

#endif
