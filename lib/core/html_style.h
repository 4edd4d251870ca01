#ifndef LS_CORE_HTML_STYLE_H
#define LS_CORE_HTML_STYLE_H

/*
 * What an inline style says about being seen. Knows declarations, not
 * stylesheets: mail readers drop most of those.
 */

#include <stdbool.h>

#include "core/span.h"

enum html_style_state {
	HTML_STYLE_UNSET,	/* as the element around it */
	HTML_STYLE_OFF,
	HTML_STYLE_ON,
};

struct html_style {
	bool gone;		/* display:none, no size; for all it holds */
	enum html_style_state visibility;	/* may be set again inside */
	enum html_style_state font;		/* font-size 0; the same */
	bool rule;		/* border-top: solid */
};

/* What the attribute's value S says. */
void html_style_read(struct span s, struct html_style *r);

#endif
