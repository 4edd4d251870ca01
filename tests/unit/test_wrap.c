#include "core/wrap.h"

#include <string.h>
#include <uniwidth.h>

#include "unit.h"

static void
ck_wraps(const char *s, int columns, const char *want)
{
	struct buf b;

	buf_init(&b, 4096);
	wrap_paragraph(span_str(s), columns, &b);
	ck_assert_str_eq(buf_str(&b), want);
	buf_deinit(&b);
}

START_TEST(words_are_kept_whole)
{
	ck_wraps("one two three", 8, "one two\nthree\n");
	ck_wraps("one", 8, "one\n");
	ck_wraps("", 8, "");
	ck_wraps("one anextraordinaryword two", 8,
		"one\nanextraordinaryword\ntwo\n");
}
END_TEST

START_TEST(line_ends_of_the_author_stay)
{
	ck_wraps("one\ntwo three", 20, "one\ntwo three\n");
	ck_wraps("one  \ntwo", 20, "one\ntwo\n");
}
END_TEST

START_TEST(ideographs_take_two_columns_and_need_no_space)
{
	/* six of them, and a full stop that must not begin a line */
	ck_wraps("中文测试一二", 8, "中文测试\n一二\n");
	ck_wraps("中文测试。一二", 8, "中文测\n试。一二\n");
}
END_TEST

START_TEST(no_line_is_wider_than_asked)
{
	const char *s = "Ao aceitar, você concede à Contoso Ltd privilégios "
		"administrativos delegados, para que possamos configurar os "
		"seus serviços e dar suporte a eles como administradores.";
	struct buf b;
	size_t at = 0, eol;

	buf_init(&b, 4096);
	wrap_paragraph(span_str(s), WRAP_COLUMNS, &b);
	while ((eol = span_find_byte(buf_span(&b), at, '\n')) != SPAN_NONE) {
		ck_assert_int_le(u8_width(b.p + at, eol - at, "UTF-8"),
			WRAP_COLUMNS);
		at = eol + 1;
	}
	ck_assert_uint_eq(at, b.n);
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, words_are_kept_whole);
	tcase_add_test(tcase, line_ends_of_the_author_stay);
	tcase_add_test(tcase, ideographs_take_two_columns_and_need_no_space);
	tcase_add_test(tcase, no_line_is_wider_than_asked);
}

UNIT_MAIN("wrap", add_tests)
