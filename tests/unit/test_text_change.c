#include "core/text_change.h"

#include "unit.h"

static const struct {
	struct text_change changes[3];
	size_t n;
	const char *makes;
} rows[] = {
	{ { { 0 } }, 0, "one two" },
	{ { { 0, 3, { (const unsigned char *)"1", 1 } } }, 1, "1 two" },
	{ { { 7, 7, { (const unsigned char *)"!", 1 } } }, 1, "one two!" },
	{ { { 3, 4, { NULL, 0 } } }, 1, "onetwo" },
	{ { { 0, 0, { (const unsigned char *)"<", 1 } },
		{ 3, 3, { (const unsigned char *)",", 1 } },
		{ 3, 7, { (const unsigned char *)" 2", 2 } } }, 3,
		"<one, 2" },
};

START_TEST(changes_are_put_where_they_belong)
{
	struct span old = span_str("one two");
	struct buf b;

	buf_init(&b, 100);
	text_change_apply(old, rows[_i].changes, rows[_i].n, &b);
	ck_assert_str_eq(buf_str(&b), rows[_i].makes);
	ck_assert(text_change_makes(old, rows[_i].changes, rows[_i].n,
		buf_span(&b)));
	buf_deinit(&b);
}
END_TEST

/* One byte more, one less, and each in turn another. */
START_TEST(nothing_else_comes_of_them)
{
	struct span old = span_str("one two");
	struct span made = span_str(rows[_i].makes);
	char other[20];

	for (size_t i = 0; i < made.n; i++) {
		memcpy(other, made.p, made.n);
		other[i] ^= 1;
		ck_assert(!text_change_makes(old, rows[_i].changes, rows[_i].n,
			(struct span){ (unsigned char *)other, made.n }));
	}
	memcpy(other, made.p, made.n + 1);
	ck_assert(!text_change_makes(old, rows[_i].changes, rows[_i].n,
		(struct span){ (unsigned char *)other, made.n + 1 }));
	ck_assert(!text_change_makes(old, rows[_i].changes, rows[_i].n,
		(struct span){ (unsigned char *)other, made.n - 1 }));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	size_t n = sizeof rows / sizeof rows[0];

	tcase_add_loop_test(tcase, changes_are_put_where_they_belong, 0, n);
	tcase_add_loop_test(tcase, nothing_else_comes_of_them, 0, n);
}

UNIT_MAIN("text_change", add_tests)
