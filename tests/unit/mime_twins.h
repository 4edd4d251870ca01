#ifndef LS_TESTS_UNIT_MIME_TWINS_H
#define LS_TESTS_UNIT_MIME_TWINS_H

/*
 * Holds what our own reader finds in a message, and what GMime finds in an
 * outline of it, against what GMime finds in all its bytes: part by part and
 * in every field.
 */

#include <string.h>

#include "core/limits.h"
#include "core/mime_walk.h"

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

/* As mime_parse, but that GMime sees all bytes. */
static inline int
twins_parse_whole(const struct message *m, struct mime **mime_r,
	struct err *err)
{
	struct mime *mime = buf_zalloc(sizeof *mime);
	struct mime_tree *tree = NULL;
	struct mime_lines lines;
	int rc = -1;

	mime->m = m;
	if (mime_lines_find(&lines, message_bytes(m),
	    LIMIT_MIME_DELIMITERS)) {
		tree = mime_tree_new(m, NULL);
		rc = mime_walk(mime, tree, &lines, err);
	}
	mime_tree_free(&tree);
	mime_lines_deinit(&lines);
	if (rc < 0)
		mime_free(&mime);
	*mime_r = mime;
	return rc;
}

/* GMime asks for more when so much of a line is left in its buffer, or less;
 * a longer one it takes in pieces, each for a line. */
#define TWINS_PIECE 128

/* True when a piece of a line might be a boundary to GMime, as its buffer
 * happens to end: in all bytes at another place than in an outline. */
static inline bool
twins_might_be_cut(struct span s)
{
	size_t at = 0, end;

	for (; at < s.n; at = end + 1) {
		end = span_find_byte(s, at, '\n');
		if (end == SPAN_NONE)
			end = s.n;
		if (end - at > TWINS_PIECE &&
		    span_find(span_sub(s, at, end), TWINS_PIECE,
		    span_str("--")) != SPAN_NONE)
			return true;
	}
	return false;
}

/* The same; NULL for what passed a limit. OTHERWISE: GMime was shown other
 * bytes. A part that ends inside its header it sees or misses as its buffer
 * ends, so where both are odd the rest may differ then. */
static inline const char *
twins_differ_or_pass(const struct mime *a, const struct mime *b,
	bool otherwise)
{
	if (a == NULL || b == NULL)
		return a == b ? NULL : "limits";
	if (otherwise && a->odd && b->odd)
		return NULL;
	return twins_differ(a, b);
}

/* MIME is what mime_parse gave for M, or NULL. In what the twins differ from
 * it; NULL: in nothing. *PLAIN_R: our own reader read it. */
static inline const char *
twins_compare(const struct message *m, const struct mime *mime,
	bool *plain_r)
{
	int (*const parse[])(const struct message *, struct mime **,
		struct err *) = { mime_parse_plain, twins_parse_whole };
	const char *differs = NULL;
	struct mime *twin;
	struct err err = { 0 };

	*plain_r = false;
	for (size_t i = 0; i < 2 && differs == NULL; i++) {
		twin = NULL;
		if (parse[i](m, &twin, &err) < 0)
			twin = NULL;
		differs = twins_differ_or_pass(mime, twin, i == 1);
		*plain_r |= twin && twin->plain;
		mime_free(&twin);
	}
	return differs && twins_might_be_cut(message_bytes(m)) ? NULL :
		differs;
}

#endif
