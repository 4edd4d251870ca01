#ifndef LS_CORE_TEMPLATE_H
#define LS_CORE_TEMPLATE_H

/*
 * An invitation's words: front matter, at most two paragraphs that may be
 * edited or deleted, and the locked block. Markdown by cmark, a closed set of
 * {{variables}}, no logic. Bytes in, bodies out: which file it came from is
 * only a name for messages.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

#endif
