#include "core/html.h"

/* What stands for C; NULL: it stands for itself. */
static const char *
escaped(unsigned char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

void
html_escape(struct buf *out, struct span s)
{
	const char *with;
	size_t i, from = 0;

	for (i = 0; i < s.n; i++) {
		with = escaped(s.p[i]);
		if (with == NULL)
			continue;
		buf_add(out, span_sub(s, from, i));
		buf_add_str(out, with);
		from = i + 1;
	}
	buf_add(out, span_sub(s, from, s.n));
}
