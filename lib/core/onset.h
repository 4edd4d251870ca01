#ifndef LS_CORE_ONSET_H
#define LS_CORE_ONSET_H

/*
 * Where an address begins in running text, seen from a piece of it that was
 * found at AT. Knows characters only.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/span.h"

/* AT: of "://". Behind letters that touch "http" or "https". */
size_t onset_scheme(struct span text, size_t at);

/* Of the word, in which a scheme, "user@" or a sub-domain may stand. */
size_t onset_word(struct span text, size_t at);

/* Of the host's name, not before FROM. */
size_t onset_host(struct span text, size_t from, size_t at);

/* What stands before the host at AT may be the rest of its address. */
bool onset_leads(struct span text, size_t at);

/* Where the "http://" or "https://" begins that goes on to AT, or over it with
 * its slashes, any of it in full-width characters; AT: there is none. */
size_t onset_wide_scheme(struct span text, size_t at);

#endif
