#include "core/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unilbrk.h>

static void
line_add(struct buf *out, struct span line)
{
	while (line.n > 0 && (line.p[line.n - 1] == ' ' ||
		line.p[line.n - 1] == '\n'))
		line.n--;
	buf_add(out, line);
	buf_add_byte(out, '\n');
}

void
wrap_paragraph(struct span paragraph, int columns, struct buf *out)
{
	size_t begin = 0, i;
	char *breaks;

	if (paragraph.n == 0)
		return;
	breaks = buf_alloc(paragraph.n);
	u8_width_linebreaks(paragraph.p, paragraph.n, columns, 0, 0, NULL,
		"UTF-8", breaks);
	for (i = 1; i < paragraph.n; i++) {
		/* UC_BREAK_MANDATORY stands at the '\n' itself. */
		bool must = paragraph.p[i - 1] == '\n';

		if (breaks[i] != UC_BREAK_POSSIBLE && !must)
			continue;
		line_add(out, span_sub(paragraph, begin, i));
		begin = i;
	}
	line_add(out, span_sub(paragraph, begin, paragraph.n));
	free(breaks);
}
