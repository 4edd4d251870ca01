#include "smtp/smtp.h"

#include <string.h>

#include "unit.h"

START_TEST(the_first_digit_decides)
{
	ck_assert_int_eq(smtp_outcome(250), SMTP_ACCEPTED);
	ck_assert_int_eq(smtp_outcome(451), SMTP_DEFERRED);
	ck_assert_int_eq(smtp_outcome(554), SMTP_REFUSED);
	ck_assert_int_eq(smtp_outcome(0), SMTP_UNKNOWN);
	ck_assert_int_eq(smtp_outcome(354), SMTP_UNKNOWN);
}
END_TEST

START_TEST(an_answer_becomes_one_line)
{
	static const int none[3], enhanced[3] = { 5, 1, 1 };
	char out[SMTP_TEXT_MAX + 1];
	char lots[2 * SMTP_TEXT_MAX];

	smtp_text(out, 550, enhanced, "no\r\nsuch user\r\n");
	ck_assert_str_eq(out, "550 5.1.1 no  such user");
	smtp_text(out, 250, none, NULL);
	ck_assert_str_eq(out, "250");
	memset(lots, 'x', sizeof(lots) - 1);
	lots[sizeof(lots) - 1] = '\0';
	smtp_text(out, 250, none, lots);
	ck_assert_uint_eq(strlen(out), SMTP_TEXT_MAX);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_first_digit_decides);
	tcase_add_test(tcase, an_answer_becomes_one_line);
}

UNIT_MAIN("smtp", add_tests)
