#include "sys/json.h"

#include <assert.h>
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

struct json {
	json_t *root;			/* NULL until the first value */
	json_t *open[JSON_DEPTH];	/* borrowed; the innermost last */
	size_t depth;
};

struct json *
json_new(void)
{
	return buf_zalloc(sizeof(struct json));
}

void
json_free(struct json **j)
{
	if (*j == NULL)
		return;
	json_decref((*j)->root);
	free(*j);
	*j = NULL;
}

/* Takes VALUE over. jansson answers NULL and -1 when memory is gone, and for
 * a key that is not UTF-8. */
static void
put(struct json *j, const char *key, json_t *value)
{
	json_t *into;
	int rc = 0;

	if (value == NULL)
		abort();
	if (j->depth == 0) {
		assert(j->root == NULL && key == NULL);
		j->root = value;
		return;
	}
	into = j->open[j->depth - 1];
	assert(json_is_object(into) == (key != NULL));
	if (key)
		rc = json_object_set_new(into, key, value);
	else
		rc = json_array_append_new(into, value);
	if (rc != 0)
		abort();
}

static void
open_value(struct json *j, const char *key, json_t *value)
{
	assert(j->depth < JSON_DEPTH);
	put(j, key, value);
	j->open[j->depth++] = value;
}

void
json_open_object(struct json *j, const char *key)
{
	open_value(j, key, json_object());
}

void
json_open_array(struct json *j, const char *key)
{
	open_value(j, key, json_array());
}

void
json_close(struct json *j)
{
	assert(j->depth > 0);
	j->depth--;
}

/* VALUE with U+FFFD for what is no UTF-8, which is three bytes for one. */
static json_t *
mended(struct span value)
{
	struct buf out;
	json_t *made;
	ucs4_t c;
	int n;

	buf_init(&out, 3 * value.n);
	while (value.n > 0) {
		n = u8_mbtoucr(&c, value.p, value.n);
		if (n > 0)
			buf_add(&out, span_sub(value, 0, (size_t)n));
		else
			buf_add_str(&out, "\xef\xbf\xbd");
		value = span_sub(value, n > 0 ? (size_t)n : 1, value.n);
	}
	made = json_stringn((const char *)out.p, out.n);
	buf_deinit(&out);
	return made;
}

void
json_put_bytes(struct json *j, const char *key, struct span value)
{
	if (value.n == 0)
		put(j, key, json_string(""));
	else if (u8_check(value.p, value.n) == NULL)
		put(j, key, json_stringn((const char *)value.p, value.n));
	else
		put(j, key, mended(value));
}

void
json_put_text(struct json *j, const char *key, const char *value)
{
	if (value)
		json_put_bytes(j, key, span_str(value));
	else
		json_put_null(j, key);
}

void
json_put_number(struct json *j, const char *key, int64_t value)
{
	put(j, key, json_integer(value));
}

void
json_put_real(struct json *j, const char *key, double value)
{
	put(j, key, isfinite(value) ? json_real(value) : json_null());
}

void
json_put_bool(struct json *j, const char *key, bool value)
{
	put(j, key, value ? json_true() : json_false());
}

void
json_put_null(struct json *j, const char *key)
{
	put(j, key, json_null());
}

static size_t
flags(enum json_form form)
{
	return JSON_ENCODE_ANY |
		(form == JSON_PRETTY ? JSON_INDENT(2) : JSON_COMPACT);
}

static int
add_piece(const char *bytes, size_t n, void *out)
{
	buf_add(out, (struct span){ (const unsigned char *)bytes, n });
	return 0;
}

void
json_add(const struct json *j, enum json_form form, struct buf *out)
{
	assert(j->root != NULL && j->depth == 0);
	if (json_dump_callback(j->root, add_piece, out, flags(form)) != 0)
		abort();
}

int
json_print(const struct json *j, enum json_form form, FILE *out,
	struct err *err)
{
	assert(j->root != NULL && j->depth == 0);
	if (json_dumpf(j->root, out, flags(form)) == 0 &&
	    putc('\n', out) != EOF)
		return 0;
	return err_set(err, ERR_IO, "writing JSON: %s", strerror(errno));
}

void
json_list_begin(struct json_list *list, FILE *out)
{
	*list = (struct json_list){ .out = out };
	list->failed = putc('[', out) == EOF;
}

void
json_list_add(struct json_list *list, struct json **j)
{
	assert((*j)->root != NULL && (*j)->depth == 0);
	if (fputs(list->any ? ",\n  " : "\n  ", list->out) == EOF ||
	    json_dumpf((*j)->root, list->out, flags(JSON_LINE)) != 0)
		list->failed = true;
	list->any = true;
	json_free(j);
}

int
json_list_end(struct json_list *list, struct err *err)
{
	if (fputs(list->any ? "\n]\n" : "]\n", list->out) == EOF ||
	    list->failed)
		return err_set(err, ERR_IO, "writing JSON: %s",
			strerror(errno));
	return 0;
}
