#include "mailer/heap.h"

#include "unit.h"

START_TEST(the_smallest_comes_first)
{
	struct heap h = { .n = 0 };
	unsigned seed = 1;
	int64_t last = INT64_MIN;
	size_t i;

	ck_assert_ptr_null(heap_first(&h));
	for (i = 0; i < 1000; i++) {
		seed = seed * 1103515245u + 12345u;
		heap_add(&h, (int64_t)(seed >> 16) % 300 - 150, i);
	}
	for (i = 0; i < 1000; i++) {
		ck_assert_int_ge(heap_first(&h)->order, last);
		last = heap_first(&h)->order;
		ck_assert_uint_lt(heap_take(&h), 1000);
	}
	ck_assert_ptr_null(heap_first(&h));
	heap_deinit(&h);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_smallest_comes_first);
}

UNIT_MAIN("heap", add_tests)
