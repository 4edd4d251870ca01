#ifndef LS_CORE_VIEW_BUILD_H
#define LS_CORE_VIEW_BUILD_H

/*
 * How a view is made, for view_plain.c, view_html.c and view_aside.c alone.
 * The first two add what is shown, line by line; view_finish then finds the
 * quoted history and makes paragraphs of the lines.
 */

#include "core/offsets.h"
#include "core/view.h"

struct view_line {
	size_t view_begin, view_end;	/* without its line end */
	size_t src_begin, src_end;
	/* Where something may be put after it; SPAN_NONE: not yet known. */
	size_t place;
	bool rule;			/* a ruled line stands before it */
	bool quoted, signature;
	bool last;			/* a paragraph ends here */
};

struct view {
	bool html;
	struct span source;
	struct buf text;	/* what is shown, if it is not the source */
	bool as_is;		/* it is, to the byte */
	struct offsets offsets;
	struct view_line *lines;
	size_t n_lines, cap_lines;
	struct view_link *links;
	size_t n_links, cap_links;
	struct view_block *blocks;
	size_t n_blocks, cap_blocks;
	struct view_aside *asides;
	size_t n_asides;
	size_t own_end;
	size_t rest;		/* from here on all is history, or SPAN_NONE */
	/* Where the body's content begins and ends in the source. */
	size_t body_begin, body_end;
	bool shut, faint;
};

/* Shows nothing yet; borrows SOURCE. */
struct view *view_new(struct span source, bool html);

/* Shows TEXT, or the byte C, which stands at the source's [begin, end). */
void view_add(struct view *v, struct span text, size_t begin, size_t end,
	bool identity);
void view_add_byte(struct view *v, unsigned char c, size_t begin, size_t end,
	bool identity);

/* Shows the source as it stands, and nothing else. */
void view_add_all(struct view *v);

/* A line that begins at the end of what is shown; borrowed until the next. */
struct view_line *view_add_line(struct view *v, size_t src_begin);
struct view_link *view_add_link(struct view *v, struct span target,
	size_t begin, size_t end);

/* A view of HTML; its asides, if they are wanted, without views yet. */
int view_html_page(struct span source, bool asides, struct view **v_r,
	struct err *err) ERR_CHECKED;

/* True for what stands between lines at this view offset. */
bool view_history(const struct view *v, size_t off);

/* After the last line: history, paragraphs, the end of own words. */
void view_finish(struct view *v);

#endif
