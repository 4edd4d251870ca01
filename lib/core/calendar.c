#include "core/calendar.h"

#include "core/filler.h"

/* The length of a line end with the blank of the next line; 0 for none. */
static size_t
fold(struct span s)
{
	size_t n = filler_line_end(s);

	if (n == 0 || n == s.n || (s.p[n] != ' ' && s.p[n] != '\t'))
		return 0;
	return n + 1;
}

static unsigned char
escaped(unsigned char c)
{
	switch (c) {
	case 'n':
	case 'N':
		return '\n';
	case ',':
	case ';':
	case '\\':
		return c;
	}
	return '\0';
}

static void
unfold(struct span entry, struct buf *out)
{
	size_t n;

	for (size_t i = 0; i < entry.n; i += n ? n : 1) {
		n = fold(span_sub(entry, i, entry.n));
		if (n == 0)
			buf_add_byte(out, entry.p[i]);
	}
}

void
calendar_text(struct span entry, struct buf *out)
{
	struct span amp = span_str("&amp;"), s;
	struct buf lines;
	unsigned char c;

	buf_init(&lines, entry.n);
	unfold(entry, &lines);
	s = buf_span(&lines);
	for (size_t i = 0; i < s.n; i++) {
		c = s.p[i];
		if (c == '\\' && i + 1 < s.n && escaped(s.p[i + 1]))
			c = escaped(s.p[++i]);
		else if (span_istarts(span_sub(s, i, s.n), amp))
			i += amp.n - 1;
		buf_add_byte(out, c);
	}
	buf_deinit(&lines);
}
