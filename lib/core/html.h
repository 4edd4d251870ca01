#ifndef LS_CORE_HTML_H
#define LS_CORE_HTML_H

/*
 * Reads an HTML body and tells a view what a reader sees, in the order in
 * which it is shown, with offsets into the source. Reads what html_page found
 * there, whoever did.
 *
 * Knows the marks that mail programs leave (html_marks.h), but not what lines
 * and paragraphs are.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

/* What a view wants to be told; every callback gets the same CTX. */
struct html_sink {
	/* Shown characters: TEXT (UTF-8, entities decoded) stands at the
	 * source's [begin, end); identity when nothing was decoded. White
	 * space is as in the source, with CR LF as LF or as it is; PRE: it
	 * is shown so. */
	void (*text)(void *ctx, struct span text, size_t begin, size_t end,
		bool identity, bool pre);
	/* <br>, with the tag's range; where letters have no size, too. */
	void (*line_break)(void *ctx, size_t begin, size_t end);
	/* A block begins or ends: readers see a line end. */
	void (*block)(void *ctx);
	/* At SRC a paragraph may be put: it is outside tags, links and hidden
	 * elements, and the element around it may hold paragraphs. */
	void (*place)(void *ctx, size_t src);
	/* A ruled line, with which mail programs divide messages. */
	void (*rule)(void *ctx);
	/* <a href> and kin: VALUE decoded and made whole by <base>; what it is
	 * made of stands at [begin, end) with quotes. Ends come in the order
	 * of a stack. */
	void (*link_begin)(void *ctx, struct span value, size_t begin,
		size_t end, bool hidden);
	void (*link_end)(void *ctx);
	/* Quoted history by a mail program's mark begins, and ends unless it
	 * goes on to the end. Nests. */
	void (*quote)(void *ctx, bool begins);
	/* A <blockquote> without a mark: history or indented own words. */
	void (*indent)(void *ctx, bool begins);
	/* A signature by a mail program's mark. */
	void (*signature)(void *ctx, bool begins);
	/* The content of a comment that only Outlook for Windows reads. NULL:
	 * it is passed over. */
	void (*aside)(void *ctx, size_t begin, size_t end);
	/* Last: where the content of <body> begins and ends. SHUT: none of
	 * it is shown, or there is none. FAINT: of it only what sets its own
	 * size and visibility. */
	void (*bounds)(void *ctx, size_t begin, size_t end, bool shut,
		bool faint);
};

/* Calls SINK for what SOURCE shows, in order, with source offsets.
 * ERR_LIMIT: html_scan refused the source; nothing was told then. */
int html_read(struct span source, const struct html_sink *sink, void *ctx,
	struct err *err) ERR_CHECKED;

/* Appends s with & < > " escaped, for text and attribute values. */
void html_escape(struct buf *out, struct span s);

#endif
