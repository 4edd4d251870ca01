#ifndef LS_CORE_LOCKED_DRAW_H
#define LS_CORE_LOCKED_DRAW_H

/*
 * What is to stand where the locked block was changed: in plain text the
 * paragraphs wrapped, with an empty line around each; in HTML simple
 * paragraphs, or, in the place of one, its words alone, so that the element
 * around them keeps its looks.
 */

#include "core/findings.h"

struct locked_pen {
	const struct body *body;
	struct span link;	/* as issued */
	struct span shown;	/* the same, escaped for HTML */
	const char *eol;
};

/* Appends to OUT what becomes of the source between F's begin and end. F is
 * of FINDING_LOCKED. ERR_DATA: tags there can't be taken apart. */
int locked_draw(const struct locked_pen *pen, const struct finding *f,
	struct buf *out, struct err *err) ERR_CHECKED;

/* The paragraphs of F show the link. */
bool locked_draws_link(const struct finding *f);

#endif
