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

START_TEST(wide_forms_become_ascii)
{
	struct visible v;

	visible_init(span_str("\uff41\u2013b\u3002\uff0f"), &v);
	ck_assert(span_eq_str(buf_span(&v.text), "a-b\u3002/"));
	ck_assert(v.wide);
	ck_assert_uint_eq(visible_back(&v, 1), 3);
	ck_assert_uint_eq(visible_back(&v, 2), 6);
	visible_deinit(&v);
	visible_init(span_str("a\u200bb"), &v);
	ck_assert(!v.wide);
	visible_deinit(&v);
}
END_TEST

START_TEST(sentences_do_not_tell)
{
	ck_assert(visible_may_tell(span_str("a\u200bb")));
	ck_assert(visible_may_tell(span_str("\uff41")));
	ck_assert(visible_may_tell(span_str("\u4e00\uff0f")));
	ck_assert(!visible_may_tell(span_str("\u4e00\uff0c\uff1f\u3002")));
	ck_assert(!visible_may_tell(span_str("a \u2013 b \u2014 \u00fc")));
	ck_assert(!visible_may_tell(span_str("")));
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
	tcase_add_test(tcase, wide_forms_become_ascii);
	tcase_add_test(tcase, sentences_do_not_tell);
	tcase_add_test(tcase, each_offset_finds_its_way);
}

UNIT_MAIN("visible", add_tests)
