#ifndef LS_CORE_HTML_EVENTS_H
#define LS_CORE_HTML_EVENTS_H

/*
 * What an HTML page consists of, in the order of its tree: elements that begin
 * and end, texts and comments, with their places in the source. html_plain
 * finds them in the source itself, html_gumbo in gumbo's tree; html.c, which
 * reads them, can't tell which.
 *
 * The first begins the element html, the last ends it. Right in <head>, <title>
 * and <style> there are no texts, which nobody sees, and of attributes there
 * are those only that somebody asks for.
 */

#include <gumbo.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/span.h"

/* Bits, so that an element can tell which it has. */
enum html_attribute_name {
	HTML_ACTION = 1 << 0,
	HTML_CLASS = 1 << 1,
	HTML_CONTENT = 1 << 2,
	HTML_DATA = 1 << 3,
	HTML_FORMACTION = 1 << 4,
	HTML_HIDDEN = 1 << 5,
	HTML_HREF = 1 << 6,
	HTML_HTTP_EQUIV = 1 << 7,
	HTML_ID = 1 << 8,
	HTML_SRC = 1 << 9,
	HTML_STYLE = 1 << 10,
	HTML_TYPE = 1 << 11,
};

struct html_attribute {
	enum html_attribute_name name;
	struct span value;	/* decoded */
	/* Where it stands, with its quotes; the name's place without any. */
	size_t begin, end;
};

enum html_event_kind { HTML_BEGIN, HTML_END, HTML_TEXT, HTML_COMMENT };

/* Places that are not known are SPAN_NONE. */
struct html_event {
	uint8_t kind;
	uint8_t tag;		/* HTML_BEGIN: a GumboTag */
	bool closed;		/* HTML_END: by an end tag, maybe another's */
	bool mixed;		/* HTML_TEXT: see below */
	uint16_t has;		/* HTML_BEGIN: attributes, or'ed */
	/* HTML_BEGIN: the start tag, SPAN_NONE for an implied one. HTML_END:
	 * where the content ends as the parser tells it, and behind the
	 * element's own end tag. HTML_TEXT, HTML_COMMENT: where it stands. */
	size_t begin, end;
	union {
		struct {	/* HTML_BEGIN */
			uint32_t first, count;	/* attributes in the list */
			uint32_t behind;	/* the event behind its end */
		};
		/* HTML_TEXT: what it stands for; the source's own bytes where
		 * nothing had to be decoded. MIXED: what stands for what,
		 * html_align finds. */
		struct span text;
	};
};

struct html_events {
	struct html_event *list;
	size_t n, cap;
	struct html_attribute *attributes;
	size_t n_attributes, cap_attributes;
	struct arena arena;	/* for what had to be decoded */
};

/* Room for a page of SIZE bytes. Deinit takes all that was decoded along. */
void html_events_init(struct html_events *e, size_t size);
void html_events_deinit(struct html_events *e);

/* The element of TAG begins, at [begin, end). Its attributes follow at once.
 * Returns its event, for html_events_end. */
size_t html_events_begin(struct html_events *e, GumboTag tag, size_t begin,
	size_t end);
void html_events_attribute(struct html_events *e,
	const struct html_attribute *a);
void html_events_end(struct html_events *e, size_t element, size_t begin,
	size_t end, bool closed);
void html_events_text(struct html_events *e, struct span text, size_t begin,
	size_t end, bool mixed);
void html_events_comment(struct html_events *e, size_t begin, size_t end);

/* The name's bit, whatever its case; 0: nobody asks for it. */
unsigned html_events_name(struct span name);

/* The value of B's first such attribute; p is NULL when there is none. */
struct span html_events_value(const struct html_events *e,
	const struct html_event *b, enum html_attribute_name name);

#endif
