#include "core/compose.h"

#include <string.h>

#include "unit.h"

static struct letter letter = { (char *)"Hi", (char *)"Text\n",
	(char *)"<p>Text</p>\n" };

START_TEST(the_same_letter_gives_the_same_bytes)
{
	struct compose c = { .from_name = "Alice", .from = "a@contoso.example",
		.to = "b@fabrikam.example", .message_id = "<x@y>",
		.date = 1700000000, .locale = "en", .reseller = "contoso" };
	struct buf a, b;
	struct err err;

	buf_init(&a, 4096);
	buf_init(&b, 4096);
	ck_assert_int_eq(compose_message(&c, &letter, &a, &err), 0);
	ck_assert_int_eq(compose_message(&c, &letter, &b, &err), 0);
	ck_assert(span_eq(buf_span(&a), buf_span(&b)));
	ck_assert_ptr_nonnull(strstr(buf_str(&a),
		"Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"
		"From: Alice <a@contoso.example>\r\n"
		"To: b@fabrikam.example\r\nSubject: Hi\r\n"
		"Message-ID: <x@y>\r\n"));
	ck_assert_ptr_nonnull(strstr(buf_str(&a), "Linkseal-Invitation: en"));
	ck_assert_ptr_nonnull(strstr(buf_str(&a), "Linkseal-Reseller: cont"));
	buf_deinit(&a);
	buf_deinit(&b);
}
END_TEST

START_TEST(a_draft_has_no_date_and_can_be_edited)
{
	struct compose c = { .locale = "en", .reseller = "contoso",
		.draft = true };
	struct buf a;
	struct err err;

	buf_init(&a, 4096);
	ck_assert_int_eq(compose_message(&c, &letter, &a, &err), 0);
	ck_assert_ptr_nonnull(strstr(buf_str(&a), "X-Unsent: 1\r\n"));
	ck_assert_ptr_null(strstr(buf_str(&a), "Date:"));
	ck_assert_ptr_null(strstr(buf_str(&a), "From:"));
	buf_deinit(&a);
}
END_TEST

START_TEST(every_line_ends_with_crlf)
{
	struct compose c = { .locale = "en", .reseller = "contoso",
		.draft = true };
	struct buf a;
	struct err err;
	size_t i;

	buf_init(&a, 4096);
	ck_assert_int_eq(compose_message(&c, &letter, &a, &err), 0);
	for (i = 0; i < a.n; i++)
		if (a.p[i] == '\n')
			ck_assert(i > 0 && a.p[i - 1] == '\r');
	buf_deinit(&a);
}
END_TEST

START_TEST(a_name_can_not_smuggle_a_header)
{
	struct compose c = { .to_name = "x\r\nBcc: y", .to = "b@c.example",
		.locale = "en", .reseller = "contoso", .draft = true };
	struct buf a;
	struct err err;

	buf_init(&a, 4096);
	ck_assert_int_eq(compose_message(&c, &letter, &a, &err), -1);
	buf_deinit(&a);
}
END_TEST

START_TEST(the_logo_stands_beside_the_page)
{
	struct image logo = { span_str("not decoded here"), "image/png", 1, 1 };
	struct compose c = { .locale = "en", .reseller = "contoso",
		.logo = &logo, .draft = true };
	const char *related, *image;
	struct buf a;
	struct err err;

	buf_init(&a, 4096);
	ck_assert_int_eq(compose_message(&c, &letter, &a, &err), 0);
	related = strstr(buf_str(&a), "Content-Type: multipart/related;\r\n"
		" type=\"text/html\"; boundary=\"=_r");
	ck_assert_ptr_nonnull(related);
	ck_assert_ptr_nonnull(strstr(related, "Content-Type: text/html"));
	image = strstr(related, "Content-Type: image/png; name=\"logo.png\"");
	ck_assert_ptr_nonnull(image);
	ck_assert_ptr_nonnull(strstr(image, "Content-ID: <logo@linkseal>\r\n"
		"Content-Disposition: inline; filename=\"logo.png\"\r\n\r\n"
		"bm90IGRlY29kZWQgaGVyZQ==\r\n\r\n--=_r"));
	buf_deinit(&a);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_same_letter_gives_the_same_bytes);
	tcase_add_test(tcase, a_draft_has_no_date_and_can_be_edited);
	tcase_add_test(tcase, the_logo_stands_beside_the_page);
	tcase_add_test(tcase, every_line_ends_with_crlf);
	tcase_add_test(tcase, a_name_can_not_smuggle_a_header);
}

UNIT_MAIN("compose", add_tests)
