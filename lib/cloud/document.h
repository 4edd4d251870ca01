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

#endif
