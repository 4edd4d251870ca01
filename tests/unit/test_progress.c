#include "mailer/progress.h"

#include <string.h>

#include "unit.h"

static const char *
line(size_t done, size_t total, int64_t ms, size_t columns)
{
	static struct buf b;
	struct progress p = { total, done, ms, columns };

	buf_deinit(&b);
	buf_init(&b, 1000);
	progress_line(&p, &b);
	return buf_str(&b);
}

START_TEST(a_line_tells_how_far_how_fast_and_how_long)
{
	ck_assert_str_eq(line(1000, 4000, 10000, 80), "[##########"
		"..............................] 1000 of 4000, 100/s, 30 s "
		"left");
	ck_assert_str_eq(line(10, 10, 10000, 80), "[###################"
		"#####################] 10 of 10, 60/min");
	ck_assert_str_eq(line(0, 10, 0, 80), "[........................"
		"................] 0 of 10");
}
END_TEST

START_TEST(a_line_fits_its_terminal)
{
	size_t columns;

	for (columns = 1; columns < 120; columns++)
		ck_assert_uint_lt(strlen(line(1000, 4000, 10000, columns)),
			columns);
	ck_assert_str_eq(line(1000, 4000, 10000, 36),
		"1000 of 4000, 100/s, 30 s left");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_line_tells_how_far_how_fast_and_how_long);
	tcase_add_test(tcase, a_line_fits_its_terminal);
}

UNIT_MAIN("progress", add_tests)
