#include "core/placeholder.h"

#include <stdlib.h>

#include "core/label.h"
#include "core/url.h"

bool
placeholder_read(struct span text, size_t at, struct join *j)
{
	static const char *const spellings[] = {
		LABEL_PLACEHOLDER, "[[reseller_link]]", "[[resellerlink]]",
	};
	size_t i;

	*j = (struct join){ .complete = false };
	for (i = 0; i < sizeof spellings / sizeof spellings[0] &&
	    !j->complete; i++)
		join_along(text, at, span_str(spellings[i]), 0, j);
	return j->complete;
}

bool
placeholder_in(struct span target)
{
	struct span all, brackets = span_str("[[");
	struct join j;
	bool found = false;
	char *plain;

	/* Few addresses have a bracket, escaped or not. */
	if (span_find_byte(target, 0, '[') == SPAN_NONE &&
	    span_ifind(target, 0, span_str("%5b")) == SPAN_NONE)
		return false;
	plain = url_unescape(target);
	all = span_str(plain);
	for (size_t at = 0; !found && (at = span_find(all, at, brackets)) !=
	    SPAN_NONE; at++)
		found = placeholder_read(all, at, &j);
	free(plain);
	return found;
}
