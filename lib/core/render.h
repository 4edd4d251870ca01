#ifndef LS_CORE_RENDER_H
#define LS_CORE_RENDER_H

/*
 * From findings to edits: which characters of which body become what. Plain
 * text gets the link alone on its line; HTML a link whose text is its address.
 * Everything outside the spans named by the findings stays.
 */

#include "core/edits.h"
#include "core/err.h"
#include "core/find.h"

/* The edits that make every own link intact and fill every body that misses
 * one. ERR_DATA when a body can't take the link. */
int render_edits(const struct findings *findings, const struct reseller *r,
	struct edits *out, struct err *err) ERR_CHECKED;

#endif
