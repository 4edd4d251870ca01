#ifndef LS_CORE_LOCALE_H
#define LS_CORE_LOCALE_H

/*
 * Names of languages as BCP 47 tags (RFC 5646), as far as templates need them:
 * language, script, region. Nothing to do with the C library's locales.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/span.h"

/* The last in every chain. */
#define LOCALE_LAST "en"

/* The tag in its usual spelling: "pt_br" gives "pt-BR"; the caller frees.
 * NULL when S is no tag. */
char *locale_name(struct span s);

/* Where to look when NAME has no template: "pt-BR", "pt", "en"; "zh-Hant-HK",
 * "zh-Hant", "zh-TW", "zh", "en". The caller frees; NULL after the last. */
char *locale_next(const char *name);

/* Written from right to left? */
bool locale_rtl(const char *name);

#endif
