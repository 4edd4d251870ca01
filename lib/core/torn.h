#ifndef LS_CORE_TORN_H
#define LS_CORE_TORN_H

/*
 * An address of which not all stands together: it goes on behind the ends of
 * lines, or behind a gap. Whose link it is, only all of it tells; but what
 * stands behind an address that is whole may be words about it.
 */

#include "core/facts.h"
#include "core/link.h"
#include "core/own_links.h"
#include "core/span.h"

struct torn {
	size_t begin, end;	/* in the text */
	size_t reach;		/* so far it was looked at, END or more */
	struct link_reading link;
};

/* Reads the address that begins at BEGIN, first what stands together. */
void torn_read(struct span text, size_t begin, const struct own_links *own,
	const struct facts *f, struct torn *t);

/* Nothing is in it that would be squeezed out. */
bool torn_is_tight(struct span s);

/* Reads what is left when all that is no URL's is taken out; a '=' at the end
 * of a line is the URL's, unless without it the link is the sender's. */
void torn_read_squeezed(struct span text, const struct own_links *own,
	const struct facts *f, struct link_reading *r);

#endif
