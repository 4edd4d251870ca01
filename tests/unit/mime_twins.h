#ifndef LS_TESTS_UNIT_MIME_TWINS_H
#define LS_TESTS_UNIT_MIME_TWINS_H

/*
 * Holds what our own reader finds in a message against what GMime finds, part
 * by part and in every field.
 */

#include <string.h>

#include "core/mime_item.h"

static inline bool
twins_same_word(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static inline const char *
twins_part(const struct mime_part *a, const struct mime_part *b)
{
	if (a->kind != b->kind || a->seal != b->seal)
		return "kind or seal";
	if (a->parent != b->parent || a->depth != b->depth ||
	    strcmp(a->number, b->number) != 0)
		return "place in the tree";
	if (!twins_same_word(a->type, b->type) ||
	    !twins_same_word(a->subtype, b->subtype))
		return "type";
	if (!twins_same_word(a->charset, b->charset) ||
	    a->flowed != b->flowed || a->delsp != b->delsp)
		return "parameters";
	if (a->encoding != b->encoding ||
	    !twins_same_word(a->encoding_name, b->encoding_name))
		return "transfer encoding";
	if (a->attachment != b->attachment)
		return "attachment";
	if (a->header_begin != b->header_begin ||
	    a->header_end != b->header_end)
		return "header's range";
	if (a->begin != b->begin || a->end != b->end || a->tight != b->tight)
		return "content's range";
	return NULL;
}

/* In what they differ; NULL: in nothing. */
static inline const char *
twins_differ(const struct mime *a, const struct mime *b)
{
	const char *differs = NULL;

	if (!twins_same_word(a->odd, b->odd))
		return "oddity";
	if (a->n != b->n)
		return "number of parts";
	for (size_t i = 0; i < a->n && differs == NULL; i++)
		differs = a->items[i].aside != b->items[i].aside ? "aside" :
			twins_part(&a->items[i].part, &b->items[i].part);
	return differs;
}

#endif
