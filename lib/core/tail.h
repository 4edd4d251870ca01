#ifndef LS_CORE_TAIL_H
#define LS_CORE_TAIL_H

/*
 * What stands right behind an address in running text, without a space: a part
 * of it in a reader's eyes, or words of the author's.
 */

#include <stddef.h>

#include "core/span.h"

/* The end of what belongs to a link that begins at BEGIN and is whole at END:
 * not words that follow, and not another address. */
size_t tail_end(struct span text, size_t begin, size_t end);

/* The words at AT are shown for an address, as Markdown has it: the offset of
 * the ']' in "words](address)"; the end of the text: they are not. */
size_t tail_label(struct span text, size_t at);

#endif
