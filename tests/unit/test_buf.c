#include "core/buf.h"

#include "unit.h"

START_TEST(a_buffer_holds_its_maximum_and_not_one_byte_more)
{
	struct buf b;

	buf_init(&b, 4);
	buf_add_str(&b, "abcd");
	ck_assert(buf_ok(&b));
	buf_add_byte(&b, 'e');
	ck_assert(!buf_ok(&b));
	ck_assert(span_eq_str(buf_span(&b), "abcd"));
	buf_deinit(&b);
}
END_TEST

START_TEST(what_comes_after_an_overflow_is_refused_too)
{
	struct buf b;

	buf_init(&b, 3);
	buf_add_str(&b, "abcd");
	buf_add_str(&b, "a");
	ck_assert(!buf_ok(&b));
	ck_assert_uint_eq(b.n, 0);
	buf_reset(&b);
	buf_printf(&b, "%d", 123);
	ck_assert(buf_ok(&b));
	ck_assert_str_eq(buf_str(&b), "123");
	buf_deinit(&b);
}
END_TEST

START_TEST(taken_content_belongs_to_the_caller)
{
	struct buf b;
	char *s;

	buf_init(&b, 10);
	buf_add_str(&b, "x");
	s = buf_take(&b);
	ck_assert_str_eq(s, "x");
	ck_assert_uint_eq(b.n, 0);
	free(s);
	buf_deinit(&b);
}
END_TEST

START_TEST(no_more_is_held_than_the_maximum_needs)
{
	struct buf b;

	buf_init(&b, 100);
	for (int i = 0; i < 100; i++)
		buf_add_byte(&b, 'a');
	ck_assert(buf_ok(&b));
	ck_assert_uint_le(b.cap, 101);
	ck_assert_uint_eq(strlen(buf_str(&b)), 100);
	buf_add(&b, span_str("b"));
	ck_assert(!buf_ok(&b));
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		a_buffer_holds_its_maximum_and_not_one_byte_more);
	tcase_add_test(tcase, what_comes_after_an_overflow_is_refused_too);
	tcase_add_test(tcase, no_more_is_held_than_the_maximum_needs);
	tcase_add_test(tcase, taken_content_belongs_to_the_caller);
}

UNIT_MAIN("buf", add_tests)
