#include "core/encoded_word.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static const char *
field(const char *value)
{
	static char text[4096];
	struct buf b;
	struct err err;

	buf_init(&b, sizeof(text) - 1);
	ck_assert_int_eq(encoded_word_field(&b, "Subject", span_str(value),
		&err), 0);
	ck_assert(buf_ok(&b));
	snprintf(text, sizeof(text), "%s", buf_str(&b));
	buf_deinit(&b);
	return text;
}

static const char *
mailbox(const char *phrase, const char *address)
{
	static char text[4096];
	struct buf b;
	struct err err;

	buf_init(&b, sizeof(text) - 1);
	ck_assert_int_eq(encoded_word_mailbox(&b, "From", span_str(phrase),
		address, &err), 0);
	snprintf(text, sizeof(text), "%s", buf_str(&b));
	buf_deinit(&b);
	return text;
}

static void
ck_lines(const char *text)
{
	const char *eol;

	for (; *text != '\0'; text = eol + 2) {
		eol = strstr(text, "\r\n");
		ck_assert_ptr_nonnull(eol);
		ck_assert_int_le(eol - text, 76);
	}
}

START_TEST(plain_words_stay_as_they_are)
{
	ck_assert_str_eq(field("Hello, world"), "Subject: Hello, world\r\n");
	ck_assert_str_eq(field(""), "Subject: \r\n");
	ck_assert_str_eq(mailbox("Contoso Ltd", "a@contoso.example"),
		"From: Contoso Ltd <a@contoso.example>\r\n");
	ck_assert_str_eq(mailbox("", "a@contoso.example"),
		"From: a@contoso.example\r\n");
}
END_TEST

START_TEST(other_words_are_encoded_the_shorter_way)
{
	ck_assert_str_eq(field("Olá"), "Subject: =?UTF-8?Q?Ol=C3=A1?=\r\n");
	ck_assert_str_eq(field("Convite à Contoso"),
		"Subject: =?UTF-8?Q?Convite_=C3=A0_Contoso?=\r\n");
	ck_assert_str_eq(field("中文"), "Subject: =?UTF-8?B?5Lit5paH?=\r\n");
	ck_assert_str_eq(field("=?x"), "Subject: =?UTF-8?B?PT94?=\r\n");
}
END_TEST

START_TEST(names_with_specials_are_quoted)
{
	ck_assert_str_eq(mailbox("Contoso, \"the\" Ltd", "a@b.example"),
		"From: \"Contoso, \\\"the\\\" Ltd\" <a@b.example>\r\n");
}
END_TEST

START_TEST(no_line_passes_76_and_no_character_is_cut)
{
	const char *long_cjk = "由貴公司的全域管理員接受後即可生效，目前的訂閱完全"
		"不受影響，由貴公司的全域管理員接受後即可生效";
	const char *text = field(long_cjk);
	const char *word = text;

	ck_lines(text);
	while ((word = strstr(word, "?B?")) != NULL) {
		size_t n = strcspn(word + 3, "?");

		/* nine bytes are three characters: a multiple of 12 in base64,
		 * or its own padding */
		ck_assert_uint_eq(n % 4, 0);
		word += 3 + n;
	}
	ck_lines(field("one two three four five six seven eight nine ten "
		"eleven twelve thirteen fourteen fifteen sixteen seventeen"));
	ck_lines(field("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
	ck_lines(mailbox(long_cjk, "someone@customers.contoso.example"));
}
END_TEST

START_TEST(a_line_break_is_refused_not_encoded)
{
	struct buf b;
	struct err err;

	buf_init(&b, 1000);
	ck_assert_int_eq(encoded_word_field(&b, "Subject",
		span_str("a\r\nBcc: b@c.example"), &err), -1);
	ck_assert_int_eq(encoded_word_mailbox(&b, "To", span_str("a"),
		"a@b.example>\r\nBcc: <c", &err), -1);
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, plain_words_stay_as_they_are);
	tcase_add_test(tcase, other_words_are_encoded_the_shorter_way);
	tcase_add_test(tcase, names_with_specials_are_quoted);
	tcase_add_test(tcase, no_line_passes_76_and_no_character_is_cut);
	tcase_add_test(tcase, a_line_break_is_refused_not_encoded);
}

UNIT_MAIN("encoded_word", add_tests)
