#include "core/mime_fields.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"

/* Appends VALUE without RFC 822 comments, in lower case, line ends dropped. */
static void
plain_value(struct span value, struct buf *out)
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
type_odd(const struct message *header)
{
	const struct message_field *f;
	const char *odd = NULL;
	struct buf b;

	f = message_find(header, "Content-Type", 1);
	if (f == NULL)
		return NULL;
	buf_init(&b, LIMIT_FIELD_SIZE);
	plain_value(f->value, &b);
	if (!type_is_well_formed(buf_span(&b)))
		odd = "a Content-Type that is none";
	else if (span_find(buf_span(&b), 0, span_str("boundary*")) !=
	    SPAN_NONE || span_find(buf_span(&b), 0, span_str("charset*")) !=
	    SPAN_NONE)	/* RFC 2231, which few readers expect here */
		odd = "a boundary or charset in RFC 2231's form";
	buf_deinit(&b);
	return odd;
}

/* A field that is there twice, not saying the same. */
static bool
conflicts(const struct message *header, const char *name)
{
	const struct message_field *first = message_find(header, name, 1);
	const struct message_field *f;

	for (size_t i = 0; first && i < message_field_count(header); i++) {
		f = message_field(header, i);
		if (span_ieq(f->name, first->name) &&
		    !span_ieq(span_trim(f->value), span_trim(first->value)))
			return true;
	}
	return false;
}

const char *
mime_fields_odd(const struct message *header)
{
	if (message_odd(header))
		return message_odd(header);
	if (conflicts(header, "Content-Type"))
		return "two Content-Type fields that differ";
	if (conflicts(header, "Content-Transfer-Encoding"))
		return "two Content-Transfer-Encoding fields that differ";
	if (conflicts(header, "Content-Disposition"))
		return "two Content-Disposition fields that differ";
	if (conflicts(header, "MIME-Version"))
		return "two MIME-Version fields that differ";
	return type_odd(header);
}

static enum mime_encoding
encoding_of(const char *name)
{
	if (strcmp(name, "") == 0 || strcmp(name, "7bit") == 0 ||
	    strcmp(name, "8bit") == 0 || strcmp(name, "binary") == 0)
		return MIME_IDENTITY;
	if (strcmp(name, "quoted-printable") == 0)
		return MIME_QUOTED_PRINTABLE;
	if (strcmp(name, "base64") == 0)
		return MIME_BASE64;
	return MIME_UNKNOWN_ENCODING;
}

enum mime_encoding
mime_fields_encoding(const struct message *header, char **name_r)
{
	const struct message_field *f;
	struct buf b;

	f = message_find(header, "Content-Transfer-Encoding", 1);
	*name_r = NULL;
	if (f == NULL)
		return MIME_IDENTITY;
	buf_init(&b, LIMIT_FIELD_SIZE);
	plain_value(f->value, &b);
	*name_r = span_dup(span_trim(buf_span(&b)));
	buf_deinit(&b);
	return encoding_of(*name_r);
}

bool
mime_fields_any(const struct message *header)
{
	return message_find(header, "Content-Type", 1) ||
		message_find(header, "Content-Transfer-Encoding", 1);
}
