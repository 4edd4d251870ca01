#ifndef LS_CORE_MIME_TREE_H
#define LS_CORE_MIME_TREE_H

/*
 * GMime's reading of a message: types, parameters, where the content of leaves
 * is, and what it warns of. The only file that knows GMime; it never writes.
 * Offsets are the message's. Safe on any thread.
 */

#include <stdbool.h>

#include "core/message.h"
#include "core/mime_outline.h"

struct mime_tree;
struct mime_node;	/* dies with its tree, as all strings below */

struct mime_warning {
	size_t offset;		/* in the bytes; SPAN_NONE when not known */
	const char *what;	/* a literal */
};

/* Of all that M holds, or of its OUTLINE if that is not NULL. Both are borrowed
 * until the tree is freed. */
struct mime_tree *mime_tree_new(const struct message *m,
	const struct mime_outline *outline);
void mime_tree_free(struct mime_tree **tree);

/* NULL when GMime makes nothing of it. */
const struct mime_node *mime_tree_root(const struct mime_tree *tree);

/* GMime gave up: nested deeper than it follows. */
bool mime_tree_too_deep(const struct mime_tree *tree);

/* What makes programs disagree on the structure; other warnings are not kept.
 * Those in nested messages are among them. */
size_t mime_tree_warning_count(const struct mime_tree *tree);
const struct mime_warning *mime_tree_warning(const struct mime_tree *tree,
	size_t i);

/* As written; "text" and "plain" where none is given. */
const char *mime_node_type(const struct mime_node *node);
const char *mime_node_subtype(const struct mime_node *node);
/* A parameter of Content-Type, decoded; or NULL. */
const char *mime_node_parameter(const struct mime_node *node,
	const char *name);
/* As written; NULL when there is none. */
const char *mime_node_disposition(const struct mime_node *node);
/* The name of either field; or NULL. */
const char *mime_node_filename(const struct mime_node *node);
const char *mime_node_content_id(const struct mime_node *node);

/* Whether it has children; the next two are for such nodes alone. */
bool mime_node_is_multipart(const struct mime_node *node);
size_t mime_node_child_count(const struct mime_node *node);
const struct mime_node *mime_node_child(const struct mime_node *node,
	size_t i);

/* Where GMime sees the content of a leaf; false when it sees none. */
bool mime_node_content(const struct mime_tree *tree,
	const struct mime_node *node, size_t *begin_r, size_t *end_r);

#endif
