#ifndef LS_CORE_HTML_ELEMENT_H
#define LS_CORE_HTML_ELEMENT_H

/*
 * How elements are shown, by their tag. Data only.
 */

#include <gumbo.h>

enum {
	HTML_BLOCK = 1 << 0,		/* begins and ends a line */
	HTML_FLOW = 1 << 1,		/* may hold paragraphs */
	HTML_INSIDE = 1 << 2,	/* what is put after it belongs into it */
	HTML_SILENT = 1 << 3,	/* its content is never shown */
	HTML_UNSEEN = 1 << 4,	/* nor are links in it */
	HTML_PRE = 1 << 5,		/* white space is shown */
};

/* The traits above, or'ed. */
unsigned html_element_shown(GumboTag tag);

#endif
