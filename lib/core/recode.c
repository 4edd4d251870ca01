#include "core/recode.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/text_base64.h"
#include "core/text_qp.h"

#define BASE64_BYTES 57		/* 76 characters a line, RFC 2045 6.8 */

#define WHY "text encoded anew"

struct recode {
	const struct message *m;
	const struct mime_part *p;
	struct message *header;	/* the leaf's own, when it is not the root */
	struct edits *out;
};

static bool
is_root(const struct mime_part *p)
{
	return p->parent == SPAN_NONE;
}

static void
encode_base64(struct span s, const char *eol, struct buf *out)
{
	char line[4 * BASE64_BYTES / 3 + 4];
	size_t i, n;

	for (i = 0; i < s.n; i += n) {
		n = s.n - i < BASE64_BYTES ? s.n - i : BASE64_BYTES;
		buf_add_str(out, sodium_bin2base64(line, sizeof(line),
			s.p + i, n, sodium_base64_VARIANT_ORIGINAL));
		buf_add_str(out, eol);
	}
}

static void
encode_qp(struct span s, const char *eol, struct buf *out)
{
	struct text_change all = { 0, 0, s };
	struct edits *edits = edits_new();
	size_t i;

	text_qp_edit((struct span){ (const unsigned char *)"", 0 }, &all, 1,
		eol, false, edits);
	for (i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		buf_add(out, (struct span){ e->text, e->n });
	}
	edits_free(&edits);
}

/* NUL and others count too: UTF-16 is for base64. */
static bool
is_mostly_ascii(struct span s)
{
	size_t i, other = 0;

	for (i = 0; i < s.n; i++)
		other += s.p[i] >= 0x80 || (s.p[i] < ' ' &&
			!span_is_space(s.p[i]));
	return other <= s.n / 6;
}

/* What a reader decodes must be what was meant. */
static bool
decodes_to(void (*decode)(struct span, struct buf *), struct span raw,
	struct span octets)
{
	struct buf again;
	bool same;

	buf_init(&again, octets.n);
	decode(raw, &again);
	same = buf_ok(&again) && span_eq(buf_span(&again), octets);
	buf_deinit(&again);
	return same;
}

/* Returns the encoding's name, or NULL when none can carry it. */
static const char *
encode(struct span octets, const char *eol, struct buf *out)
{
	if (is_mostly_ascii(octets)) {
		encode_qp(octets, eol, out);
		if (decodes_to(text_qp_decode, buf_span(out), octets))
			return "quoted-printable";
		buf_reset(out);
	}
	encode_base64(octets, eol, out);
	return decodes_to(text_base64_decode, buf_span(out), octets) ?
		"base64" : NULL;
}

static const struct message *
header_of(const struct recode *r)
{
	return r->header ? r->header : r->m;
}

/* A value as libmilter takes it: LF folds, no white space around it. */
static void
change_root(const struct recode *r, const char *name, struct span value)
{
	struct span s = span_trim(value);
	struct buf b;
	size_t i;

	buf_init(&b, LIMIT_FIELD_SIZE);
	for (i = 0; i < s.n; i++)
		if (s.p[i] != '\r')
			buf_add_byte(&b, s.p[i]);
	edits_header_change(r->out, name, 1, buf_span(&b), WHY);
	buf_deinit(&b);
}

static void
change(const struct recode *r, const char *name,
	const struct message_field *f, struct span value)
{
	struct span all = message_bytes(header_of(r));
	size_t at = r->p->header_begin + (size_t)(f->value.p - all.p);

	if (is_root(r->p))
		change_root(r, name, value);
	else
		edits_body(r->out, at, at + f->value.n, value, WHY);
}

static void
add_field(const struct recode *r, const char *name, const char *value)
{
	struct buf line;

	if (is_root(r->p)) {
		edits_header_add(r->out, name, span_str(value), WHY);
		return;
	}
	buf_init(&line, LIMIT_FIELD_SIZE);
	buf_printf(&line, "%s: %s%s", name, value, message_eol(r->m));
	edits_body(r->out, r->p->header_begin, r->p->header_begin,
		buf_span(&line), WHY);
	buf_deinit(&line);
}

/* The end of the parameter (or type) that begins at AT: its ';' or the end;
 * SPAN_NONE where comments make it hard to tell. */
static size_t
parameter_end(struct span s, size_t at)
{
	bool quoted = false;

	for (; at < s.n; at++) {
		if (quoted && s.p[at] == '\\')
			at++;
		else if (s.p[at] == '"')
			quoted = !quoted;
		else if (!quoted && s.p[at] == '(')
			return SPAN_NONE;
		else if (!quoted && s.p[at] == ';')
			return at;
	}
	return quoted ? SPAN_NONE : s.n;
}

static bool
is_charset(struct span parameter, bool *plain_r)
{
	size_t equals = span_find_byte(parameter, 0, '=');
	struct span name;

	if (equals == SPAN_NONE)
		return false;
	name = span_trim(span_sub(parameter, 0, equals));
	*plain_r = span_ieq_str(name, "charset");
	return span_istarts(name, span_str("charset"));
}

