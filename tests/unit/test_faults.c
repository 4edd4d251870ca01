#include "core/faults.h"

#include <string.h>

#include "core/limits.h"
#include "unit.h"

START_TEST(a_place_is_told_in_lines_and_characters)
{
	const char *source = "ab\n\xc3\xbc\xe4\xb8\xad" "x\n";
	struct faults f;

	faults_init(&f);
	faults_at(&f, "f", span_str(source), 0, "a");
	faults_at(&f, "f", span_str(source), 8, "b");
	faults_at(&f, "f", span_str(source), 999, "c");
	faults_add(&f, "f", 7, 0, "%s", "d");
	ck_assert_str_eq(buf_str(&f.text),
		"f:1:1: a\nf:2:3: b\nf:3:1: c\nf:7: d\n");
	ck_assert_uint_eq(f.n, 4);
	faults_deinit(&f);
}
END_TEST

START_TEST(an_error_holds_whole_lines_and_counts_the_rest)
{
	struct faults f;
	struct err err = { ERR_NONE, "" };
	int i;

	faults_init(&f);
	ck_assert_int_eq(faults_err(&f, ERR_DATA, &err), 0);
	faults_add(&f, "f", 1, 0, "one");
	ck_assert_int_eq(faults_err(&f, ERR_DATA, &err), -1);
	ck_assert_str_eq(err.text, "f:1: one");
	for (i = 2; i <= 200; i++)
		faults_add(&f, "f", (size_t)i, 0, "one more");
	ck_assert_int_eq(faults_err(&f, ERR_DATA, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "f:2: one more\n"));
	ck_assert_ptr_nonnull(strstr(err.text, "more\nand 1"));
	ck_assert_ptr_nonnull(strstr(err.text, " more"));
	faults_deinit(&f);
}
END_TEST

START_TEST(the_text_has_a_limit_and_the_count_has_none)
{
	struct faults f;
	size_t i;

	faults_init(&f);
	for (i = 0; i < LIMIT_FAULTS / 8 + 1; i++)
		faults_add(&f, "f", 1, 0, "xx");	/* 8 bytes a line */
	ck_assert_uint_eq(f.n, LIMIT_FAULTS / 8 + 1);
	ck_assert_uint_eq(f.text.n, LIMIT_FAULTS);
	faults_deinit(&f);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_place_is_told_in_lines_and_characters);
	tcase_add_test(tcase, an_error_holds_whole_lines_and_counts_the_rest);
	tcase_add_test(tcase, the_text_has_a_limit_and_the_count_has_none);
}

UNIT_MAIN("faults", add_tests)
