#ifndef LS_CORE_LOCKED_SPLIT_H
#define LS_CORE_LOCKED_SPLIT_H

/*
 * Own paragraphs that stand on lines of one: where nothing but a line end is
 * between the author's words and the locked block's, they are told apart line
 * by line, so that what becomes of the block leaves the author's words alone.
 */

#include "core/locked_body.h"

/* Makes several own paragraphs of each of LB's that holds more than one. */
void locked_split(struct locked_body *lb, const struct locked_block *block);

#endif
