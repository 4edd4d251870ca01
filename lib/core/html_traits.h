#ifndef LS_CORE_HTML_TRAITS_H
#define LS_CORE_HTML_TRAITS_H

/*
 * What HTML's tree construction makes of each element (WHATWG 13.2.4, 13.2.6),
 * as far as html_stack follows it. Data only.
 */

#include <gumbo.h>
#include <stdint.h>

enum {
	HTML_VOID = 1 << 0,		/* never open */
	HTML_FORMATTING = 1 << 1,	/* opened again after blocks */
	HTML_SPECIAL = 1 << 2,		/* a barrier to some end tags */
	HTML_SCOPE = 1 << 3,		/* a barrier to all end tags */
	HTML_MARKER = 1 << 4,		/* carries no formatting in */
	HTML_ENDS_P = 1 << 5,		/* its start tag ends an open p */
	HTML_HEADING = 1 << 6,		/* any h1 to h6 ends any */
	HTML_CELL = 1 << 7,
	HTML_ROW = 1 << 8,		/* rows, columns */
	HTML_UNUSUAL = 1 << 9,		/* see html_stack.h */
	HTML_IGNORED = 1 << 10,		/* html, head, body */
};

extern const uint16_t html_traits[GUMBO_TAG_LAST + 1];

#endif
