#ifndef LS_CORE_VIEW_H
#define LS_CORE_VIEW_H

/*
 * What a reader sees of a body, as UTF-8, with the way back to the source
 * (the decoded leaf): for text/plain with format=flowed undone, for text/html
 * the text between tags with entities decoded and a line end between blocks.
 *
 * Knows which stretches are quoted history and where the author's own words
 * end. Knows nothing of links.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

/* A link that can be clicked in HTML. Offsets: src_ are into the source,
 * view_ are into view_text(). */
struct view_link {
	char *target;		/* href decoded, as the page gives it */
	size_t src_begin, src_end;	/* the value with its quotes, if any */
	size_t view_begin, view_end;	/* the text that shows it */
	bool quoted;
	bool hidden;		/* a reader does not see it */
};

struct view;

/* What only Outlook for Windows shows (<!--[if mso]>), a page of its own. */
struct view_aside {
	struct view *view;
	size_t src_begin, src_end;
	size_t view_at;		/* in what all readers see, behind this */
	bool quoted;
};

/* A paragraph: something shown between blank lines or block borders. */
struct view_block {
	size_t view_begin, view_end;
	size_t src_begin, src_end;	/* src_end: where something may be put
					   after it, outside its element */
	bool quoted;		/* history, not the author's own words */
	bool signature;
};

/* SOURCE is borrowed and must outlive the view.
 * ERR_LIMIT (HTML): too deep, too many tags, too long. */
int view_plain(struct span source, bool flowed, bool delsp,
	struct view **v_r, struct err *err) ERR_CHECKED;
int view_html(struct span source, struct view **v_r, struct err *err)
	ERR_CHECKED;
void view_free(struct view **v);

/* What it was made of, and what a reader sees. Borrowed from V. */
bool view_is_html(const struct view *v);
struct span view_source(const struct view *v);
struct span view_text(const struct view *v);

/* The smallest source range that holds view [begin, end). */
void view_to_source(const struct view *v, size_t begin, size_t end,
	size_t *src_begin_r, size_t *src_end_r);

/* True when the character at this view offset is quoted history. */
bool view_quoted(const struct view *v, size_t off);

/* In the order of the view; I < count. Borrowed from V. */
size_t view_link_count(const struct view *v);
const struct view_link *view_link(const struct view *v, size_t i);
size_t view_block_count(const struct view *v);
const struct view_block *view_block(const struct view *v, size_t i);

/* In the order of the source; they have none themselves. Borrowed from V. */
size_t view_aside_count(const struct view *v);
const struct view_aside *view_aside(const struct view *v, size_t i);

/* Where in the source the body's content begins: after <body> in HTML. */
size_t view_body_begin(const struct view *v);

/* Whatever is put into this HTML, no reader sees it. */
bool view_shut(const struct view *v);
/* Only what sets its own size and visibility is seen in it. */
bool view_faint(const struct view *v);

/* Where in the source the author's own words end: before the signature and
 * quoted history, inside <body> for HTML. */
size_t view_own_end(const struct view *v);

#endif
