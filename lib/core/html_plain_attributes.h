#ifndef LS_CORE_HTML_PLAIN_ATTRIBUTES_H
#define LS_CORE_HTML_PLAIN_ATTRIBUTES_H

/*
 * What stands inside a tag of plain HTML. For html_plain alone.
 */

#include "core/html_events.h"
#include "core/html_plain_text.h"

/* The offset behind the white space, and behind the name, that begin at AT. */
size_t html_plain_blanks(struct span s, size_t at);
size_t html_plain_name_end(struct span s, size_t at);

/* Adds the attributes from t->at, behind the tag's name, to the element that
 * began last, up to the tag's '>', behind which t->at is then. False: they are
 * not plain. */
bool html_plain_attributes(struct html_plain_text *t,
	struct html_events *events);

#endif
