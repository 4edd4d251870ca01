#include "core/text_change.h"

void
text_change_apply(struct span old, const struct text_change *changes,
	size_t n, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		buf_add(out, span_sub(old, at, changes[i].begin));
		buf_add(out, changes[i].with);
		at = changes[i].end;
	}
	buf_add(out, span_from(old, at));
}

/* Takes WITH from the beginning of S, if it stands there. */
static bool
take(struct span *s, struct span with)
{
	if (!span_starts(*s, with))
		return false;
	*s = span_from(*s, with.n);
	return true;
}

bool
text_change_makes(struct span old, const struct text_change *changes,
	size_t n, struct span new)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		if (!take(&new, span_sub(old, at, changes[i].begin)) ||
		    !take(&new, changes[i].with))
			return false;
		at = changes[i].end;
	}
	return span_eq(new, span_from(old, at));
}
