#ifndef LS_CORE_LOCKED_FIND_H
#define LS_CORE_LOCKED_FIND_H

/*
 * Whether the locked block stands whole in every body that must hold the link,
 * for resellers whose profile is strict; and in which language it belongs
 * there: a paragraph of it that is recognised says so, else the header
 * (Linkseal-Invitation, Content-Language), else the words, else the
 * reseller's own language.
 */

#include "core/findings.h"

/* Adds FINDING_LOCKED, one for each change. For invitations whose reseller and
 * primary bodies are told. ERR_BUG: the texts can't be used. */
int locked_find(struct findings *findings, const struct facts *f,
	struct err *err) ERR_CHECKED;

#endif
