#ifndef LS_CORE_HTML_PLAIN_TAGS_H
#define LS_CORE_HTML_PLAIN_TAGS_H

/*
 * The tags of elements by their names. A letter has few different names and
 * many tags, so the names that were met last are known by a number that is
 * made of them. For html_plain alone.
 */

#include <gumbo.h>

#include "core/span.h"

#define HTML_PLAIN_NAMES 32

/* Zeroed, it knows no name. */
struct html_plain_tags {
	struct { struct span name; GumboTag tag; } met[HTML_PLAIN_NAMES];
};

/* NAME, which must outlive TAGS, has a character at least. */
GumboTag html_plain_tag(struct html_plain_tags *tags, struct span name);

#endif
