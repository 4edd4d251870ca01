#include "core/filler.h"

#include "unit.h"

START_TEST(spaces_of_any_script_are_spaces)
{
	ck_assert_uint_eq(filler_space(span_str(" x")), 1);
	ck_assert_uint_eq(filler_space(span_str("\xC2\xA0")), 2);
	ck_assert_uint_eq(filler_space(span_str("\xE3\x80\x80")), 3);
	ck_assert_uint_eq(filler_space(span_str("\v")), 1);
	ck_assert_uint_eq(filler_space(span_str("\xC2\x85")), 2);
	ck_assert_uint_eq(filler_space(span_str("\xEF\xBE\xA0")), 3);
	ck_assert_uint_eq(filler_space(span_str("x")), 0);
	ck_assert_uint_eq(filler_space(span_str("")), 0);
}
END_TEST

START_TEST(a_line_end_is_one_thing)
{
	ck_assert_uint_eq(filler_line_end(span_str("\r\n\r\n")), 2);
	ck_assert_uint_eq(filler_line_end(span_str("\n")), 1);
	ck_assert_uint_eq(filler_line_end(span_str("\rx")), 1);
	ck_assert_uint_eq(filler_any(span_str("\r\n")), 2);
}
END_TEST

START_TEST(invisible_characters_are_filler)
{
	ck_assert_uint_eq(filler_any(span_str("\xE2\x80\x8B")), 3);
	ck_assert_uint_eq(filler_any(span_str("\xC2\xAD")), 2);
	ck_assert_uint_eq(filler_any(span_str("\xEF\xBF\xBC")), 3);
	ck_assert_uint_eq(filler_any(span_str("\xC3\xA4")), 0);
}
END_TEST

START_TEST(what_is_invisible_is_told_from_blanks_from_both_sides)
{
	struct span text = span_str("a\u200b\u00ad\u00a0");

	ck_assert_uint_eq(filler_invisible(span_sub(text, 1, text.n)), 3);
	ck_assert_uint_eq(filler_invisible(span_str("\u00a0")), 0);
	ck_assert_uint_eq(filler_invisible(span_str("a")), 0);
	ck_assert_uint_eq(filler_invisible_before(text, 4), 3);
	ck_assert_uint_eq(filler_invisible_before(text, 6), 2);
	ck_assert_uint_eq(filler_invisible_before(text, 8), 0);
	ck_assert_uint_eq(filler_invisible_before(text, 1), 0);
	ck_assert_uint_eq(filler_invisible_before(text, 0), 0);
	ck_assert(filler_invisible_in(text));
	ck_assert(filler_invisible_in(span_str("\u00a0a\ufeff")));
	ck_assert(!filler_invisible_in(span_str("aä\u00a0")));
	ck_assert(!filler_invisible_in((struct span){ NULL, 0 }));
}
END_TEST

START_TEST(a_breaker_stands_before_a_line_end_or_blank)
{
	ck_assert_uint_eq(filler_breaker(span_str("=\r\nx")), 1);
	ck_assert_uint_eq(filler_breaker(span_str("- \n")), 2);
	ck_assert_uint_eq(filler_breaker(span_str("-x\n")), 0);
	ck_assert_uint_eq(filler_breaker(span_str("=")), 0);
}
END_TEST

START_TEST(an_opener_stands_at_the_beginning_of_a_line_only)
{
	struct span s = span_str("a>\n> >b");

	ck_assert_uint_eq(filler_opener(s, 1), 0);
	ck_assert_uint_eq(filler_opener(s, 3), 1);
	ck_assert_uint_eq(filler_opener(s, 5), 1);
	ck_assert_uint_eq(filler_opener(s, 6), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, spaces_of_any_script_are_spaces);
	tcase_add_test(tcase, a_line_end_is_one_thing);
	tcase_add_test(tcase, invisible_characters_are_filler);
	tcase_add_test(tcase,
		what_is_invisible_is_told_from_blanks_from_both_sides);
	tcase_add_test(tcase, a_breaker_stands_before_a_line_end_or_blank);
	tcase_add_test(tcase, an_opener_stands_at_the_beginning_of_a_line_only);
}

UNIT_MAIN("filler", add_tests)
