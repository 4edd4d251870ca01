#include "core/mailto.h"

#include "core/percent.h"

/* RFC 6068 5: line breaks are written as "%0D%0A". */
static void
add_lines(struct buf *out, struct span text)
{
	size_t at = 0, eol;

	while ((eol = span_find_byte(text, at, '\n')) != SPAN_NONE) {
		percent_encode(out, span_sub(text, at, eol), "");
		buf_add_str(out, "%0D%0A");
		at = eol + 1;
	}
	percent_encode(out, span_sub(text, at, text.n), "");
}

void
mailto_write(const char *to, const struct letter *l, struct buf *out)
{
	buf_add_str(out, "mailto:");
	percent_encode(out, span_str(to), "@");
	buf_add_str(out, "?subject=");
	percent_encode(out, span_str(l->subject), "");
	buf_add_str(out, "&body=");
	add_lines(out, span_str(l->text));
}
