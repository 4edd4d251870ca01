#ifndef LS_CORE_MARKUP_H
#define LS_CORE_MARKUP_H

/*
 * Writes HTML in which nothing but the program's own string literals is
 * markup: all else is escaped on its way in, and there is no other way in.
 */

#include <stdbool.h>

#include "core/span.h"

struct markup;

/* It never holds more than MAX bytes. The caller frees it. */
struct markup *markup_new(size_t max);
void markup_free(struct markup **m);

/* Markup, from a string literal: anything else does not compile. */
#define markup_html(m, literal) markup_literal(m, "" literal "")
/* For the macro above alone. */
void markup_literal(struct markup *m, const char *literal);

/* Text, escaped so that it is text anywhere, in attributes too. Bytes that are
 * not UTF-8 and control characters become U+FFFD; NULL is nothing. */
void markup_text(struct markup *m, const char *text);
void markup_span(struct markup *m, struct span text);

/* A space and NAME="VALUE"; NAME is a literal too. NULL: no attribute. */
#define markup_attribute(m, name, value) \
	markup_named(m, " " name "=\"", value)
/* For the macro above alone. */
void markup_named(struct markup *m, const char *opening, const char *value);

/* What was written, or NULL when it did not fit; borrowed until the next call.
 */
const char *markup_str(struct markup *m);

#endif
