#ifndef LS_CORE_HTML_ANSWER_H
#define LS_CORE_HTML_ANSWER_H

/*
 * Answers that are typed between the pieces of Gmail's quote. They stand in
 * the quote's container, a div of class gmail_quote, but outside of the
 * blockquotes in it, and are the author's own words.
 */

#include "core/html_events.h"

/* True when the element that begins at event AT is such a container of which
 * only the line that tells who wrote and the blockquotes are history; false
 * for a forwarded message, which has no blockquote or a line of dashes first,
 * and for older Gmail's, which does not mark the line that tells who wrote. */
bool html_answer_holds(const struct html_events *e, size_t at);

#endif
