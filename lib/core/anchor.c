#include "core/anchor.h"

/* A link's text and address on one line, with the tag around them. */
#define ANCHOR_MAX 440

void
anchor_add(struct buf *out, struct span shown, const char *eol)
{
	buf_add_str(out, "<a href=\"");
	buf_add(out, shown);
	buf_add_str(out, "\"");
	if (shown.n > ANCHOR_MAX)
		buf_add_str(out, eol);
	buf_add_str(out, ">");
	buf_add(out, shown);
	buf_add_str(out, "</a>");
}

void
anchor_paragraph(struct buf *out, const struct view *v, const char *dir)
{
	buf_add_str(out, "<p");
	if (dir)
		buf_printf(out, " dir=\"%s\"", dir);
	if (view_faint(v))
		buf_add_str(out, " style=\"font-size:medium;"
			"line-height:normal;visibility:visible\"");
	buf_add_str(out, ">");
}
