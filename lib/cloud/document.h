#ifndef LS_CLOUD_DOCUMENT_H
#define LS_CLOUD_DOCUMENT_H

/*
 * The JSON object of an answer, read; the one file that knows jansson here.
 * What is not as it should be is as if it were not there: an answer of an API
 * gains members every year.
 */

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/span.h"

struct document;

/* ERR_PROTOCOL: it is no JSON object, and where it stops being one; no word of
 * the text itself, which may hold secrets. */
int document_parse(struct span text, struct document **d_r, struct err *err)
	ERR_CHECKED;
/* Wipes the strings of its members. */
void document_free(struct document **d);

/* The string of that member, borrowed; NULL when there is none. */
const char *document_text(const struct document *d, const char *name);

/* A number, or a string of digits: Entra writes "3600". False when there is
 * none, or when it is less than zero. */
bool document_number(const struct document *d, const char *name,
	int64_t *number_r);

/*
 * A value inside a document: an object, a list, a text. It is borrowed from
 * the document. NULL stands for one that is not there, and whatever is asked
 * of it is not there either, so a path needs no test on its way:
 *
 *	links = document_part(document_root(d), "links");
 *	uri = document_part_text(document_part(links, "next"), "uri");
 */
struct document_part;

const struct document_part *document_root(const struct document *d);
/* The member of that name, whatever it is. */
const struct document_part *document_part(const struct document_part *in,
	const char *name);
/* How many items the list has; 0 for what is no list. */
size_t document_items(const struct document_part *list);
/* Its item at I, counted from 0. */
const struct document_part *document_item(const struct document_part *list,
	size_t i);

/* The text that it is; NULL for what is none. */
const char *document_string(const struct document_part *part);
/* The text of its member. */
const char *document_part_text(const struct document_part *in,
	const char *name);
/* Its member, true or false. False: there is none. */
bool document_part_flag(const struct document_part *in, const char *name,
	bool *flag_r);

#endif
