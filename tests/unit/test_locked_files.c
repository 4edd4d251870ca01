#include "sys/locked_files.h"

#include <string.h>

#include "unit.h"

static struct locked_texts *texts;
static struct err err;

static void
set_up(void)
{
	texts = NULL;
}

static void
tear_down(void)
{
	locked_texts_free(&texts);
}

START_TEST(the_shipped_templates_are_read)
{
	ck_assert_msg(locked_files_read(TOP_SRCDIR "/templates", &texts,
		&err) == 0, "%s", err.text);
	ck_assert_uint_ge(locked_texts_count(texts), 4);
	ck_assert_uint_ne(locked_texts_find(texts, span_str("zh-TW")),
		SPAN_NONE);
}
END_TEST

START_TEST(a_folder_without_them_is_named)
{
	ck_assert_int_eq(locked_files_read(TOP_SRCDIR "/man", &texts, &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text,
		"man/invitation/locked/DIGESTS"));
	ck_assert_ptr_null(texts);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, the_shipped_templates_are_read);
	tcase_add_test(tcase, a_folder_without_them_is_named);
}

UNIT_MAIN("locked_files", add_tests)
