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

/* GMime's buffer, and how much of a line at its end it reads on for: a longer
 * one it takes in pieces, each for a line. */
#define TWINS_BUFFER 4096
#define TWINS_PIECE 128

/* True when a piece of a line might be a boundary to GMime. */
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

/* True when what GMime finds in S can't depend on where its buffer ends, which
 * is elsewhere in an outline: it cuts lines there, and may miss a part that
 * ends inside its header. */
static inline bool
twins_are_comparable(struct span s, bool plain)
{
	return s.n <= TWINS_BUFFER || (plain && !twins_might_be_cut(s));
}

/* The same for what was read, or NULL for what passed a limit. */
static inline const char *
twins_differ_or_fail(const struct mime *a, const struct mime *b)
{
	if (a && b)
		return twins_differ(a, b);
	return a == b ? NULL : "limits";
}

/* MIME is what mime_parse gave for M, or NULL. In what the twins differ from
 * it; NULL: in nothing. *PLAIN_R: our own reader read it. */
static inline const char *
twins_compare(const struct message *m, const struct mime *mime,
	bool *plain_r)
{
	struct mime *plain = NULL, *whole = NULL;
	const char *differs = NULL;
	struct err err = { 0 };

	if (mime_parse_plain(m, &plain, &err) < 0)
		plain = NULL;
	*plain_r = plain && plain->plain;
	if (twins_are_comparable(message_bytes(m), *plain_r)) {
		differs = twins_differ_or_fail(mime, plain);
		if (twins_parse_whole(m, &whole, &err) < 0)
			whole = NULL;
		if (differs == NULL)
			differs = twins_differ_or_fail(mime, whole);
	}
	mime_free(&plain);
	mime_free(&whole);
	return differs;
}

#endif
