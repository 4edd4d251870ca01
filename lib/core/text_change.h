#ifndef LS_CORE_TEXT_CHANGE_H
#define LS_CORE_TEXT_CHANGE_H

/*
 * Replacements in a text, of its UTF-8 or of its octets, in its order and not
 * overlapping: what comes of them. Knows no charset and no encoding.
 */

#include "core/buf.h"
#include "core/span.h"

/* [begin, end) becomes WITH, which is borrowed. */
struct text_change {
	size_t begin, end;
	struct span with;
};

/* What an edit of a body is for, in edits_print. */
#define TEXT_WHY "text of the body"

/* Appends OLD with the changes in it. */
void text_change_apply(struct span old, const struct text_change *changes,
	size_t n, struct buf *out);

/* True when that is NEW, to the byte. */
bool text_change_makes(struct span old, const struct text_change *changes,
	size_t n, struct span new);

#endif
