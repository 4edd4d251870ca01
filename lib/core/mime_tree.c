#include "core/mime_tree.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <gmime/gmime.h>

#include "core/buf.h"
#include "core/limits.h"

struct mime_tree {
	const struct mime_outline *outline;	/* or NULL: all bytes */
	GByteArray *array;
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeParserOptions *options;
	GMimeObject *root;
	bool too_deep;
	struct mime_warning *warnings;
	size_t n_warnings;
	size_t cap;
};

/* NULL: readers do not differ on it. Parameters: see matters(). */
static const char *const phrases[] = {
	[GMIME_WARN_INVALID_CONTENT_TYPE] = "a Content-Type that is none",
	[GMIME_WARN_MALFORMED_MULTIPART] = "a malformed multipart",
	[GMIME_WARN_MALFORMED_MESSAGE] = "a malformed message",
	[GMIME_CRIT_INVALID_HEADER_NAME] =
		"a header line that names no field",
	[GMIME_CRIT_CONFLICTING_HEADER] = "two MIME fields that differ",
	[GMIME_CRIT_CONFLICTING_PARAMETER] = "two parameters that differ",
	[GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY] =
		"a multipart without a boundary",
	[GMIME_WARN_INVALID_PARAMETER] = "a parameter that is none",
	[GMIME_WARN_PART_WITHOUT_CONTENT] =
		"a part that ends inside its header",
	[GMIME_CRIT_PART_WITHOUT_HEADERS_OR_CONTENT] =
		"a part without header and content",
};

static bool
starts(const char *s, const char *with)
{
	return s && g_ascii_strncasecmp(s, with, strlen(with)) == 0;
}

/* Fields such as Subject do not change the structure; names of files differ
 * on purpose (RFC 6266 appendix D: a plain one for old programs), and ";;" or
 * an empty name is seen often and harms nothing. */
static bool
matters(GMimeParserWarning kind, const char *item)
{
	switch (kind) {
	case GMIME_CRIT_CONFLICTING_HEADER:
		return starts(item, "Content-") || starts(item, "MIME-");
	case GMIME_CRIT_CONFLICTING_PARAMETER:
	case GMIME_WARN_INVALID_PARAMETER:
		return item && !starts(item, "name") &&
			!starts(item, "filename");
	default:
		return true;
	}
}

/* An offset of GMime's in the message. */
static size_t
where_begins(const struct mime_tree *tree, gint64 at)
{
	return tree->outline ? mime_outline_begin(tree->outline,
		(size_t)at) : (size_t)at;
}

static size_t
where_ends(const struct mime_tree *tree, gint64 at)
{
	return tree->outline ? mime_outline_end(tree->outline,
		(size_t)at) : (size_t)at;
}

static void
on_warning(gint64 offset, GMimeParserWarning kind, const gchar *item,
	gpointer ctx)
{
	struct mime_tree *tree = ctx;
	struct mime_warning *w;

	if (kind == GMIME_CRIT_NESTING_OVERFLOW)
		tree->too_deep = true;
	if ((size_t)kind >= G_N_ELEMENTS(phrases) || phrases[kind] == NULL ||
	    !matters(kind, item) || tree->n_warnings == LIMIT_MIME_WARNINGS)
		return;
	if (tree->n_warnings == tree->cap) {
		tree->cap = tree->cap ? tree->cap * 2 : 8;
		tree->warnings = buf_grow(tree->warnings, tree->cap,
			sizeof *tree->warnings);
	}
	w = &tree->warnings[tree->n_warnings++];
	w->offset = offset < 0 ? SPAN_NONE : where_begins(tree, offset);
	w->what = phrases[kind];
}

static void
init(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, g_mime_init);
}

/* GMime wants a GByteArray; it is told that the bytes are not its own. */
static void
open_stream(struct mime_tree *tree, struct span bytes)
{
	tree->array = g_byte_array_new_take((guint8 *)(uintptr_t)bytes.p,
		bytes.n);
	tree->stream = g_mime_stream_mem_new_with_byte_array(tree->array);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(tree->stream), FALSE);
}

