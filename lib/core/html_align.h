#ifndef LS_CORE_HTML_ALIGN_H
#define LS_CORE_HTML_ALIGN_H

/*
 * Finds for each character of a text node the place in the source it was
 * decoded from: character references, CR LF, dropped NULs, tags that were
 * ignored in the middle of a text. The decoded text is believed; where it
 * can't be explained, the rest of the node belongs to its source as a whole.
 */

#include <stdbool.h>

#include "core/span.h"

enum html_align_kind {
	HTML_ALIGN_DATA,	/* tags and references */
	HTML_ALIGN_RCDATA,	/* references only: textarea */
	HTML_ALIGN_RAW,		/* neither: xmp, plaintext */
};

struct html_align {
	struct span source;	/* the whole one */
	size_t begin, end;	/* the node's part of it */
	struct span text;	/* decoded */
	enum html_align_kind kind;
	size_t src, at;		/* begin with `begin` and 0 */
};

struct html_run {
	struct span text;
	size_t begin, end;
	bool identity;
};

/* The next run; false at the end. All runs' texts make up the node's text. */
bool html_align_next(struct html_align *a, struct html_run *r);

#endif
