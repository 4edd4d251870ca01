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

START_TEST(a_field_goes_on_as_long_as_lines_begin_with_a_blank)
{
	struct span s = span_str("A: b\r\n c\r\n\td\nE: f\n\n g");

	ck_assert_uint_eq(lines_field_next(s, 0), 13);
	ck_assert_uint_eq(lines_field_next(s, 13), 18);
	ck_assert_uint_eq(lines_field_next(s, 18), s.n);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_line_is_found_from_its_middle);
	tcase_add_test(tcase, blanks_make_an_empty_line);
	tcase_add_test(tcase, beyond_the_text_all_is_empty);
	tcase_add_test(tcase,
		a_field_goes_on_as_long_as_lines_begin_with_a_blank);
}

UNIT_MAIN("lines", add_tests)
