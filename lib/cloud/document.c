#include "cloud/document.h"

#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>

#include "core/buf.h"

struct document {
	json_t *root;
};

/* Bytes with which a page begins, after blanks. */
static bool
looks_like_html(struct span text)
{
	text = span_trim(text);
	return text.n && text.p[0] == '<';
}

static int
refuse(struct span text, const json_error_t *at, struct err *err)
{
	if (looks_like_html(text))
		return err_set(err, ERR_PROTOCOL, "an HTML page came where "
			"JSON was due");
	if (span_trim(text).n == 0)
		return err_set(err, ERR_PROTOCOL,
			"nothing came where JSON was due");
	return err_set(err, ERR_PROTOCOL, "what came is no JSON from line %d, "
		"column %d on", at->line, at->column);
}

int
document_parse(struct span text, struct document **d_r, struct err *err)
{
	json_error_t at = { .line = 1 };
	struct document *d;
	json_t *root;

	root = json_loadb(text.n ? (const char *)text.p : "", text.n,
		JSON_REJECT_DUPLICATES, &at);
	if (root == NULL)
		return refuse(text, &at, err);
	if (!json_is_object(root)) {
		json_decref(root);
		return err_set(err, ERR_PROTOCOL, "what came is JSON, and no "
			"object");
	}
	d = buf_zalloc(sizeof *d);
	d->root = root;
	*d_r = d;
	return 0;
}

void
document_free(struct document **d)
{
	const char *name;
	json_t *value;

	if (*d == NULL)
		return;
	json_object_foreach((*d)->root, name, value)
		if (json_is_string(value))
			sodium_memzero((void *)json_string_value(value),
				json_string_length(value));
	json_decref((*d)->root);
	free(*d);
	*d = NULL;
}

const char *
document_text(const struct document *d, const char *name)
{
	return json_string_value(json_object_get(d->root, name));
}

static bool
read_digits(const char *s, int64_t *number_r)
{
	int64_t n = 0;

	if (*s == '\0')
		return false;
	for (; *s; s++) {
		if (!span_is_digit((unsigned char)*s) ||
		    n > (INT64_MAX - 9) / 10)
			return false;
		n = n * 10 + (*s - '0');
	}
	*number_r = n;
	return true;
}

bool
document_number(const struct document *d, const char *name,
	int64_t *number_r)
{
	const json_t *value = json_object_get(d->root, name);

	if (json_is_string(value))
		return read_digits(json_string_value(value), number_r);
	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*number_r = json_integer_value(value);
	return true;
}

/* A struct document_part is jansson's value by another name. */
static const json_t *
value_of(const struct document_part *part)
{
	return (const json_t *)part;
}

static const struct document_part *
part_of(const json_t *value)
{
	return (const struct document_part *)value;
}

const struct document_part *
document_root(const struct document *d)
{
	return part_of(d->root);
}

const struct document_part *
document_part(const struct document_part *in, const char *name)
{
	return part_of(json_object_get(value_of(in), name));
}

size_t
document_items(const struct document_part *list)
{
	return json_array_size(value_of(list));
}

const struct document_part *
document_item(const struct document_part *list, size_t i)
{
	return part_of(json_array_get(value_of(list), i));
}

const char *
document_string(const struct document_part *part)
{
	return json_string_value(value_of(part));
}

const char *
document_part_text(const struct document_part *in, const char *name)
{
	return document_string(document_part(in, name));
}

bool
document_part_flag(const struct document_part *in, const char *name,
	bool *flag_r)
{
	const json_t *value = value_of(document_part(in, name));

	if (!json_is_boolean(value))
		return false;
	*flag_r = json_is_true(value);
	return true;
}
