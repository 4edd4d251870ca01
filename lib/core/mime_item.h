#ifndef LS_CORE_MIME_ITEM_H
#define LS_CORE_MIME_ITEM_H

/*
 * What a struct mime is made of, and how one more part is put into it. For the
 * two that read a structure, mime_walk.c and mime_plain.c, and for mime.c.
 */

#include "core/arena.h"
#include "core/mime.h"

struct mime_item {
	struct mime_part part;
	bool aside;		/* of a multipart/related, and not its root */
};

struct mime {
	const struct message *m;
	struct mime_item *items;
	size_t n;
	size_t cap;
	struct arena words;	/* the strings of all parts */
	const char *odd;	/* a literal; the first thing seen */
	bool plain;		/* read by mime_plain.c */
};

/* How deep a child of PARENT lies; PARENT may be SPAN_NONE. */
unsigned mime_item_depth(const struct mime *mime, size_t parent);

/* The next part: the ORDINAL-th child, from 1, of PARENT. It has its number
 * and its depth. Lives until the next one is added. */
struct mime_item *mime_item_add(struct mime *mime, size_t parent,
	size_t ordinal);

/* Leaves MIME with its message and no part, as it was at first. */
void mime_item_forget(struct mime *mime);

/* S in lower case, as long as the mime lives; NULL for a span of NULL. */
const char *mime_item_word(struct mime *mime, struct span s);

#endif
