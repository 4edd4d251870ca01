#ifndef LS_CORE_MIME_KIND_H
#define LS_CORE_MIME_KIND_H

/*
 * What a part is to a reader, from GMime's reading of its type: a letter, an
 * attachment, something sealed. Knows types and names; no bytes.
 */

#include "core/mime.h"
#include "core/mime_tree.h"

/* NODE may be NULL: a message that GMime makes nothing of is a leaf. */
enum mime_kind mime_kind_of(const struct mime_node *node, const char *type,
	const char *subtype);

/* What the part itself is, without what it is inside of. */
enum mime_seal mime_kind_seal(const struct mime_node *node, const char *type,
	const char *subtype);

/* Disposition attachment, or a name; the root may have a name. */
bool mime_kind_is_attachment(const struct mime_node *node, bool root);

/* Which of the first N children of a multipart/related a reader shows (RFC
 * 2387 3.2). */
size_t mime_kind_related_root(const struct mime_node *node, size_t n);

#endif
