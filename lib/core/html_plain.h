#ifndef LS_CORE_HTML_PLAIN_H
#define LS_CORE_HTML_PLAIN_H

/*
 * Reads HTML that is built plainly, as most mail is: elements that are closed
 * in their order or with the source, nothing that parsers have to mend.
 * There all parsers see the same, and to see it, in one pass and without a
 * tree, costs a small part of what gumbo costs, which reads all that is not
 * plain.
 *
 * The events are those of gumbo's tree, but that <head> is there only when it
 * is written, and that a text is told in pieces: references, and the source's
 * own bytes between them, CRs before line ends left in.
 */

#include "core/html_events.h"

/* False: SOURCE, which must outlive EVENTS, is not plain; then nothing is in
 * EVENTS and there is nothing to deinit. It is bounded here already and need
 * not pass html_scan, which asks what gumbo would make of it. */
bool html_plain_read(struct span source, struct html_events *events);

#endif
