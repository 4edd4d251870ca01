#ifndef LS_PORTAL_LANGUAGE_H
#define LS_PORTAL_LANGUAGE_H

/*
 * The words of all languages, read once from DIR/portal/LOCALE.txt, and which
 * language a visitor gets. A key that a language lacks is taken from the next
 * in its chain, at last from English, which must have all.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"

#define WORD(number, name, values) number,
enum word {
#include "words.def"
	WORD_COUNT
};
#undef WORD

struct language;			/* one language */
struct languages;		/* all */

/* ERR_NO_INPUT: no file, or no English one; ERR_DATA: all that is wrong with
 * the files, or which words English lacks. The caller frees. */
int languages_read(const char *dir, struct languages **l_r, struct err *err)
	ERR_CHECKED;
void languages_free(struct languages **l);

/* Sorted by locale; NULL behind the last. */
const struct language *languages_get(const struct languages *l, size_t i);
/* Exactly that locale, or NULL. */
const struct language *languages_find(const struct languages *l,
	const char *locale);
/* The best for a field Accept-Language (RFC 9110 12.5.4), which may be NULL;
 * English when none fits. */
const struct language *languages_choose(const struct languages *l,
	const char *accept);

/* "pt-BR"; never NULL, as what follows. */
const char *language_locale(const struct language *w);
bool language_rtl(const struct language *w);
const char *language_words(const struct language *w, enum word word);
/* Does the language's own file have it? */
bool language_own(const struct language *w, enum word word);

#endif
