#ifndef LS_CORE_HTML_CONDITIONAL_H
#define LS_CORE_HTML_CONDITIONAL_H

/*
 * Comments that only Outlook for Windows reads: <!--[if mso]>…<![endif]-->.
 * The buttons of most newsletters are drawn there a second time, with a link
 * (VML's v:roundrect) that has to be right as well.
 */

#include "core/html.h"

/* Tells SINK each link in the comment at the source's [begin, end), as hidden:
 * not all readers show it. Tells nothing of other comments, nor of one that
 * html_scan refuses. */
void html_conditional_read(struct span source, size_t begin, size_t end,
	const struct html_sink *sink, void *ctx);

#endif
