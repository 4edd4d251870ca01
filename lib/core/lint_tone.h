#ifndef LS_CORE_LINT_TONE_H
#define LS_CORE_LINT_TONE_H

/*
 * How words sound: capitals, exclamation marks, money, what advertising uses
 * up, and letters of two alphabets in one word. These are what spam filters
 * count and people distrust.
 */

#include "core/lint.h"

/* Where words stand: [begin, end) of FILE's SOURCE, written in LOCALE. */
struct lint_text {
	const char *file;
	const char *locale;
	struct span source;
	size_t begin, end;
};

/* What is told of it, in one go through. */
void lint_tone(struct lint *l, const struct lint_text *t);

#endif
