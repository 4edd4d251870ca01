#ifndef LS_CORE_WRAP_H
#define LS_CORE_WRAP_H

/*
 * Breaks running text into lines by what a reader sees: display columns (an
 * ideograph takes two) and the places where a line may end (Unicode UAX 14, by
 * libunistring), so that Chinese and Japanese break between characters and
 * never before a full stop.
 */

#include "core/buf.h"
#include "core/span.h"

/* RFC 5322 2.1.1 allows 78; some room is left for "> " when people answer. */
#define WRAP_COLUMNS 72

/* Appends PARAGRAPH (UTF-8; its own '\n' stay) in lines of at most COLUMNS,
 * each ended by '\n'. A word that is longer than a line stays whole. */
void wrap_paragraph(struct span paragraph, int columns, struct buf *out);

#endif
