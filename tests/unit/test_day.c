#include "portal/day.h"

#include "unit.h"

/* 2026-11-21, in the evening. */
#define NOW 1795286400

static char day[DAY_TEXT];
static struct err err;

START_TEST(days_are_read_as_dates_and_as_days_ago)
{
	ck_assert_int_eq(day_read("2024-02-29", NOW, day, &err), 0);
	ck_assert_str_eq(day, "2024-02-29");
	ck_assert_int_eq(day_read("0d", NOW, day, &err), 0);
	ck_assert_str_eq(day, "2026-11-21");
	ck_assert_int_eq(day_read("21d", NOW, day, &err), 0);
	ck_assert_str_eq(day, "2026-10-31");
	ck_assert_int_eq(day_read("36525d", NOW, day, &err), 0);
}
END_TEST

START_TEST(what_is_no_day_is_refused)
{
	static const char *const bad[] = { "", "d", "-1d", "14", "14days",
		"2026-02-30", "2026-13-01", "2026-1-1", "21.11.2026",
		"2026-11-21T10:00:00Z", "2026-11-2x", "36526d", "999999d",
		"yesterday", "2025-02-29" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		ck_assert_msg(day_read(bad[i], NOW, day, &err) == -1,
			"taken: %s", bad[i]);
		ck_assert_int_eq(err.kind, ERR_USAGE);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, days_are_read_as_dates_and_as_days_ago);
	tcase_add_test(tcase, what_is_no_day_is_refused);
}

UNIT_MAIN("day", add_tests)
