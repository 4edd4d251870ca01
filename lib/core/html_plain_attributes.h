#ifndef LS_CORE_HTML_PLAIN_ATTRIBUTES_H
#define LS_CORE_HTML_PLAIN_ATTRIBUTES_H

/*
 * What stands inside a tag of plain HTML. For html_plain alone.
 */

#include "core/html_plain_tree.h"

/* The offset behind the white space, and behind the name, that begin at AT. */
size_t html_plain_blanks(struct span s, size_t at);
size_t html_plain_name_end(struct span s, size_t at);

/* The attributes from *AT, behind the tag's name, up to its '>', behind which
 * *AT is then. False: they are not plain. */
bool html_plain_attributes(struct html_plain_tree *t, size_t *at,
	GumboVector *list_r);

#endif
