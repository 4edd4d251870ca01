#include "core/html_events.h"

#include <stdlib.h>

#include "core/buf.h"

/* Tags and the words between them are mostly longer, in bytes. */
#define EVENT 16

void
html_events_init(struct html_events *e, size_t size)
{
	*e = (struct html_events){ .cap = size / EVENT + 16 };
	e->list = buf_grow(NULL, e->cap, sizeof *e->list);
}

void
html_events_deinit(struct html_events *e)
{
	free(e->list);
	free(e->attributes);
	arena_deinit(&e->arena);
	*e = (struct html_events){ 0 };
}

static struct html_event *
add(struct html_events *e)
{
	if (e->n == e->cap) {
		e->cap *= 2;
		e->list = buf_grow(e->list, e->cap, sizeof *e->list);
	}
	return &e->list[e->n++];
}

size_t
html_events_begin(struct html_events *e, GumboTag tag, size_t begin,
	size_t end)
{
	*add(e) = (struct html_event){ .kind = HTML_BEGIN,
		.tag = (uint8_t)tag, .first = (uint32_t)e->n_attributes,
		.begin = begin, .end = end };
	return e->n - 1;
}

void
html_events_attribute(struct html_events *e, const struct html_attribute *a)
{
	struct html_event *b = &e->list[e->n - 1];

	if (e->n_attributes == e->cap_attributes) {
		e->cap_attributes = e->cap_attributes * 2 + 64;
		e->attributes = buf_grow(e->attributes, e->cap_attributes,
			sizeof *e->attributes);
	}
	e->attributes[e->n_attributes++] = *a;
	b->has |= (uint16_t)a->name;
	b->count++;
}

void
html_events_end(struct html_events *e, size_t element, size_t begin,
	size_t end, bool closed)
{
	*add(e) = (struct html_event){ .kind = HTML_END, .begin = begin,
		.end = end, .closed = closed };
	e->list[element].behind = (uint32_t)e->n;
}

void
html_events_text(struct html_events *e, struct span text, size_t begin,
	size_t end, bool mixed)
{
	*add(e) = (struct html_event){ .kind = HTML_TEXT, .begin = begin,
		.end = end, .text = text, .mixed = mixed };
}

void
html_events_comment(struct html_events *e, size_t begin, size_t end)
{
	*add(e) = (struct html_event){ .kind = HTML_COMMENT, .begin = begin,
		.end = end };
}

unsigned
html_events_name(struct span name)
{
	static const struct {
		const char *name;
		size_t n;
		enum html_attribute_name bit;
	} names[] = {
		{ "style", 5, HTML_STYLE }, { "class", 5, HTML_CLASS },
		{ "href", 4, HTML_HREF }, { "src", 3, HTML_SRC },
		{ "id", 2, HTML_ID }, { "type", 4, HTML_TYPE },
		{ "hidden", 6, HTML_HIDDEN }, { "content", 7, HTML_CONTENT },
		{ "http-equiv", 10, HTML_HTTP_EQUIV },
		{ "data", 4, HTML_DATA }, { "action", 6, HTML_ACTION },
		{ "formaction", 10, HTML_FORMACTION },
	};
	unsigned char first = name.n ? span_lower(name.p[0]) : '\0';

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i].n == name.n && names[i].name[0] == first &&
		    span_ieq_str(name, names[i].name))
			return names[i].bit;
	return 0;
}

struct span
html_events_value(const struct html_events *e, const struct html_event *b,
	enum html_attribute_name name)
{
	for (size_t i = 0; (b->has & name) && i < b->count; i++)
		if (e->attributes[b->first + i].name == name)
			return e->attributes[b->first + i].value;
	return (struct span){ NULL, 0 };
}
