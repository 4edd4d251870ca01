#include "core/inbound_field.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/lines.h"

#define WHY_FORGED "a result that came in from outside"

/* The longest value: a host, names and a reason, each with its limit. */
#define VALUE_MAX 2048

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t';
}

/* Does a field of this name begin here? White space before the colon is
 * RFC 5322's obsolete syntax, and Postfix takes it. */
static bool
begins(struct span s)
{
	size_t n = strlen(INBOUND_FIELD);

	if (!span_istarts(s, span_str(INBOUND_FIELD)))
		return false;
	while (n < s.n && is_blank(s.p[n]))
		n++;
	return n < s.n && s.p[n] == ':';
}

/* Behind a CR, and blanks, one would begin. */
static bool
hides_one(struct span value)
{
	size_t at = 0;

	while ((at = span_find_byte(value, at, '\r')) != SPAN_NONE) {
		while (at < value.n && (is_blank(value.p[at]) ||
		    value.p[at] == '\r'))
			at++;
		if (begins(span_sub(value, at, value.n)))
			return true;
	}
	return false;
}

/* As edits have values: lines end with LF. A CR elsewhere becomes a blank, a
 * NUL too. */
static void
without_cr(struct span value, struct buf *out)
{
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = value.p[i];

		if (c == '\r' && i + 1 < value.n && value.p[i + 1] == '\n')
			continue;
		buf_add_byte(out, c == '\r' || c == '\0' ? ' ' : c);
	}
}

/* Which one of its name the I-th field is, from 1. */
static size_t
occurrence(const struct message *m, size_t i)
{
	struct span name = message_field(m, i)->name;
	size_t n = 1;

	for (size_t k = 0; k < i; k++)
		n += span_ieq(message_field(m, k)->name, name);
	return n;
}

static void
disarm(const struct message *m, size_t i, struct edits *edits)
{
	const struct message_field *f = message_field(m, i);
	char *name = buf_dup(f->name);
	struct buf value;

	buf_init(&value, LIMIT_FIELD_SIZE);
	without_cr(f->value, &value);
	edits_header_change(edits, name, occurrence(m, i), buf_span(&value),
		WHY_FORGED " is hidden in it");
	buf_deinit(&value);
	free(name);
}

size_t
inbound_field_clear(const struct message *m, struct edits *edits)
{
	size_t n = 0, hidden = 0;

	for (size_t i = 0; i < message_field_count(m); i++) {
		const struct message_field *f = message_field(m, i);

		if (span_ieq_str(f->name, INBOUND_FIELD)) {
			edits_header_delete(edits, INBOUND_FIELD, ++n,
				WHY_FORGED);
		} else if (hides_one(f->value)) {
			disarm(m, i, edits);
			hidden++;
		}
	}
	return n + hidden;
}

static bool
ends_header(struct span s, size_t at)
{
	return at == s.n || s.p[at] == '\n' ||
		(s.p[at] == '\r' && at + 1 < s.n && s.p[at + 1] == '\n');
}

size_t
inbound_field_clear_raw(struct span header, struct edits *edits)
{
	size_t n = 0;

	for (size_t at = 0; !ends_header(header, at);
	    at = lines_field_next(header, at))
		if (begins(span_sub(header, at, header.n)))
			edits_header_delete(edits, INBOUND_FIELD, ++n,
				WHY_FORGED);
	return n;
}

void
inbound_field_cut_raw(struct span message, struct buf *out)
{
	size_t at = 0, end;

	while (!ends_header(message, at)) {
		end = lines_field_next(message, at);
		if (!begins(span_sub(message, at, message.n)))
			buf_add(out, span_sub(message, at, end));
		at = end;
	}
	buf_add(out, span_sub(message, at, message.n));
}

/* Printable ASCII that holds no NAME=VALUE: words of the link are in it, and
 * rules of mail readers only look whether "verdict=genuine" is there. */
static unsigned char
harmless(const char *s, size_t i)
{
	if (s[i] < ' ' || s[i] > '~')
		return '?';
	if (s[i] == '=' && i > 0 && span_is_alpha((unsigned char)s[i - 1]))
		return ':';
	return (unsigned char)s[i];
}

/* A quoted-string of RFC 5322. */
static void
add_quoted(struct buf *out, const char *s)
{
	buf_add_byte(out, '"');
	for (size_t i = 0; s[i]; i++) {
		if (s[i] == '"' || s[i] == '\\')
			buf_add_byte(out, '\\');
		buf_add_byte(out, harmless(s, i));
	}
	buf_add_byte(out, '"');
}

void
inbound_field_add(const struct inbound_link *l, const char *host,
	struct edits *edits)
{
	struct buf value;

	buf_init(&value, VALUE_MAX);
	buf_printf(&value, "%s; verdict=%s", host,
		inbound_verdict_text(l->verdict));
	if (l->provider && l->verdict <= INBOUND_DAMAGED)
		buf_printf(&value, "\n\treseller=%s provider=%s",
			l->partner ? l->partner->name : "none",
			l->provider->name);
	buf_add_str(&value, "\n\treason=");
	add_quoted(&value, l->why);
	edits_header_add(edits, INBOUND_FIELD, buf_span(&value),
		"what the link is");
	buf_deinit(&value);
}