/* The value with its charset made utf-8; false: too odd to touch. */
static bool
with_utf8(struct span value, struct buf *out)
{
	size_t at = 0, end;
	bool plain, done = false;

	while (at <= value.n) {
		struct span parameter;

		end = parameter_end(value, at);
		if (end == SPAN_NONE)
			return false;
		parameter = span_sub(value, at, end);
		if (at)
			buf_add_byte(out, ';');
		if (at && is_charset(parameter, &plain)) {
			if (!plain || done)
				return false;
			buf_add_str(out, " charset=utf-8");
			done = true;
		} else {
			buf_add(out, parameter);
		}
		at = end + 1;
	}
	if (!done)
		buf_add_str(out, "; charset=utf-8");
	return buf_ok(out);
}

static int
set_type(const struct recode *r, struct err *err)
{
	const struct message_field *f = message_find(header_of(r),
		"Content-Type", 1);
	struct buf value;
	bool good = true;

	if (f == NULL) {
		add_field(r, "Content-Type", "text/plain; charset=utf-8");
		return 0;
	}
	buf_init(&value, LIMIT_FIELD_SIZE);
	good = with_utf8(f->value, &value) && message_find(header_of(r),
		"Content-Type", 2) == NULL;
	if (good)
		change(r, "Content-Type", f, buf_span(&value));
	buf_deinit(&value);
	return good ? 0 : err_set(err, ERR_DATA, "its Content-Type is written "
		"in a way that can't be changed safely");
}

static int
set_encoding(const struct recode *r, const char *name, struct err *err)
{
	static const char field[] = "Content-Transfer-Encoding";
	const struct message_field *f = message_find(header_of(r), field, 1);
	struct buf value;

	if (message_find(header_of(r), field, 2) != NULL)
		return err_set(err, ERR_DATA, "it has several transfer "
			"encodings");
	if (f == NULL) {
		add_field(r, field, name);
		return 0;
	}
	if (span_ieq_str(span_trim(f->value), name))
		return 0;
	buf_init(&value, LIMIT_FIELD_SIZE);
	buf_printf(&value, " %s", name);
	change(r, field, f, buf_span(&value));
	buf_deinit(&value);
	return 0;
}

/* TYPED: the type says the charset too. */
static int
set_fields(struct recode *r, const char *encoding, bool typed,
	struct err *err)
{
	struct span all = message_bytes(r->m);
	struct buf copy;
	int rc = 0;

	if (!is_root(r->p)) {
		buf_init(&copy, LIMIT_HEADER_SIZE);
		buf_add(&copy, span_sub(all, r->p->header_begin,
			r->p->header_end));
		rc = message_parse(&copy, &r->header, err);
		buf_deinit(&copy);
	}
	if (rc == 0 && typed)
		rc = set_type(r, err);
	if (rc == 0)
		rc = set_encoding(r, encoding, err);
	if (rc == 0 && is_root(r->p) &&
	    message_find(r->m, "MIME-Version", 1) == NULL)
		add_field(r, "MIME-Version", "1.0");
	message_free(&r->header);
	return rc;
}

static int
write_anew(struct recode *r, struct span octets, bool typed, struct err *err)
{
	const char *encoding;
	struct buf body;
	int rc = -1;

	buf_init(&body, 4 * octets.n + LIMIT_LEAF_SIZE);
	encoding = encode(octets, message_eol(r->m), &body);
	if (encoding == NULL)
		err_set(err, ERR_DATA, "no transfer encoding carries it");
	else if ((rc = set_fields(r, encoding, typed, err)) == 0)
		edits_body(r->out, r->p->begin, r->p->end, buf_span(&body),
			WHY);
	buf_deinit(&body);
	return rc;
}

int
recode_part(const struct message *m, const struct mime_part *p,
	struct span old, struct span utf8, struct edits *out,
	struct err *err)
{
	struct recode r = { .m = m, .p = p, .out = out };

	/* U+FFFD stands for bytes that were not understood. */
	if (span_find(old, 0, span_str("\xef\xbf\xbd")) != SPAN_NONE)
		return err_set(err, ERR_DATA, "it holds bytes that its charset "
			"does not know, and needs letters that it has not");
	return write_anew(&r, utf8, true, err);
}

int
recode_octets(const struct message *m, const struct mime_part *p,
	struct span octets, struct edits *out, struct err *err)
{
	struct recode r = { .m = m, .p = p, .out = out };

	return write_anew(&r, octets, false, err);
}

bool
recode_done(const struct edits *edits, const struct mime_part *p)
{
	size_t i;

	for (i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		if (is_root(p) ? e->kind != EDIT_BODY : e->kind == EDIT_BODY &&
		    e->begin >= p->header_begin && e->end <= p->header_end)
			return true;
	}
	return false;
}
