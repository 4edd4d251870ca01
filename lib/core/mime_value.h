#ifndef LS_CORE_MIME_VALUE_H
#define LS_CORE_MIME_VALUE_H

/*
 * The value of a MIME field that is said plainly: words and parameters of
 * tokens or quoted strings, with nothing in them to be decoded or undone (RFC
 * 2045 5.1; not 2047, not 2231, no comments). Knows no field.
 *
 * Each reader moves S behind what it read. What it gives borrows from S and is
 * never empty; false: it is not said plainly, and S is of no use any more.
 */

#include "core/span.h"

bool mime_value_token(struct span *s, struct span *token_r);

/* "type/subtype" */
bool mime_value_type(struct span *s, struct span *type_r,
	struct span *subtype_r);

/* "; name=value" */
bool mime_value_parameter(struct span *s, struct span *name_r,
	struct span *value_r);

/* True when nothing but white space is left. */
bool mime_value_end(struct span *s);

#endif
