#ifndef LS_CORE_HTML_TOKEN_H
#define LS_CORE_HTML_TOKEN_H

/*
 * One tag, comment or declaration of HTML: where it ends and what it holds,
 * by the rules of HTML's tokenizer (WHATWG 13.2.5). Linear; knows no tree.
 */

#include <stdbool.h>

#include "core/span.h"

enum html_token_kind {
	HTML_TOKEN_OPEN,
	HTML_TOKEN_CLOSE,
	HTML_TOKEN_CDATA,	/* "<![CDATA["; ends as a comment would */
	HTML_TOKEN_OTHER,	/* comment, declaration, "</>" */
	HTML_TOKEN_CUT,		/* a tag cut off by the source's end */
};

struct html_token {
	enum html_token_kind kind;
	struct span name;	/* of a tag, as written */
	struct span whole;
	size_t attributes;
};

/* True when the '<' at AT opens one of these. */
bool html_token_is_markup(struct span s, size_t at);

/* Reads the one that begins at AT; returns the offset behind it. */
size_t html_token_read(struct span s, size_t at, struct html_token *t);
size_t html_token_end(struct span s, size_t at);

/* The value of the first attribute of that NAME (small letters) of the tag T,
 * as written, without its quotes; empty when it has none. False when there is
 * no such attribute. */
bool html_token_attribute(const struct html_token *t, const char *name,
	struct span *value_r);

/* Where the raw text that begins at AT ends: at its end tag "</NAME", or at
 * the source's end. */
size_t html_token_raw_end(struct span s, size_t at, struct span name);

#endif
