#ifndef LS_CORE_MIME_WALK_H
#define LS_CORE_MIME_WALK_H

/*
 * What a struct mime is made of, and how it is filled: from GMime's tree and
 * the delimiters, with a stack of its own. For mime.c alone.
 */

#include "core/mime.h"
#include "core/mime_boundary.h"
#include "core/mime_tree.h"

struct mime_item {
	struct mime_part part;
	bool aside;		/* of a multipart/related, and not its root */
	char *type, *subtype, *charset, *encoding_name;
};

struct mime {
	const struct message *m;
	struct mime_item *items;
	size_t n;
	size_t cap;
	const char *odd;	/* a literal; the first thing seen */
};

/* Fills MIME, which holds its message and nothing else; what was found before
 * an error stays, for mime_free. ERR_LIMIT as mime_parse. */
int mime_walk(struct mime *mime, struct mime_tree *tree,
	const struct mime_lines *lines, struct err *err) ERR_CHECKED;

#endif
