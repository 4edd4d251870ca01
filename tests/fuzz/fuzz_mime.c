/* Bytes to fields and parts: all lie where they must, in their order. */

#include "core/text.h"
#include "fuzz.h"
#include "house.h"
#include "tests/unit/mime_twins.h"

static void
check_fields(const struct message *m)
{
	const unsigned char *at = message_bytes(m).p;

	for (size_t i = 0; i < message_field_count(m); i++) {
		const struct message_field *f = message_field(m, i);

		promise(f->whole.p == at && f->name.p == at &&
			f->value.p > at + f->name.n && f->value.p +
			f->value.n <= at + f->whole.n, "fields are in a row");
		at += f->whole.n;
	}
	promise(at == message_body(m).p - message_body_offset(m) +
		message_header_end(m), "the header ends behind its fields");
}

static void
check_part(const struct message *m, const struct mime *mime, size_t i)
{
	const struct mime_part *p = mime_part(mime, i);
	const struct mime_part *up = i ? mime_part(mime, p->parent) : NULL;
	struct text *t;
	struct err err;

	promise(is_range(p->header_begin, p->header_end, p->begin) && is_range(
		p->begin, p->end, message_bytes(m).n), "header, then content");
	promise(up ? p->parent < i && up->kind == MIME_MULTIPART &&
		p->depth == up->depth + 1 && up->begin <= p->header_begin &&
		p->end <= up->end : p->parent == SPAN_NONE,
		"a part lies in its parent");
	if (text_decode(span_sub(message_bytes(m), p->begin, p->end),
	    p->encoding, p->charset, &t, &err) == 0)
		text_free(&t);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct message *m = house_message((struct span){ data, n });
	struct mime *mime = NULL;
	struct err err = { 0 };
	const char *differs;
	bool plain;

	if (m == NULL)
		return 0;
	check_fields(m);
	if (mime_parse(m, &mime, &err) != 0)
		promise(err.kind == ERR_LIMIT, err.text);
	differs = twins_compare(m, mime, &plain);
	promise(differs == NULL, differs);
	for (size_t i = 0; mime && i < mime_count(mime); i++)
		check_part(m, mime, i);
	mime_free(&mime);
	message_free(&m);
	return 0;
}
