#ifndef LS_CORE_CONFUSABLE_H
#define LS_CORE_CONFUSABLE_H

/*
 * Hosts that look alike. Knows letters, no provider.
 */

#include <stdbool.h>

/* What a host looks like: letters of other scripts, marks, digits and pairs
 * that pass for one letter are given in one form, ASCII. Two hosts that look
 * alike have the same skeleton; it is not a host. HOST: as url_host() gives
 * it. The caller frees. */
char *confusable_skeleton(const char *host);

/* Does a label mix Latin with letters of another script that resemble it? */
bool confusable_mixed(const char *host);

/* One letter added, lost or changed, or two neighbours swapped; false when
 * they are equal. */
bool confusable_near(const char *a, const char *b);

#endif
