#include "core/mime_fields.h"

#include <string.h>

#include "core/limits.h"

static const struct {
	const char *name;
	const char *odd;	/* when it is there twice and differs */
} known[MIME_FIELDS] = {
	[MIME_FIELDS_TYPE] = { "Content-Type",
		"two Content-Type fields that differ" },
	[MIME_FIELDS_ENCODING] = { "Content-Transfer-Encoding",
		"two Content-Transfer-Encoding fields that differ" },
	[MIME_FIELDS_DISPOSITION] = { "Content-Disposition",
		"two Content-Disposition fields that differ" },
	[MIME_FIELDS_VERSION] = { "MIME-Version",
		"two MIME-Version fields that differ" },
};

void
mime_fields_value(struct span value, struct buf *out)
{
	bool quoted = false;
	size_t depth = 0;

	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = value.p[i];

		if (c == '\\' && (quoted || depth) && i + 1 < value.n) {
			i++;
			continue;
		}
		if (c == '"' && depth == 0)
			quoted = !quoted;
		if (c == '(' && !quoted)
			depth++;
		if (depth == 0 && c != '\r' && c != '\n')
			buf_add_byte(out, span_lower(c));
		if (c == ')' && !quoted && depth)
			depth--;
	}
}

static size_t
token_length(struct span s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] > ' ' && s.p[n] < 127 &&
	    strchr("()<>@,;:\\\"/[]?=", s.p[n]) == NULL)
		n++;
	return n;
}

/* type "/" subtype, and then nothing or parameters. */
static bool
type_is_well_formed(struct span s)
{
	size_t n;

	s = span_trim(s);
	n = token_length(s);
	if (n == 0 || n == s.n || s.p[n] != '/')
		return false;
	s = span_sub(s, n + 1, s.n);
	n = token_length(s);
	if (n == 0)
		return false;
	s = span_trim(span_sub(s, n, s.n));
	return s.n == 0 || s.p[0] == ';';
}

static const char *
type_odd(const struct message_field *f)
{
	const char *odd = NULL;
	struct buf b;

	if (f == NULL)
		return NULL;
	buf_init(&b, LIMIT_FIELD_SIZE);
	mime_fields_value(f->value, &b);
	if (!type_is_well_formed(buf_span(&b)))
		odd = "a Content-Type that is none";
	else if (span_find(buf_span(&b), 0, span_str("boundary*")) !=
	    SPAN_NONE || span_find(buf_span(&b), 0, span_str("charset*")) !=
	    SPAN_NONE)	/* RFC 2231, which few readers expect here */
		odd = "a boundary or charset in RFC 2231's form";
	buf_deinit(&b);
	return odd;
}

bool
mime_fields_is(const struct message_field *f)
{
	return span_istarts(f->name, span_str("Content-")) ||
		span_istarts(f->name, span_str("MIME-"));
}

static void
take(struct mime_fields *fields, const struct message_field *f)
{
	for (size_t i = 0; i < MIME_FIELDS; i++) {
		if (!span_ieq_str(f->name, known[i].name))
			continue;
		if (fields->first[i] == NULL)
			fields->first[i] = f;
		else if (!span_ieq(span_trim(f->value),
		    span_trim(fields->first[i]->value)))
			fields->differs[i] = true;
	}
}

void
mime_fields_read(const struct message *header, struct mime_fields *fields)
{
	*fields = (struct mime_fields){ 0 };
	for (size_t i = 0; i < message_field_count(header); i++)
		if (mime_fields_is(message_field(header, i)))
			take(fields, message_field(header, i));
}

const char *
mime_fields_odd(const struct message *header, const struct mime_fields *fields)
{
	if (message_odd(header))
		return message_odd(header);
	for (size_t i = 0; i < MIME_FIELDS; i++)
		if (fields->differs[i])
			return known[i].odd;
	return type_odd(fields->first[MIME_FIELDS_TYPE]);
}

enum mime_encoding
mime_fields_encoding(struct span name)
{
	if (name.n == 0 || span_ieq_str(name, "7bit") ||
	    span_ieq_str(name, "8bit") || span_ieq_str(name, "binary"))
		return MIME_IDENTITY;
	if (span_ieq_str(name, "quoted-printable"))
		return MIME_QUOTED_PRINTABLE;
	if (span_ieq_str(name, "base64"))
		return MIME_BASE64;
	return MIME_UNKNOWN_ENCODING;
}
