#ifndef LS_CORE_SEAL_H
#define LS_CORE_SEAL_H

/*
 * What of an invitation can't be edited, and why: signed and encrypted parts,
 * winmail.dat, a calendar entry alone, text in an unknown charset, and mail
 * that other programs may read differently.
 */

#include "core/findings.h"

/* Adds FINDING_UNEDITABLE where something would have to be edited or can't
 * even be read. For invitations. */
void seal_note(struct findings *findings);

/* Why mail programs may disagree on the message; or NULL. */
const char *seal_disagreement(const struct findings *findings);

#endif
