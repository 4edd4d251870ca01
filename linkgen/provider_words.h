#ifndef LS_LINKGEN_PROVIDER_WORDS_H
#define LS_LINKGEN_PROVIDER_WORDS_H

/* A provider profile told to a person, on standard output. */

#include "core/provider.h"

/* All that the profile says. */
void provider_words(const struct provider *p);

#endif
