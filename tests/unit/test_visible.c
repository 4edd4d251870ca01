#include "core/visible.h"

#include "unit.h"

START_TEST(what_nobody_sees_is_left_out)
{
	struct visible v;

	visible_init(span_str("a\u200bb\u00adc\ufeff"), &v);
	ck_assert(span_eq_str(buf_span(&v.text), "abc"));
	visible_deinit(&v);
}
END_TEST

START_TEST(blanks_and_letters_stay)
{
	struct visible v;

	visible_init(span_str("a b\u00a0ü\n"), &v);
	ck_assert(span_eq_str(buf_span(&v.text), "a b\u00a0ü\n"));
	visible_deinit(&v);
	visible_init(span_str(""), &v);
	ck_assert_uint_eq(v.text.n, 0);
	visible_deinit(&v);
}
END_TEST

START_TEST(each_offset_finds_its_way)
{
	struct visible v;

	visible_init(span_str("a\u200bb\u200bc"), &v);
	ck_assert_uint_eq(visible_back(&v, 0), 0);
	ck_assert_uint_eq(visible_back(&v, 1), 4);
	ck_assert_uint_eq(visible_back(&v, 2), 8);
	ck_assert_uint_eq(visible_back(&v, 3), 9);
	ck_assert_uint_eq(visible_forward(&v, 0), 0);
	ck_assert_uint_eq(visible_forward(&v, 1), 1);
	ck_assert_uint_eq(visible_forward(&v, 4), 1);
	ck_assert_uint_eq(visible_forward(&v, 8), 2);
	ck_assert_uint_eq(visible_forward(&v, 9), 3);
	visible_deinit(&v);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_nobody_sees_is_left_out);
	tcase_add_test(tcase, blanks_and_letters_stay);
	tcase_add_test(tcase, each_offset_finds_its_way);
}

UNIT_MAIN("visible", add_tests)
