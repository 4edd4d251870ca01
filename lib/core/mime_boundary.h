#ifndef LS_CORE_MIME_BOUNDARY_H
#define LS_CORE_MIME_BOUNDARY_H

/*
 * Where the parts of one multipart lie, by its boundary alone (RFC 2046
 * 5.1.1). A second pair of eyes beside GMime: it also tells what programs that
 * compare boundaries in another way would see differently. Knows bytes only.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/span.h"

/* One part: from behind a delimiter line to the beginning of the next one, or
 * to the end of the multipart. */
struct mime_range {
	size_t begin, end;
	bool delimited;		/* a delimiter line follows, whose line end
				   before it is not the part's */
};

/* Where a line begins with "--" and so may be a delimiter: found once for all
 * multiparts, however deep they are nested. After a lone CR too, which some
 * programs take for a line end. */
struct mime_lines {
	size_t *at;		/* rising */
	size_t n;
};

/* False when there are more than MAX; in either case the caller frees with
 * mime_lines_deinit. */
bool mime_lines_find(struct mime_lines *lines, struct span bytes, size_t max);
void mime_lines_deinit(struct mime_lines *lines);

struct mime_split {
	struct mime_range *ranges;
	size_t n;
	const char *odd;	/* a literal, the first thing seen; or NULL */
};

/* Finds the parts in BYTES inside WITHIN; never more than MAX. LINES are those
 * of all BYTES. The caller frees with mime_split_deinit. */
void mime_split(struct mime_split *split, struct span bytes,
	const struct mime_lines *lines, const struct mime_range *within,
	struct span boundary, size_t max);
void mime_split_deinit(struct mime_split *split);

#endif
