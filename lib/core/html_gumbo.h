#ifndef LS_CORE_HTML_GUMBO_H
#define LS_CORE_HTML_GUMBO_H

/*
 * Any HTML as gumbo sees it, which mends it as browsers do. What gumbo gives
 * are pointers into the source and into its tree; here they become events.
 */

#include "core/html_events.h"

struct html_gumbo;

/* Adds to EVENTS, empty before, which borrow from SOURCE and from what is
 * returned. SOURCE must have passed html_scan. */
struct html_gumbo *html_gumbo_new(struct span source,
	struct html_events *events);
void html_gumbo_free(struct html_gumbo **g);

#endif
