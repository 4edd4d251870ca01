#include "core/mime_kind.h"

#include "core/buf.h"
#include "unit.h"

static struct mime *mime;

static void
begin(void)
{
	mime = buf_zalloc(sizeof *mime);
}

static void
end(void)
{
	mime_free(&mime);
}

/* One more part, whose type is TYPE/SUBTYPE. */
static const struct mime_part *
add(size_t parent, const char *type, const char *subtype,
	struct mime_said said)
{
	struct mime_item *item = mime_item_add(mime, parent, 1);

	said.type = span_str(type);
	said.subtype = span_str(subtype);
	said.multipart = span_ieq_str(said.type, "multipart");
	mime_kind_set(mime, item, &said);
	return &item->part;
}

#define NAMED(s) { .name = { (const unsigned char *)(s), sizeof(s) - 1 } }
#define SMIME(s) { .smime_type = { (const unsigned char *)(s), \
	sizeof(s) - 1 } }

static const struct {
	const char *type, *subtype;
	struct mime_said said;
	enum mime_kind kind;
	enum mime_seal seal;
} kinds[] = {
	{ "text", "plain", { .multipart = false }, MIME_LEAF, MIME_OPEN },
	{ "text", "plain", NAMED("a.p7m"), MIME_LEAF, MIME_OPEN },
	{ "Multipart", "Mixed", { .multipart = true }, MIME_MULTIPART,
	  MIME_OPEN },
	{ "multipart", "SIGNED", { .multipart = true }, MIME_MULTIPART,
	  MIME_SIGNED },
	{ "multipart", "encrypted", { .multipart = true }, MIME_MULTIPART,
	  MIME_ENCRYPTED },
	{ "message", "RFC822", { .multipart = false }, MIME_MESSAGE,
	  MIME_OPEN },
	{ "message", "partial", { .multipart = false }, MIME_MESSAGE,
	  MIME_OPEN },
	{ "message", "delivery-status", { .multipart = false }, MIME_LEAF,
	  MIME_OPEN },
	{ "text", "rfc822", { .multipart = false }, MIME_LEAF, MIME_OPEN },
	{ "application", "pdf", { .multipart = false }, MIME_LEAF,
	  MIME_OPEN },
	{ "application", "pkcs7-mime", { .multipart = false }, MIME_LEAF,
	  MIME_ENCRYPTED },
	{ "application", "x-PKCS7-mime", SMIME("Signed-Data"), MIME_LEAF,
	  MIME_SIGNED },
	{ "application", "pkcs7-mime", SMIME("enveloped-data"), MIME_LEAF,
	  MIME_ENCRYPTED },
	{ "application", "octet-stream", NAMED("smime.P7M"), MIME_LEAF,
	  MIME_ENCRYPTED },
	{ "application", "octet-stream", NAMED("p7m"), MIME_LEAF, MIME_OPEN },
	{ "application", "octet-stream", NAMED("WinMail.dat"), MIME_LEAF,
	  MIME_TNEF },
	{ "application", "ms-tnef", NAMED("a.p7m"), MIME_LEAF, MIME_TNEF },
	{ "application", "vnd.ms-tnef", { .multipart = false }, MIME_LEAF,
	  MIME_TNEF },
	{ "application", "pgp-encrypted", { .multipart = false }, MIME_LEAF,
	  MIME_ENCRYPTED },
	{ "application", "pgp-signature", { .multipart = false }, MIME_LEAF,
	  MIME_OPEN },
};

START_TEST(a_type_says_what_a_part_is)
{
	const struct mime_part *part = add(SPAN_NONE, kinds[_i].type,
		kinds[_i].subtype, kinds[_i].said);

	ck_assert_int_eq(part->kind, kinds[_i].kind);
	ck_assert_int_eq(part->seal, kinds[_i].seal);
	ck_assert_str_eq(part->number, part->kind == MIME_MULTIPART ? "" :
		"1");
}
END_TEST

START_TEST(a_seal_is_inherited_and_the_outer_one_counts)
{
	struct mime_said none = { .multipart = false };

	add(SPAN_NONE, "multipart", "mixed", none);
	ck_assert_int_eq(add(0, "multipart", "signed", none)->seal,
		MIME_SIGNED);
	ck_assert_int_eq(add(1, "text", "plain", none)->seal, MIME_SIGNED);
	ck_assert_int_eq(add(1, "application", "ms-tnef", none)->seal,
		MIME_SIGNED);
	ck_assert_int_eq(add(0, "text", "plain", none)->seal, MIME_OPEN);
	ck_assert_str_eq(add(0, "multipart", "mixed", none)->number, "1");
}
END_TEST

static bool
is_attachment(size_t parent, const char *disposition, const char *name)
{
	struct mime_said said = { .disposition = span_str(disposition),
		.name = span_str(name) };

	return add(parent, "text", "plain", said)->attachment;
}

START_TEST(what_has_a_name_or_another_disposition_is_an_attachment)
{
	add(SPAN_NONE, "multipart", "mixed", (struct mime_said){ 0 });
	ck_assert(!is_attachment(0, NULL, NULL));
	ck_assert(!is_attachment(0, "Inline", NULL));
	ck_assert(!is_attachment(0, "", ""));
	ck_assert(is_attachment(0, "attachment", NULL));
	ck_assert(is_attachment(0, "x", NULL));
	ck_assert(is_attachment(0, "inline", "a"));
	ck_assert(is_attachment(0, NULL, "a"));
	/* the letter itself may have one */
	ck_assert(!is_attachment(SPAN_NONE, NULL, "a"));
	ck_assert(is_attachment(SPAN_NONE, "attachment", NULL));
}
END_TEST

START_TEST(parameters_are_told_whatever_their_case)
{
	struct mime_said said = { .charset = span_str("UTF-8"),
		.format = span_str("Flowed"), .delsp = span_str("YES") };
	const struct mime_part *part = add(SPAN_NONE, "Text", "PLAIN", said);

	ck_assert_str_eq(part->type, "text");
	ck_assert_str_eq(part->subtype, "plain");
	ck_assert_str_eq(part->charset, "utf-8");
	ck_assert(part->flowed && part->delsp);
	said = (struct mime_said){ .format = span_str("fixed") };
	part = add(SPAN_NONE, "text", "plain", said);
	ck_assert_ptr_null(part->charset);
	ck_assert(!part->flowed && !part->delsp);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, a_type_says_what_a_part_is, 0,
		(int)(sizeof kinds / sizeof kinds[0]));
	tcase_add_test(tcase, a_seal_is_inherited_and_the_outer_one_counts);
	tcase_add_test(tcase,
		what_has_a_name_or_another_disposition_is_an_attachment);
	tcase_add_test(tcase, parameters_are_told_whatever_their_case);
}

UNIT_MAIN("mime_kind", add_tests)
