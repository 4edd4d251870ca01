#ifndef LS_CORE_SCAN_H
#define LS_CORE_SCAN_H

/*
 * Reads one body and adds a finding for each link and placeholder it shows:
 * what an href leads to first, then the text that a reader sees.
 */

#include "core/findings.h"
#include "core/limits.h"
#include "core/sight.h"

/* How far one place is looked at; what is longer is no address, and no address
 * that is broken over lines. */
#define SCAN_PLACE	(2 * LIMIT_URL)
/* Bytes looked at for all places of one text, since places may lie in one
 * another: "www.www.www.". A list of 5,000 hosts without a blank passes. */
#define SCAN_LOOKED	(64 * 1024 * 1024)

/* B must have a view. */
void scan_body(struct findings *findings, const struct body *b,
	const struct own_links *own, const struct facts *f);

#endif
