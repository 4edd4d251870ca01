#ifndef LS_CORE_HTML_LINK_H
#define LS_CORE_HTML_LINK_H

/*
 * Which attributes make a link of an element, and what it leads to.
 */

#include "core/html_events.h"

/* The attribute of elements of TAG that leads somewhere; 0: they never do. An
 * svg's <a> may have two of it, and programs differ on which counts. */
unsigned html_link_attribute(GumboTag tag);

/* A reader follows them by a click, in all programs. */
bool html_link_followed(GumboTag tag);

/* True when B's attribute A, which is of that name, makes a link: a <meta>'s
 * only when it is a refresh. */
bool html_link_is(const struct html_events *e, const struct html_event *b);

/* What A leads to, decoded, as it is written. False: nowhere. */
bool html_link_target(const struct html_event *b,
	const struct html_attribute *a, struct span *target_r);

#endif
