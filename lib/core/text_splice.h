#ifndef LS_CORE_TEXT_SPLICE_H
#define LS_CORE_TEXT_SPLICE_H

/*
 * A change of decoded octets, as the transfer encodings are asked to carry it
 * out: [begin, end) becomes WITH. Sorted, not overlapping.
 */

#include "core/span.h"

struct text_splice {
	size_t begin, end;
	struct span with;
};

/* What an edit of a body is for, in edits_print. */
#define TEXT_WHY "text of the body"

#endif
