#ifndef LS_CORE_HTML_NESTING_H
#define LS_CORE_HTML_NESTING_H

/*
 * The open elements of plain HTML, and which may stand in which without a
 * parser having to move or close anything. Knows no syntax; for html_plain
 * alone.
 */

#include <gumbo.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/span.h"

/* An ordinary letter nests far less, and this is far below what html_scan
 * allows. */
#define HTML_NESTING_DEPTH 60

/* What an element may stand in, and what in it. */
enum html_nesting_kind {
	HTML_NESTING_STRANGE,	/* none of the below */
	HTML_NESTING_TEXT,	/* b, o:p: anywhere in a text */
	HTML_NESTING_LINK,	/* a: the same, not in another */
	HTML_NESTING_SINGLE,	/* br: has no content */
	HTML_NESTING_RULE,	/* hr: the same, not in a paragraph */
	HTML_NESTING_RAW,	/* style: anywhere in a text; holds no tags */
	HTML_NESTING_FLOW,	/* div: not in a paragraph */
	HTML_NESTING_PRE,	/* the same; its first line end is no text */
	HTML_NESTING_HEADING,	/* the same, not in another heading */
	HTML_NESTING_PARAGRAPH,
	HTML_NESTING_LIST,
	HTML_NESTING_ITEM,	/* in a list only */
	HTML_NESTING_TABLE,
	HTML_NESTING_COLUMNS,	/* colgroup: in a table only */
	HTML_NESTING_COLUMN,	/* in columns only; has no content */
	HTML_NESTING_SECTION,	/* tbody: in a table only */
	HTML_NESTING_ROW,	/* in a section, or in a table, whose section
				   is implied then */
	HTML_NESTING_CELL,	/* in a row only */
	HTML_NESTING_PAGE,	/* html, head, body */
};

struct html_nesting_open {
	enum html_nesting_kind kind;
	struct span name;	/* as written; empty: it is implied */
	size_t event;		/* with which it began */
};

/* Zeroed, it has no open element. */
struct html_nesting {
	struct html_nesting_open open[HTML_NESTING_DEPTH];
	size_t depth;
	bool in_paragraph, in_link;
};

/* The innermost open element; there must be one. */
const struct html_nesting_open *html_nesting_top(const struct html_nesting *n);

/* What elements of TAG are. */
enum html_nesting_kind html_nesting_kind_of(GumboTag tag);

/* Elements of KIND have neither content nor an end tag. */
bool html_nesting_is_void(enum html_nesting_kind kind);

/* May an element of KIND begin here, and change nothing but that? */
bool html_nesting_may_begin(const struct html_nesting *n,
	enum html_nesting_kind kind);

/* O is the innermost open element now. False: too deep. */
bool html_nesting_push(struct html_nesting *n,
	const struct html_nesting_open *o);

/* The innermost element is open no more. */
void html_nesting_pop(struct html_nesting *n);

#endif
