#ifndef LS_CORE_MIME_WALK_H
#define LS_CORE_MIME_WALK_H

/*
 * How a struct mime is filled from GMime's tree and the delimiters, with a
 * stack of its own. For mime.c alone.
 */

#include "core/mime_boundary.h"
#include "core/mime_item.h"
#include "core/mime_tree.h"

/* Fills MIME, which holds its message and nothing else; what was found before
 * an error stays, for mime_free. ERR_LIMIT as mime_parse. */
int mime_walk(struct mime *mime, struct mime_tree *tree,
	const struct mime_lines *lines, struct err *err) ERR_CHECKED;

#endif
