#include "core/percent.h"

#include <stdbool.h>
#include <string.h>

static bool
is_unreserved(unsigned char c)
{
	return span_is_alnum(c) ||
		(c != '\0' && strchr("-._~", c) != NULL);
}

void
percent_encode(struct buf *out, struct span s, const char *keep)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = s.p[i];

		if (is_unreserved(c) || (c != '\0' && strchr(keep, c)))
			buf_add_byte(out, c);
		else
			buf_printf(out, "%%%02X", c);
	}
}
