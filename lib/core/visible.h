#ifndef LS_CORE_VISIBLE_H
#define LS_CORE_VISIBLE_H

/*
 * A text without the characters that nobody sees, with ASCII for the wide forms
 * of it and for dashes, and the way back: an address that is full of them is
 * the same to a reader, and to nobody who compares.
 */

#include "core/buf.h"
#include "core/span.h"

struct visible {
	struct buf text;
	size_t *at;		/* where each byte of it was, and the end */
	bool wide;		/* some of it was written in other characters */
};

/* False: nothing that is looked for can be found in it only. */
bool visible_may_tell(struct span text);

/* TEXT may be forgotten afterwards; *v is to be given to visible_deinit. */
void visible_init(struct span text, struct visible *v);
void visible_deinit(struct visible *v);

/* The offset in the text of what now is at OFF; and the other way, for what
 * was at OFF or, if that is invisible, follows it. */
size_t visible_back(const struct visible *v, size_t off);
size_t visible_forward(const struct visible *v, size_t off);

#endif
