#include "cloud/credential_text.h"

#include <string.h>

#include "cloud/cloud_limits.h"
#include "cloud/secret.h"
#include "unit.h"

START_TEST(values_stand_in_quotes_or_alone)
{
	static const char *const rows[] = {
		"client_secret = \"s e=c\"\nrefresh_token = \"tok\"\n",
		"# a\n\n  client_secret=s e=c  \r\nrefresh_token\t=\ttok",
		"refresh_token = tok\n\t# b\nclient_secret = \"s e=c\"",
	};

	for (size_t i = 0; i < 3; i++) {
		struct credential_text c;
		struct err err = { 0 };

		ck_assert_msg(credential_text_read(span_str(rows[i]), &c,
		    &err) == 0, "%s", err.text);
		ck_assert(span_eq_str(c.secret, "s e=c"));
		ck_assert(span_eq_str(c.refresh_token, "tok"));
	}
}
END_TEST

START_TEST(a_renewed_text_differs_in_the_token_alone)
{
	static const char text[] = "# a\r\nrefresh_token = \"old\"\n"
		"client_secret = old\n# old\n";
	struct credential_text c;
	struct err err = { 0 };
	struct buf out;

	buf_init(&out, 1000);
	ck_assert_int_eq(credential_text_read(span_str(text), &c, &err), 0);
	credential_text_renew(span_str(text), &c, "the new \"one\"", &out);
	ck_assert_str_eq(buf_str(&out), "# a\r\nrefresh_token = "
	    "\"the new \"one\"\"\nclient_secret = old\n# old\n");
	ck_assert_int_eq(credential_text_read(buf_span(&out), &c, &err), 0);
	ck_assert(span_eq_str(c.refresh_token, "the new \"one\""));
	buf_deinit(&out);
}
END_TEST

static int
read_long(size_t n, struct err *err)
{
	struct credential_text c;
	struct buf b;
	int rc;

	buf_init(&b, n + 100);
	buf_add_str(&b, "refresh_token = ");
	for (size_t i = 0; i < n; i++)
		buf_add_byte(&b, 'a');
	rc = credential_text_read(buf_span(&b), &c, err);
	buf_deinit(&b);
	return rc;
}

START_TEST(a_value_has_a_limited_length)
{
	struct err err = { 0 };

	ck_assert_int_eq(read_long(CLOUD_SECRET_MAX, &err), 0);
	ck_assert_int_eq(read_long(CLOUD_SECRET_MAX + 1, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_int_gt(CLOUD_CREDENTIAL_MAX, 3 * CLOUD_SECRET_MAX);
}
END_TEST

START_TEST(no_word_of_a_wrong_text_is_repeated)
{
	static const char *const rows[] = { "hunter2", "hunter2 = x",
		"refresh_token = hunter2\a", "refresh_token = hunter2\nx",
		"client_secret = hunter2\nclient_secret = hunter2" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct credential_text c;
		struct err err = { 0 };

		ck_assert_int_eq(credential_text_read(span_str(rows[i]), &c,
		    &err), -1);
		ck_assert(strncmp(err.text, "line ", 5) == 0);
		ck_assert(strstr(err.text, "hunter2") == NULL);
	}
}
END_TEST

START_TEST(a_secret_in_a_text_is_hidden)
{
	char text[] = "a 12345678 b 1234567812345678 c 1234567";

	secret_hide(text, "12345678");
	ck_assert_str_eq(text, "a ******** b **************** c 1234567");
	secret_hide(text, "1234567");
	secret_hide(text, NULL);
	ck_assert_str_eq(text, "a ******** b **************** c 1234567");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, values_stand_in_quotes_or_alone);
	tcase_add_test(tcase, a_renewed_text_differs_in_the_token_alone);
	tcase_add_test(tcase, a_value_has_a_limited_length);
	tcase_add_test(tcase, no_word_of_a_wrong_text_is_repeated);
	tcase_add_test(tcase, a_secret_in_a_text_is_hidden);
}

UNIT_MAIN("credential_text", add_tests)
