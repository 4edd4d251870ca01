#ifndef LS_CORE_GLANCE_HTML_H
#define LS_CORE_GLANCE_HTML_H

/*
 * The part of a glance that takes simple HTML apart: tags, attributes and
 * entities of a short list, well-formed to the letter. Everything else is
 * left to the parser.
 */

#include <stdbool.h>

#include "core/glance_text.h"

/* True when anything in SOURCE may be a link, or SOURCE is not simple. */
bool glance_html(struct glance *g, struct span source);

#endif
