#ifndef LS_CORE_HTML_WORDS_H
#define LS_CORE_HTML_WORDS_H

/*
 * White space between the words of an HTML text: how much of it a reader sees
 * as one space. Knows bytes only.
 */

#include "core/span.h"

/* Space, tab, CR, LF, form feed (WHATWG, "ASCII whitespace"). */
bool html_words_blank(unsigned char c);

/* Where white space begins at or after FROM, else text.n. SPACED: one space
 * between two words is passed over, for it is shown as it is. */
size_t html_words_end(struct span text, size_t from, bool spaced);

#endif
