#ifndef LS_CORE_HTML_MARKS_H
#define LS_CORE_HTML_MARKS_H

/*
 * The classes and ids with which mail programs mark quoted history and
 * signatures in HTML. Knows no tree.
 */

#include <stdbool.h>

#include "core/span.h"

enum html_mark {
	HTML_MARK_NONE,
	HTML_MARK_QUOTE,	/* the element is history */
	HTML_MARK_REST,		/* it and all that follows is history */
	HTML_MARK_INDENT,	/* a blockquote without a mark */
	HTML_MARK_SIGNATURE,
};

/* CLASS, ID and TYPE are the attributes' values, empty for none. */
enum html_mark html_mark_of(bool blockquote, struct span class,
	struct span id, struct span type);

#endif
