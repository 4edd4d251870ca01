#ifndef LS_TESTS_UNIT_HTML_TWINS_H
#define LS_TESTS_UNIT_HTML_TWINS_H

/*
 * Holds html_plain's events against those of gumbo's tree, one by one, but for
 * an implied head. Both are written down, a line each, and
 * texts byte by byte, since the two tell them in different pieces.
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/html_align.h"
#include "core/html_gumbo.h"
#include "core/html_plain.h"

#define TWINS_MAX (256 * 1024 * 1024)

static inline void
twins_bytes(struct buf *b, struct span text, size_t begin, size_t end)
{
	buf_printf(b, "[%zu, %zu) text ", begin, end);
	for (size_t i = 0; i < text.n; i++)
		buf_printf(b, "%02x", text.p[i]);
	buf_add_byte(b, '\n');
}

/* CR LF is one line end. */
static inline void
twins_run(struct buf *b, const struct html_run *r)
{
	size_t n;

	if (!r->identity)
		twins_bytes(b, r->text, r->begin, r->end);
	for (size_t i = 0; r->identity && i < r->text.n; i += n) {
		n = r->text.p[i] == '\r' ? 2 : 1;
		twins_bytes(b, span_sub(r->text, i + n - 1, i + n),
			r->begin + i, r->begin + i + n);
	}
}

static inline void
twins_text(struct buf *b, struct span source, const struct html_event *e)
{
	struct html_align a = { .source = source, .begin = e->begin,
		.end = e->end, .text = e->text, .kind = HTML_ALIGN_DATA,
		.src = e->begin };
	struct html_run run = { .text = e->text, .begin = e->begin,
		.end = e->end, .identity = e->text.p == source.p + e->begin };

	if (!e->mixed)
		twins_run(b, &run);
	while (e->mixed && html_align_next(&a, &run))
		twins_run(b, &run);
}

static inline void
twins_tag(struct buf *b, const struct html_events *events,
	const struct html_event *e)
{
	buf_printf(b, "[%zu, %zu) kind %d tag %d closed %d has %x\n",
		e->begin, e->end, e->kind, e->tag, e->closed, e->has);
	for (size_t i = e->first; i < e->first + e->count; i++) {
		const struct html_attribute *a = &events->attributes[i];

		buf_printf(b, "[%zu, %zu) attribute %x ", a->begin, a->end,
			(unsigned)a->name);
		buf_add(b, a->value);
		buf_add_byte(b, '\n');
	}
}

static inline void
twins_write(struct buf *b, struct span source,
	const struct html_events *events)
{
	buf_init(b, TWINS_MAX);
	for (size_t i = 0; i < events->n; i++) {
		const struct html_event *e = &events->list[i];

		if (e->kind == HTML_TEXT)
			twins_text(b, source, e);
		else if (e->kind == HTML_BEGIN && e->tag == GUMBO_TAG_HEAD &&
		    e->begin == SPAN_NONE)
			i = e->behind - 1;
		else
			twins_tag(b, events, e);
	}
}

/* From the first line that is not the same in both; NULL: they are. */
static inline char *
twins_difference(struct buf *ours, struct buf *theirs)
{
	size_t line = 0, i = 0;
	char *s;

	while (i < ours->n && i < theirs->n && ours->p[i] == theirs->p[i])
		if (ours->p[i++] == '\n')
			line = i;
	if (i == ours->n && i == theirs->n)
		return NULL;
	s = buf_alloc(400);
	snprintf(s, 400, "%.150s instead of %.150s", buf_str(ours) + line,
		buf_str(theirs) + line);
	return s;
}

/* What differs in the events of SOURCE, for the caller to free; NULL: nothing,
 * or it is not plain, and *plain_r false. */
static inline char *
twins_compare(struct span source, bool *plain_r)
{
	struct html_events plain, strange;
	struct html_gumbo *gumbo;
	struct buf ours, theirs;
	char *differ;

	*plain_r = html_plain_read(source, &plain);
	if (!*plain_r)
		return NULL;
	html_events_init(&strange, source.n);
	gumbo = html_gumbo_new(source, &strange);
	twins_write(&ours, source, &plain);
	twins_write(&theirs, source, &strange);
	differ = twins_difference(&ours, &theirs);
	buf_deinit(&ours);
	buf_deinit(&theirs);
	html_events_deinit(&plain);
	html_events_deinit(&strange);
	html_gumbo_free(&gumbo);
	return differ;
}

#endif
