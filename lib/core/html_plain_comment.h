#ifndef LS_CORE_HTML_PLAIN_COMMENT_H
#define LS_CORE_HTML_PLAIN_COMMENT_H

/*
 * Where comments end that all parsers end at the same place. For html_plain
 * alone.
 */

#include "core/span.h"

/* Behind the comment, "<!--…-->", or Word's "<![if …]>" and "<![endif]>", that
 * begins at AT; SPAN_NONE: it is not plain. */
size_t html_plain_comment_end(struct span s, size_t at);

#endif
