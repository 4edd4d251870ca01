#include "core/lines.h"

#include "unit.h"

START_TEST(a_line_is_found_from_its_middle)
{
	struct span s = span_str("ab\r\ncd\nef");

	ck_assert_uint_eq(lines_begin(s, 5), 4);
	ck_assert_uint_eq(lines_end(s, 0), 2);
	ck_assert_uint_eq(lines_end(s, 4), 6);
	ck_assert_uint_eq(lines_end(s, 7), 9);
	ck_assert_uint_eq(lines_begin(s, 9), 7);
	ck_assert_uint_eq(lines_next(s, 0), 4);
	ck_assert_uint_eq(lines_next(s, 3), 4);
	ck_assert_uint_eq(lines_next(s, 4), 7);
	ck_assert_uint_eq(lines_next(s, 7), 9);
	ck_assert_uint_eq(lines_next(s, 9), 9);
}
END_TEST

START_TEST(blanks_make_an_empty_line)
{
	struct span s = span_str("ab\r\n \t\r\ncd\r\n");

	ck_assert(lines_empty_before(s, 8));
	ck_assert(!lines_empty_before(s, 4));
	ck_assert(lines_empty_before(s, 1));
	ck_assert(lines_empty_after(s, 1));
	ck_assert(!lines_empty_after(s, 5));
	ck_assert(lines_only_blanks(s, 5));
	ck_assert(!lines_only_blanks(s, 1));
}
END_TEST

START_TEST(beyond_the_text_all_is_empty)
{
	struct span s = span_str("");

	ck_assert(lines_empty_before(s, 0));
	ck_assert(lines_empty_after(s, 0));
	ck_assert(lines_only_blanks(s, 0));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_line_is_found_from_its_middle);
	tcase_add_test(tcase, blanks_make_an_empty_line);
	tcase_add_test(tcase, beyond_the_text_all_is_empty);
}

UNIT_MAIN("lines", add_tests)
