#ifndef LS_PORTAL_ORGANISATION_H
#define LS_PORTAL_ORGANISATION_H

/*
 * Which organisation an e-mail address speaks for: its domain, unless that
 * belongs to a mail provider or is a public suffix, whose addresses anybody
 * can have. The only file that knows libpsl.
 */

#include <stdbool.h>

/* The address in its one spelling; NULL when TEXT is none. The caller frees. */
char *organisation_address(const char *text);

/* The domain of such an address, borrowed. */
const char *organisation_domain(const char *address);

/* May one who reads mail of that domain speak for it? */
bool organisation_own(const char *domain);

#endif
