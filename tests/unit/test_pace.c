#include "mailer/pace.h"

#include "unit.h"

static int64_t
rate(const char *text)
{
	struct err err;
	int64_t gap;

	return pace_rate(text, &gap, &err) < 0 ? -1 : gap;
}

static int64_t
seconds(const char *text)
{
	struct err err;
	int64_t ms;

	return pace_seconds(text, &ms, &err) < 0 ? -1 : ms;
}

START_TEST(a_rate_is_the_time_between_two_mails)
{
	ck_assert_int_eq(rate("5/s"), 200);
	ck_assert_int_eq(rate("100/min"), 600);
	ck_assert_int_eq(rate("100"), 600);
	ck_assert_int_eq(rate("2000/h"), 1800);
	ck_assert_int_eq(rate("7/s"), 143);	/* no faster */
	ck_assert_int_eq(rate("5000/s"), 1);
	ck_assert_int_eq(rate("0/s"), -1);
	ck_assert_int_eq(rate("/s"), -1);
	ck_assert_int_eq(rate("5/day"), -1);
	ck_assert_int_eq(rate("-5"), -1);
	ck_assert_int_eq(rate("5.5/s"), -1);
	ck_assert_int_eq(rate("123456789/s"), -1);
}
END_TEST

START_TEST(seconds_may_have_parts)
{
	ck_assert_int_eq(seconds("60"), 60000);
	ck_assert_int_eq(seconds("0.05"), 50);
	ck_assert_int_eq(seconds("1.2345"), 1234);
	ck_assert_int_eq(seconds("86400"), 86400000);
	ck_assert_int_eq(seconds("86400.001"), -1);
	ck_assert_int_eq(seconds("0"), -1);
	ck_assert_int_eq(seconds("0.0001"), -1);
	ck_assert_int_eq(seconds(".5"), -1);
	ck_assert_int_eq(seconds("5."), -1);
	ck_assert_int_eq(seconds("1x"), -1);
	ck_assert_int_eq(seconds(""), -1);
}
END_TEST

START_TEST(a_time_is_said_in_words)
{
	char text[PACE_TEXT];

	pace_text(1, text);
	ck_assert_str_eq(text, "1 s");
	pace_text(119000, text);
	ck_assert_str_eq(text, "119 s");
	pace_text(120001, text);
	ck_assert_str_eq(text, "3 min");
	pace_text(7260000, text);
	ck_assert_str_eq(text, "2 h 1 min");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_rate_is_the_time_between_two_mails);
	tcase_add_test(tcase, seconds_may_have_parts);
	tcase_add_test(tcase, a_time_is_said_in_words);
}

UNIT_MAIN("pace", add_tests)
