#include "core/ascii.h"

#include <string.h>

#include "unit.h"

static void
check(const char *s, size_t n, char meant)
{
	unsigned char c = '\0';

	ck_assert_msg(ascii_meant(span_str(s), &c) == n, "%s", s);
	if (n)
		ck_assert_int_eq(c, meant);
}

START_TEST(full_width_forms_mean_what_they_show)
{
	check("！", 3, '!');
	check("？x", 3, '?');
	check("＆", 3, '&');
	check("＝", 3, '=');
	check("＃", 3, '#');
	check("＿", 3, '_');
	check("｀", 3, '`');
	check("ａ", 3, 'a');
	check("～", 3, '~');
}
END_TEST

START_TEST(every_dash_means_a_hyphen)
{
	check("\u2010", 3, '-');
	check("\u2011", 3, '-');
	check("–", 3, '-');
	check("—", 3, '-');
	check("−", 3, '-');
	check("－", 3, '-');
}
END_TEST

START_TEST(other_slashes_mean_one)
{
	check("\u2044", 3, '/');
	check("\u2215", 3, '/');
	check("\u2571", 3, '/');
	check("／", 3, '/');
}
END_TEST

START_TEST(all_else_means_itself)
{
	check("", 0, '\0');
	check("-", 0, '\0');
	check("é", 0, '\0');
	check("、", 0, '\0');
	check("\u2026", 0, '\0');
	check("｟", 0, '\0');
	check("\xef\xbc", 0, '\0');
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, full_width_forms_mean_what_they_show);
	tcase_add_test(tcase, every_dash_means_a_hyphen);
	tcase_add_test(tcase, other_slashes_mean_one);
	tcase_add_test(tcase, all_else_means_itself);
}

UNIT_MAIN("ascii", add_tests)
