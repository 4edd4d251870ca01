#ifndef LS_CORE_SCAN_H
#define LS_CORE_SCAN_H

/*
 * Reads one body and adds a finding for each link and placeholder it shows:
 * what an href leads to first, then the text that a reader sees.
 */

#include "core/find.h"
#include "core/sight.h"

/* B must have a view. */
void scan_body(struct findings *findings, const struct body *b,
	const struct sight_links *own, const struct facts *f);

#endif
