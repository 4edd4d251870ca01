#ifndef LS_CORE_LOCKED_BODY_H
#define LS_CORE_LOCKED_BODY_H

/*
 * One body as the locked block is looked for in it: the author's own
 * paragraphs (neither history nor signature) as one stream of words, with the
 * reseller's links in it marked.
 */

#include "core/findings.h"
#include "core/locked.h"

struct locked_anchor {
	size_t begin, end;	/* in view_text() */
};

/* A paragraph of the author's, up to the first word of the next. */
struct locked_own {
	size_t first;		/* in the words */
	size_t block;		/* which view_block() it stands in */
	size_t begin, end;	/* in view_text() */
	bool found;		/* something was found in it: see findings */
};

struct locked_body {
	const struct body *body;	/* borrowed; has a view */
	const struct findings *findings;	/* borrowed */
	struct words words;
	struct locked_own *own;	/* and one more, where the words end */
	size_t n;
	struct locked_anchor *anchors;	/* what leads to the own link */
	size_t n_anchors;
};

/* BODY, which has a view, and FINDINGS are borrowed until deinit. */
void locked_body_init(struct locked_body *lb, const struct findings *findings,
	const struct body *body);
void locked_body_deinit(struct locked_body *lb);

/* Something was found in the view's [begin, end): a link or a placeholder. */
bool locked_body_found(const struct locked_body *lb, size_t begin, size_t end);

/* Where the next piece ends of what may stand in the link's place: the link,
 * the words of BLOCK's button, those beside it; FROM when it is none of them.
 * *link_r becomes true when it leads to the link. */
size_t locked_body_link_piece(const struct locked_body *lb,
	const struct locked_block *block, size_t from, bool *link_r);
/* Where the last one ends. *link_r: there is a link in it. */
size_t locked_body_link(const struct locked_body *lb,
	const struct locked_block *block, size_t from, bool *link_r);

/* Where BLOCK's paragraphs [first, last) end when they stand at FROM, word for
 * word; SPAN_NONE when they do not. */
size_t locked_body_match(const struct locked_body *lb,
	const struct locked_block *block, size_t first, size_t last,
	size_t from);

/* Nothing stands before or behind that word on its line. */
bool locked_body_begins_line(const struct locked_body *lb, size_t word);
bool locked_body_ends_line(const struct locked_body *lb, size_t word);

/* BLOCK stands in it whole and in one piece. */
bool locked_body_whole(const struct locked_body *lb,
	const struct locked_block *block);

#endif
