#include "core/offsets.h"

#include "unit.h"

static void
expect(const struct offsets *o, size_t begin, size_t end, size_t src_begin,
	size_t src_end)
{
	size_t got_begin, got_end;

	offsets_source(o, begin, end, &got_begin, &got_end);
	ck_assert_uint_eq(got_begin, src_begin);
	ck_assert_uint_eq(got_end, src_end);
}

START_TEST(identity_runs_that_go_on_are_one)
{
	struct offsets o;

	offsets_init(&o);
	offsets_add(&o, 5, 10, 15, true);
	offsets_add(&o, 5, 15, 20, true);
	ck_assert_uint_eq(o.n, 1);
	expect(&o, 0, 10, 10, 20);
	expect(&o, 4, 6, 14, 16);
	offsets_deinit(&o);
}
END_TEST

START_TEST(room_that_is_made_first_holds_nothing)
{
	struct offsets o;

	offsets_init(&o);
	offsets_reserve(&o, 2);
	offsets_reserve(&o, 1);
	ck_assert_uint_eq(o.n, 0);
	expect(&o, 0, 1, 0, 0);
	for (size_t i = 0; i < 3; i++)
		offsets_add(&o, 1, i * 5, i * 5 + 5, false);
	expect(&o, 2, 3, 10, 15);
	offsets_deinit(&o);
}
END_TEST

START_TEST(a_part_of_a_decoded_run_is_its_whole_source)
{
	struct offsets o;

	offsets_init(&o);
	offsets_add(&o, 2, 0, 2, true);
	offsets_add(&o, 2, 2, 8, false);
	offsets_add(&o, 2, 8, 10, true);
	expect(&o, 2, 3, 2, 8);
	expect(&o, 1, 3, 1, 8);
	expect(&o, 3, 5, 2, 9);
	offsets_deinit(&o);
}
END_TEST

START_TEST(what_is_left_out_lies_within_a_range_across_it)
{
	struct offsets o;

	offsets_init(&o);
	offsets_add(&o, 3, 0, 3, true);
	offsets_add(&o, 3, 9, 12, true);
	ck_assert_uint_eq(o.n, 2);
	expect(&o, 2, 4, 2, 10);
	expect(&o, 0, 3, 0, 3);
	expect(&o, 3, 6, 9, 12);
	offsets_deinit(&o);
}
END_TEST

START_TEST(a_range_holds_all_in_an_order_unlike_the_source)
{
	struct offsets o;

	offsets_init(&o);
	offsets_add(&o, 1, 20, 21, true);
	offsets_add(&o, 1, 5, 6, true);
	offsets_add(&o, 1, 10, 11, true);
	expect(&o, 0, 3, 5, 21);
	offsets_deinit(&o);
}
END_TEST

START_TEST(an_empty_range_is_a_place)
{
	struct offsets o;

	offsets_init(&o);
	expect(&o, 0, 0, 0, 0);
	offsets_add(&o, 3, 7, 10, true);
	expect(&o, 0, 0, 7, 7);
	expect(&o, 2, 2, 9, 9);
	expect(&o, 3, 3, 10, 10);
	expect(&o, 9, 12, 10, 10);
	offsets_deinit(&o);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, room_that_is_made_first_holds_nothing);
	tcase_add_test(t, identity_runs_that_go_on_are_one);
	tcase_add_test(t, a_part_of_a_decoded_run_is_its_whole_source);
	tcase_add_test(t, what_is_left_out_lies_within_a_range_across_it);
	tcase_add_test(t, a_range_holds_all_in_an_order_unlike_the_source);
	tcase_add_test(t, an_empty_range_is_a_place);
}

UNIT_MAIN("offsets", add_tests)
