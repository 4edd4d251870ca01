#ifndef LS_CORE_LINT_OWN_H
#define LS_CORE_LINT_OWN_H

/*
 * The two files of a language: marketing's and the locked block. Both are
 * compared with the English ones, ENGLISH, when there are any; NULL for those
 * themselves.
 */

#include "core/lint.h"
#include "core/template.h"

/* Looks at BYTES of FILE, which is written in LOCALE. */
void lint_own(struct lint *l, const char *file, const char *locale,
	struct span bytes, const struct template *english);
void lint_locked(struct lint *l, const char *file, const char *locale,
	struct span bytes, const struct template *english);

/* Whether BYTES of FILE, called NAME in the LIST of digests (the file
 * LIST_FILE), are what was released. */
void lint_digest(struct lint *l, const char *file, const char *name,
	struct span bytes, const char *list_file, struct span list);

#endif
