#ifndef LS_CORE_CALENDAR_H
#define LS_CORE_CALENDAR_H

/*
 * What a calendar entry says (RFC 5545), to look for links in it: its text is
 * folded and escaped. It is for looking only; nothing leads back.
 */

#include "core/buf.h"
#include "core/span.h"

/* Appends the entry with its lines unfolded (3.1) and "\\n", "\\," and the like
 * undone (3.3.11). "&amp;" counts as '&', since the same text stands there as
 * HTML too (X-ALT-DESC). */
void calendar_text(struct span entry, struct buf *out);

#endif
