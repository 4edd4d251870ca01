#ifndef LS_CORE_HTML_SCAN_H
#define LS_CORE_HTML_SCAN_H

/*
 * Decides whether a source may be given to gumbo. One linear pass keeps count
 * of what costs gumbo time and memory: tags, attributes, open elements, and
 * formatting elements that will be opened again.
 *
 * Refuses, too, what gumbo reads otherwise than a browser or what could hide
 * tags from the count: references to characters beyond Unicode, CDATA and
 * tags in raw text where svg, select and the like change the rules.
 */

#include "core/err.h"
#include "core/span.h"

/* ERR_LIMIT with the limit or the reason, and the line. */
int html_scan(struct span source, struct err *err) ERR_CHECKED;

/* Where a tag, a comment or raw text begins that never ends, and takes in all
 * that is put behind it; the source's end when there is none. */
size_t html_scan_end(struct span source);

#endif
