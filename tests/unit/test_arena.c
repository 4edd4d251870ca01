#include "core/arena.h"

#include <stdalign.h>
#include <stdint.h>

#include "unit.h"

START_TEST(each_piece_is_aligned_empty_and_its_own)
{
	struct arena a = { 0 };
	unsigned char *pieces[200];

	for (size_t i = 0; i < 200; i++) {
		pieces[i] = arena_alloc(&a, i * 7);
		ck_assert_uint_eq((uintptr_t)pieces[i] % alignof(max_align_t),
			0);
		for (size_t k = 0; k < i * 7; k++)
			ck_assert_uint_eq(pieces[i][k], 0);
		memset(pieces[i], (int)i, i * 7);
	}
	for (size_t i = 0; i < 200; i++)
		for (size_t k = 0; k < i * 7; k++)
			ck_assert_uint_eq(pieces[i][k], i);
	arena_deinit(&a);
}
END_TEST

START_TEST(what_is_large_fits_and_small_things_follow)
{
	struct arena a = { 0 };
	char *large = arena_alloc(&a, 1000000);

	memset(large, 'x', 1000000);
	ck_assert_str_eq(arena_string(&a, span_str("abc")), "abc");
	ck_assert_str_eq(arena_string(&a, span_str("")), "");
	ck_assert_int_eq(large[999999], 'x');
	arena_deinit(&a);
	ck_assert_ptr_null(a.last);
	arena_deinit(&a);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, each_piece_is_aligned_empty_and_its_own);
	tcase_add_test(tcase, what_is_large_fits_and_small_things_follow);
}

UNIT_MAIN("arena", add_tests)
