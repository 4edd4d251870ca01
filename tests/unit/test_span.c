#include "core/span.h"

#include "unit.h"

START_TEST(nul_is_data)
{
	struct span s = { (const unsigned char *)"a\0b", 3 };

	ck_assert_uint_eq(span_find(s, 0, span_str("b")), 2);
	ck_assert_uint_eq(span_find_byte(s, 0, '\0'), 1);
}
END_TEST

START_TEST(a_needle_longer_than_the_span_is_not_found)
{
	struct span s = span_str("ab");

	ck_assert_uint_eq(span_find(s, 0, span_str("abc")), SPAN_NONE);
	ck_assert_uint_eq(span_find(s, 3, span_str("a")), SPAN_NONE);
	ck_assert_uint_eq(span_ifind(s, 1, span_str("AB")), SPAN_NONE);
}
END_TEST

START_TEST(case_is_folded_for_ascii_only)
{
	ck_assert(span_ieq_str(span_str("Subject"), "sUBJECT"));
	ck_assert(!span_ieq_str(span_str("\xC3\xA4"), "\xC3\x84"));
}
END_TEST

START_TEST(trim_takes_white_space_at_both_ends)
{
	ck_assert(span_eq_str(span_trim(span_str(" \r\n a b\t")), "a b"));
	ck_assert_uint_eq(span_trim(span_str(" \t")).n, 0);
}
END_TEST

START_TEST(an_empty_part_has_its_place)
{
	struct span s = span_str("abc");

	ck_assert_ptr_eq(span_sub(s, 2, 2).p, s.p + 2);
	ck_assert_ptr_eq(span_sub(s, 3, 3).p, s.p + 3);
	ck_assert_ptr_null(span_sub((struct span){ NULL, 0 }, 0, 0).p);
}
END_TEST

START_TEST(the_first_byte_of_8_bits_is_found_wherever_it_stands)
{
	unsigned char text[40];
	struct span s = { text, sizeof text };

	for (size_t i = 0; i < sizeof text; i++) {
		memset(text, 'a', sizeof text);
		ck_assert_uint_eq(span_find_8bit(s, i), sizeof text);
		text[i] = 0x80;
		ck_assert_uint_eq(span_find_8bit(s, 0), i);
		ck_assert_uint_eq(span_find_8bit(s, i), i);
		ck_assert_uint_eq(span_find_8bit(s, i + 1), sizeof text);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, nul_is_data);
	tcase_add_test(tcase, an_empty_part_has_its_place);
	tcase_add_test(tcase, a_needle_longer_than_the_span_is_not_found);
	tcase_add_test(tcase, case_is_folded_for_ascii_only);
	tcase_add_test(tcase,
		the_first_byte_of_8_bits_is_found_wherever_it_stands);
	tcase_add_test(tcase, trim_takes_white_space_at_both_ends);
}

UNIT_MAIN("span", add_tests)
