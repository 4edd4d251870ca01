#include "portal/rate.h"

#include <stdio.h>

#include "unit.h"

static struct rate *rate;

static void
set_up(void)
{
	rate = rate_new(3, 6);
}

static void
tear_down(void)
{
	rate_free(&rate);
}

START_TEST(a_burst_is_taken_and_no_more)
{
	for (int i = 0; i < 3; i++)
		ck_assert(rate_take(rate, "192.0.2.1", 1000));
	ck_assert(!rate_take(rate, "192.0.2.1", 1000));
	ck_assert(rate_take(rate, "192.0.2.2", 1000));
}
END_TEST

START_TEST(it_is_refilled_evenly)
{
	for (int i = 0; i < 3; i++)
		ck_assert(rate_take(rate, "a", 0));
	ck_assert(!rate_take(rate, "a", 9999));
	ck_assert(rate_take(rate, "a", 10001));
	ck_assert(!rate_take(rate, "a", 10002));
}
END_TEST

START_TEST(it_is_never_fuller_than_a_burst)
{
	ck_assert(rate_take(rate, "a", 0));
	for (int i = 0; i < 3; i++)
		ck_assert(rate_take(rate, "a", 3600000));
	ck_assert(!rate_take(rate, "a", 3600000));
}
END_TEST

START_TEST(a_clock_that_goes_back_gives_nothing)
{
	for (int i = 0; i < 3; i++)
		ck_assert(rate_take(rate, "a", 100000));
	ck_assert(!rate_take(rate, "a", 5));
}
END_TEST

START_TEST(many_names_take_no_more_memory_and_few_are_mixed_up)
{
	char name[20];
	int refused = 0;

	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "n%d", i);
		for (int k = 0; k < 3; k++)
			refused += !rate_take(rate, name, 0);
	}
	ck_assert_int_eq(refused, 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_burst_is_taken_and_no_more);
	tcase_add_test(tcase, it_is_refilled_evenly);
	tcase_add_test(tcase, it_is_never_fuller_than_a_burst);
	tcase_add_test(tcase, a_clock_that_goes_back_gives_nothing);
	tcase_add_test(tcase,
		many_names_take_no_more_memory_and_few_are_mixed_up);
}

UNIT_MAIN("rate", add_tests)
