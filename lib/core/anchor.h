#ifndef LS_CORE_ANCHOR_H
#define LS_CORE_ANCHOR_H

/*
 * The link as HTML, in the one form in which we write it: its text is its
 * address, so that no reader warns of one address shown over another.
 */

#include "core/buf.h"
#include "core/span.h"
#include "core/view.h"

/* SHOWN is the link escaped for HTML; EOL may come between its two halves. */
void anchor_add(struct buf *out, struct span shown, const char *eol);

/* Opens a paragraph of ours in V, to be seen there. DIR: "ltr", "rtl" or
 * NULL. */
void anchor_paragraph(struct buf *out, const struct view *v, const char *dir);

#endif
