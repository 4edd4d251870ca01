#ifndef LS_CORE_HTML_CONDITIONAL_H
#define LS_CORE_HTML_CONDITIONAL_H

/*
 * Comments that only Outlook for Windows reads: <!--[if mso]>…<![endif]-->.
 * The buttons of most newsletters are drawn there a second time, with a link
 * (VML's v:roundrect) that has to be right as well.
 */

#include "core/span.h"

/* What such a comment holds, in its place; empty for other comments. */
struct span html_conditional(struct span comment);

#endif
