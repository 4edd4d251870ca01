#ifndef LS_CORE_HTML_PLAIN_TREE_H
#define LS_CORE_HTML_PLAIN_TREE_H

/*
 * The tree of plain HTML while it grows: open elements, the children that wait
 * for the end of theirs, and which element may stand in which without a parser
 * having to move or close anything. Knows no syntax; for html_plain alone.
 */

#include <gumbo.h>
#include <stdbool.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/span.h"

/* An ordinary letter nests far less, and this is far below what html_scan
 * allows. */
#define HTML_PLAIN_DEPTH 60

/* What an element may stand in, and what in it. */
enum html_plain_kind {
	HTML_PLAIN_STRANGE,	/* none of the below */
	HTML_PLAIN_TEXT,	/* b, span: anywhere in a text */
	HTML_PLAIN_LINK,	/* a: the same, not in another */
	HTML_PLAIN_SINGLE,	/* br: has no content */
	HTML_PLAIN_RULE,	/* hr: the same, not in a paragraph */
	HTML_PLAIN_FLOW,	/* div: not in a paragraph */
	HTML_PLAIN_HEADING,	/* the same, not in another heading */
	HTML_PLAIN_PARAGRAPH,
	HTML_PLAIN_LIST,
	HTML_PLAIN_ITEM,	/* in a list only */
	HTML_PLAIN_TABLE,
	HTML_PLAIN_SECTION,	/* tbody: in a table only */
	HTML_PLAIN_ROW,		/* in a section, or in a table, whose section
				   is implied then */
	HTML_PLAIN_CELL,	/* in a row only */
	HTML_PLAIN_PAGE,	/* html, head, body */
};

/* An open element; its children wait from FIRST on. */
struct html_plain_open {
	GumboNode *node;
	enum html_plain_kind kind;
	size_t first;
};

struct html_plain_tree {
	struct span source;
	struct arena arena;		/* all that the tree is made of */
	struct buf text;		/* that is not yet in it */
	struct html_plain_open open[HTML_PLAIN_DEPTH];
	size_t depth;
	GumboNode **waiting;
	size_t n, cap;
	bool in_text;
	size_t text_begin;
	struct span piece;		/* the first of the text */
	bool decoded;			/* and it is in `text` */
	bool in_paragraph, in_link;
};

/* SOURCE is borrowed. Deinit takes all nodes along. */
void html_plain_tree_init(struct html_plain_tree *t, struct span source);
void html_plain_tree_deinit(struct html_plain_tree *t);

/* The source's [begin, end), as gumbo tells places. */
GumboStringPiece html_plain_piece(const struct html_plain_tree *t,
	size_t begin, size_t end);

/* A copy of LIST for a node. */
GumboVector html_plain_list(struct html_plain_tree *t, void *const *list,
	size_t n);

/* A node of TYPE, not yet in the tree. */
GumboNode *html_plain_node(struct html_plain_tree *t, GumboNodeType type);

/* NODE becomes the next child of the innermost open element. */
void html_plain_add(struct html_plain_tree *t, GumboNode *node);

/* More of the text that stands here: the source's [begin, end), decoded when
 * it has references or other things between. False: it is not plain. It ends
 * by what stands at END, before which no other node may be added; without any
 * text that does nothing. */
bool html_plain_add_text(struct html_plain_tree *t, size_t begin, size_t end);
void html_plain_end_text(struct html_plain_tree *t, size_t end);

/* The innermost open element; there must be one. */
const struct html_plain_open *html_plain_top(const struct html_plain_tree *t);

/* What elements of TAG are. */
enum html_plain_kind html_plain_kind_of(GumboTag tag);

/* May an element of KIND begin here, and change nothing but that? */
bool html_plain_may_begin(const struct html_plain_tree *t,
	enum html_plain_kind kind);

/* NODE is the innermost open element now. False: too deep. */
bool html_plain_push(struct html_plain_tree *t, GumboNode *node,
	enum html_plain_kind kind);

/* The innermost element gets its children, and ends at END, by END_TAG, unless
 * it was told before where. Returns it, which is its parent's child now. */
const GumboNode *html_plain_pop(struct html_plain_tree *t,
	GumboStringPiece end_tag, size_t end);

#endif
