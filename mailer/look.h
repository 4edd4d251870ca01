#ifndef LS_MAILER_LOOK_H
#define LS_MAILER_LOOK_H

/* Reads the files of a template and lets core/lint look at them. What can't be
 * read is a finding too. */

#include <stdbool.h>

#include "core/lint.h"
#include "folders.h"

struct look {
	struct lint *lint;
	const struct folders *folders;
	const char *only;	/* tell of files below it; NULL: of all */
	bool quiet;		/* tell of none */
};

/* The words and the locked block of one language, and the letter they make. */
void look_at_locale(const struct look *k, const char *locale);

/* skeleton.html, which all templates share. */
void look_at_page(const struct look *k);

/* All languages, of which some may have one of the two files only. ERR_OS: a
 * folder can't be read. */
int look_at_words(const struct look *k, struct err *err) ERR_CHECKED;

#endif
