#ifndef LS_CORE_GLANCE_HOST_H
#define LS_CORE_GLANCE_HOST_H

/*
 * The part of a glance that knows how hosts are imitated.
 */

#include "core/glance_text.h"

/* May HOST be one of a provider's, or pass for it in any way that imitation.c
 * knows, or a proxy's that shows another? In small letters, ASCII. */
bool glance_resembles(const struct glance *g, const char *host);

#endif