struct mime_tree *
mime_tree_new(const struct message *m, const struct mime_outline *outline)
{
	struct mime_tree *tree = buf_zalloc(sizeof *tree);

	init();
	tree->outline = outline;
	open_stream(tree, outline ? buf_span(&outline->bytes) :
		message_bytes(m));
	tree->options = g_mime_parser_options_new();
	g_mime_parser_options_set_warning_callback(tree->options, on_warning,
		tree);
	tree->parser = g_mime_parser_new_with_stream(tree->stream);
	/* As a part, since of the message's own fields we ask nothing, and
	 * GMime would take apart its addresses. */
	tree->root = g_mime_parser_construct_part(tree->parser,
		tree->options);
	return tree;
}

void
mime_tree_free(struct mime_tree **tree)
{
	struct mime_tree *t = *tree;

	if (t == NULL)
		return;
	if (t->root)
		g_object_unref(t->root);
	g_object_unref(t->parser);
	g_object_unref(t->stream);
	g_mime_parser_options_free(t->options);
	g_byte_array_free(t->array, FALSE);	/* the bytes stay */
	free(t->warnings);
	free(t);
	*tree = NULL;
}

const struct mime_node *
mime_tree_root(const struct mime_tree *tree)
{
	return (const struct mime_node *)tree->root;
}

bool
mime_tree_too_deep(const struct mime_tree *tree)
{
	return tree->too_deep;
}

size_t
mime_tree_warning_count(const struct mime_tree *tree)
{
	return tree->n_warnings;
}

const struct mime_warning *
mime_tree_warning(const struct mime_tree *tree, size_t i)
{
	return &tree->warnings[i];
}

static GMimeObject *
object(const struct mime_node *node)
{
	return (GMimeObject *)(uintptr_t)node;
}

const char *
mime_node_type(const struct mime_node *node)
{
	const char *type = g_mime_content_type_get_media_type(
		g_mime_object_get_content_type(object(node)));

	return type ? type : "";
}

const char *
mime_node_subtype(const struct mime_node *node)
{
	const char *subtype = g_mime_content_type_get_media_subtype(
		g_mime_object_get_content_type(object(node)));

	return subtype ? subtype : "";
}

const char *
mime_node_parameter(const struct mime_node *node, const char *name)
{
	return g_mime_object_get_content_type_parameter(object(node), name);
}

const char *
mime_node_disposition(const struct mime_node *node)
{
	return g_mime_object_get_disposition(object(node));
}

const char *
mime_node_filename(const struct mime_node *node)
{
	const char *name;

	name = g_mime_object_get_content_disposition_parameter(object(node),
		"filename");
	return name ? name : mime_node_parameter(node, "name");
}

const char *
mime_node_content_id(const struct mime_node *node)
{
	return g_mime_object_get_content_id(object(node));
}

bool
mime_node_is_multipart(const struct mime_node *node)
{
	return GMIME_IS_MULTIPART(object(node));
}

size_t
mime_node_child_count(const struct mime_node *node)
{
	int n = g_mime_multipart_get_count(GMIME_MULTIPART(object(node)));

	return n > 0 ? (size_t)n : 0;
}

const struct mime_node *
mime_node_child(const struct mime_node *node, size_t i)
{
	return (const struct mime_node *)g_mime_multipart_get_part(
		GMIME_MULTIPART(object(node)), (int)i);
}

bool
mime_node_content(const struct mime_tree *tree,
	const struct mime_node *node, size_t *begin_r,
	size_t *end_r)
{
	GMimeDataWrapper *content;
	GMimeStream *stream;

	if (!GMIME_IS_PART(object(node)))
		return false;
	content = g_mime_part_get_content(GMIME_PART(object(node)));
	stream = content ? g_mime_data_wrapper_get_stream(content) : NULL;
	if (stream == NULL || !GMIME_IS_STREAM_MEM(stream) ||
	    stream->bound_start < 0 || stream->bound_end < 0)
		return false;
	*begin_r = where_begins(tree, stream->bound_start);
	*end_r = where_ends(tree, stream->bound_end);
	return true;
}
