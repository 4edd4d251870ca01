#ifndef LS_SYS_JSON_H
#define LS_SYS_JSON_H

/*
 * Writing JSON: a thin cover over jansson, which only json.c knows. A value is
 * built from the outside in and written when all is closed:
 *
 *	struct json *j = json_new();
 *
 *	json_open_object(j, NULL);
 *	json_put_text(j, "state", "intact");
 *	json_open_array(j, "keys");
 *	json_put_number(j, NULL, 7);
 *	json_close(j);
 *	json_close(j);
 *
 * KEY is the member's name inside an object (ASCII, ours, never a stranger's)
 * and NULL inside an array and for the outermost value. Members stand in the
 * order in which they were put. What breaks that is a fault of the caller and
 * aborts, as running out of memory does.
 *
 * It knows no file format of ours. The names avoid jansson's own.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

struct json;

/* Values within values; what we write has four. */
#define JSON_DEPTH 16

/* Empty; free takes what was not closed, too. */
struct json *json_new(void);
void json_free(struct json **j);

/* What is put from now on stands inside, until json_close(). */
void json_open_object(struct json *j, const char *key);
void json_open_array(struct json *j, const char *key);
void json_close(struct json *j);

/* A string; VALUE NULL: null. Bytes that are no UTF-8 become U+FFFD, so any
 * bytes make valid JSON; NUL is \u0000. */
void json_put_text(struct json *j, const char *key, const char *value);
void json_put_bytes(struct json *j, const char *key, struct span value);

void json_put_number(struct json *j, const char *key, int64_t value);
/* Infinity and what is not a number become null: JSON has none. */
void json_put_real(struct json *j, const char *key, double value);
void json_put_bool(struct json *j, const char *key, bool value);
void json_put_null(struct json *j, const char *key);

/* Several lines indented by two spaces, or one without blanks; no line end. */
enum json_form { JSON_PRETTY, JSON_LINE };

/* Appends the value, of which all must be closed. What does not fit OUT is
 * seen by buf_ok. */
void json_add(const struct json *j, enum json_form form, struct buf *out);
/* The same with a line end to a stream. ERR_IO: it could not be written. */
int json_print(const struct json *j, enum json_form form, FILE *out,
	struct err *err) ERR_CHECKED;

/*
 * An array too long to be held in memory, an element a line:
 *
 *	json_list_begin(&list, stdout);
 *	json_list_add(&list, &j);	for each; frees *j
 *	json_list_end(&list, err);
 */
struct json_list {
	FILE *out;
	bool any;	/* an element was written */
	bool failed;
};

void json_list_begin(struct json_list *list, FILE *out);
void json_list_add(struct json_list *list, struct json **j);
/* ERR_IO: any of it could not be written. */
int json_list_end(struct json_list *list, struct err *err) ERR_CHECKED;

#endif
