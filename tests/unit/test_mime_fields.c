#include "core/mime_fields.h"

#include "unit.h"

static struct err err;

/* What is odd about that header, or NULL. */
static const char *
odd(const char *header)
{
	struct mime_fields fields;
	struct message *m;
	const char *what;

	ck_assert_int_eq(message_borrow(span_str(header), &m, &err), 0);
	mime_fields_read(m, &fields);
	what = mime_fields_odd(m, &fields);
	message_free(&m);
	return what;
}

static const char *const clean[] = {
	"Subject: x\nSubject: y\n",
	"Content-Type: text/plain\n",
	"Content-Type: text/plain (c); charset=utf-8\n",
	"Content-Type:\n\ttext/plain\n ;charset=utf-8\n",
	"Content-Type: text/plain;\n",
	"Content-Type: text/plain\nContent-Type:  TEXT/plain \n",
	"Content-ID: <a>\nContent-ID: <b>\n",
};

START_TEST(what_programs_read_alike_is_not_odd)
{
	ck_assert_pstr_eq(odd(clean[_i]), NULL);
}
END_TEST

static const struct {
	const char *header, *what;
} odd_ones[] = {
	{ "Content-Type: text/plain\nContent-Type: text/html\n",
	  "two Content-Type fields that differ" },
	{ "MIME-Version: 1.0\nMime-Version: 1\n",
	  "two MIME-Version fields that differ" },
	{ "Content-Transfer-Encoding: 7bit\ncontent-transfer-encoding: 8bit\n"
	  "Content-Type: none\n",
	  "two Content-Transfer-Encoding fields that differ" },
	{ "Content-Disposition: x\nContent-Disposition: y\n",
	  "two Content-Disposition fields that differ" },
	{ "Content-Type: text\n", "a Content-Type that is none" },
	{ "Content-Type:\n", "a Content-Type that is none" },
	{ "Content-Type: text/plain charset=utf-8\n",
	  "a Content-Type that is none" },
	{ "Content-Type: (text/plain)\n", "a Content-Type that is none" },
	{ "Content-Type: text/plain; Charset*=x''y\n",
	  "a boundary or charset in RFC 2231's form" },
	{ "Content-Type: multipart/mixed; boundary*0=y\n",
	  "a boundary or charset in RFC 2231's form" },
	{ "Content-Type : text/plain\n",
	  "white space before a header's colon" },
};

START_TEST(what_they_may_read_differently_is_told)
{
	ck_assert_pstr_eq(odd(odd_ones[_i].header), odd_ones[_i].what);
}
END_TEST

START_TEST(the_first_of_each_counts)
{
	struct mime_fields fields;
	struct message *m;

	ck_assert_int_eq(message_borrow(span_str("A: b\nContent-type: c\n"
		"MIME-Version: d\nContent-Type: e\nContent-Foo: f\n"), &m,
		&err), 0);
	mime_fields_read(m, &fields);
	ck_assert_ptr_eq(fields.first[MIME_FIELDS_TYPE], message_field(m, 1));
	ck_assert_ptr_eq(fields.first[MIME_FIELDS_VERSION],
		message_field(m, 2));
	ck_assert_ptr_null(fields.first[MIME_FIELDS_ENCODING]);
	ck_assert_ptr_null(fields.first[MIME_FIELDS_DISPOSITION]);
	ck_assert(fields.differs[MIME_FIELDS_TYPE]);
	ck_assert(!fields.differs[MIME_FIELDS_VERSION]);
	for (size_t i = 0; i < message_field_count(m); i++)
		ck_assert(mime_fields_is(message_field(m, i)) == (i > 0));
	message_free(&m);
}
END_TEST

static const struct {
	const char *in, *want;
} values[] = {
	{ "", "" },
	{ " Base64\r\n\t(a (nested) one) X", " base64\t X" },
	{ "\"(A)\" (b\\)c) D", "\"(a)\"  d" },
	{ "\"A\\\"(b\"(c)d", "\"a(b\"d" },
	{ "a)b", "a)b" },
	{ "a(b", "a" },
};

START_TEST(comments_and_case_do_not_count)
{
	struct buf b;

	buf_init(&b, 4096);
	mime_fields_value(span_str(values[_i].in), &b);
	ck_assert_msg(span_ieq(buf_span(&b), span_str(values[_i].want)),
		"%s", buf_str(&b));
	for (size_t i = 0; i < b.n; i++)
		ck_assert(b.p[i] < 'A' || b.p[i] > 'Z');
	buf_deinit(&b);
}
END_TEST

static const struct {
	const char *name;
	enum mime_encoding encoding;
} encodings[] = {
	{ "", MIME_IDENTITY }, { "7bit", MIME_IDENTITY },
	{ "8BIT", MIME_IDENTITY }, { "Binary", MIME_IDENTITY },
	{ "Quoted-Printable", MIME_QUOTED_PRINTABLE },
	{ "BASE64", MIME_BASE64 }, { "base64 ", MIME_UNKNOWN_ENCODING },
	{ "x-uuencode", MIME_UNKNOWN_ENCODING },
	{ "base6", MIME_UNKNOWN_ENCODING },
};

START_TEST(an_encoding_has_its_name_or_is_unknown)
{
	ck_assert_int_eq(mime_fields_encoding(span_str(encodings[_i].name)),
		encodings[_i].encoding);
}
END_TEST

#define N(table) (int)(sizeof(table) / sizeof(table)[0])

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, what_programs_read_alike_is_not_odd, 0,
		N(clean));
	tcase_add_loop_test(tcase, what_they_may_read_differently_is_told, 0,
		N(odd_ones));
	tcase_add_test(tcase, the_first_of_each_counts);
	tcase_add_loop_test(tcase, comments_and_case_do_not_count, 0,
		N(values));
	tcase_add_loop_test(tcase, an_encoding_has_its_name_or_is_unknown, 0,
		N(encodings));
}

UNIT_MAIN("mime_fields", add_tests)
