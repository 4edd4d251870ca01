#ifndef LS_CORE_SIGHT_H
#define LS_CORE_SIGHT_H

/*
 * What stands at one place of running text: judges a place that seek found,
 * with the extent of all of it, however damaged. The text may be what a
 * reader sees of a body, or the target of one href.
 */

#include "core/facts.h"
#include "core/link.h"
#include "core/own_links.h"
#include "core/seek.h"
#include "core/span.h"
#include "core/visible.h"

struct sight {
	size_t begin, end;	/* in the text */
	size_t reach;		/* looked at so far, if beyond END */
	bool complete;		/* every character of an own link is there */
	struct link_reading link;
};

/* Reads the place. OUTER: the address around it, when there is one (else
 * begin == end): it is then part of what stands here. UNRELATED: S covers the
 * address, so that the caller may look inside it. */
void sight_read(struct span text, const struct seek_place *place,
	const struct sight *outer, const struct own_links *own,
	const struct facts *f, struct sight *s);

/* Takes the invisible characters that touch an own link into it, and a scheme
 * of full-width characters before it. */
void sight_shed(struct span text, struct sight *s);

/* Reads a place of PLAIN, a text without what is invisible, up to the offset
 * END of that text. S is an extent of the text as it was. */
void sight_unseen(const struct visible *plain, size_t end,
	const struct seek_place *place, const struct own_links *own,
	const struct facts *f, struct sight *s);

/* Reads the target of an href, all of which S covers. */
void sight_target(struct span target, const struct own_links *own,
	const struct facts *f, struct sight *s);

#endif
