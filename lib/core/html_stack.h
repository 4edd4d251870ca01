#ifndef LS_CORE_HTML_STACK_H
#define LS_CORE_HTML_STACK_H

/*
 * The elements that HTML's tree construction has open, and the formatting
 * elements it will open again, as far as start and end tags tell. Where
 * the rules are intricate it keeps an element rather than drop it, so that
 * the counts are upper bounds.
 *
 * In a document with select, template, frameset, svg or math, whose rules
 * for ignoring tags are not followed here, only the named element is dropped
 * by an end tag, never what is above it.
 */

#include <stdbool.h>

#include "core/span.h"

struct html_stack;

/* Empty; html, head and body never count. */
struct html_stack *html_stack_new(void);
void html_stack_free(struct html_stack **s);

/* A start tag: NAME as written, WHOLE the tag's bytes (borrowed for as long
 * as the stack lives), with its number of attributes. */
void html_stack_open(struct html_stack *s, struct span name,
	struct span whole, size_t attributes);
void html_stack_close(struct html_stack *s, struct span name);

size_t html_stack_depth(const struct html_stack *s);
size_t html_stack_formatting(const struct html_stack *s);
/* What opening all formatting elements again costs, in attributes, elements
 * and quarters of KiB. */
size_t html_stack_cost(const struct html_stack *s);
/* One of the elements named above was seen. */
bool html_stack_careful(const struct html_stack *s);

#endif
