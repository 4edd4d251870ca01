#ifndef LS_CORE_HTML_H
#define LS_CORE_HTML_H

/*
 * The only file that knows gumbo. Reads an HTML body and tells a view what it
 * saw, in document order, with offsets into the source. Bounds depth and
 * number of tags by an own scan before gumbo runs (limits.h says why).
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/span.h"

/* What a view wants to be told. Every callback gets the same CTX. */
struct html_sink {
	/* Visible characters: TEXT (UTF-8, entities decoded) stands at source
	 * [begin, end); identity when nothing was decoded. */
	void (*text)(void *ctx, struct span text, size_t begin, size_t end,
		bool identity);
	/* A block begins or ends here: readers see a line end. SRC is the
	 * offset behind the tag. */
	void (*block)(void *ctx, bool begins, size_t src);
	/* <a href> and kin: VALUE decoded, at [begin, end) with quotes. */
	void (*link_begin)(void *ctx, const char *value, size_t begin,
		size_t end, bool hidden);
	void (*link_end)(void *ctx);
	/* Quoted history begins or ends (blockquote and the marks of mail
	 * programs). */
	void (*quote)(void *ctx, bool begins, size_t src);
	/* Where the end of the body's own content is. */
	void (*body_end)(void *ctx, size_t src);
};

/* Calls SINK for what SOURCE shows, in order, with source offsets.
 * ERR_LIMIT: one of LIMIT_HTML_*; then nothing that was told counts. */
int html_read(struct span source, const struct html_sink *sink, void *ctx,
	struct err *err) ERR_CHECKED;

/* Appends s with & < > " escaped, for text and attribute values. */
struct buf;
void html_escape(struct buf *out, struct span s);

#endif
