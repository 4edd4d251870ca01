#include "core/err.h"

#include <string.h>
#include <sysexits.h>

#include <unistr.h>

#include "unit.h"

START_TEST(an_error_is_minus_one_with_kind_and_text)
{
	struct err err = { ERR_NONE, "" };

	ck_assert_int_eq(err_set(&err, ERR_DATA, "line %d: %s", 3, "x"), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_str_eq(err.text, "line 3: x");
}
END_TEST

START_TEST(a_prefix_keeps_kind_and_text)
{
	struct err err;

	err_set(&err, ERR_LIMIT, "too long");
	ck_assert_int_eq(err_prefix(&err, "%s:%d", "a.csv", 7), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	ck_assert_str_eq(err.text, "a.csv:7: too long");
}
END_TEST

/* A text of N bytes: ASCII, then two-byte characters up to the end. */
static void
fill(char *text, size_t ascii, size_t n)
{
	memset(text, 'a', ascii);
	for (size_t i = ascii; i < n; i += 2)
		memcpy(text + i, "\xC3\xA9", 2);
	text[n] = '\0';
}

START_TEST(a_text_that_fits_is_whole)
{
	char text[ERR_TEXT_MAX];
	struct err err;

	fill(text, 1, ERR_TEXT_MAX - 1);
	err_set(&err, ERR_DATA, "%s", text);
	ck_assert_str_eq(err.text, text);
}
END_TEST

START_TEST(a_text_that_is_too_long_is_cut_between_characters)
{
	char text[2 * ERR_TEXT_MAX + 1];
	struct err err;

	for (size_t ascii = 0; ascii < 2; ascii++) {
		fill(text, ascii, ascii + ERR_TEXT_MAX);
		err_set(&err, ERR_DATA, "%s", text);
		ck_assert_uint_ge(strlen(err.text), ERR_TEXT_MAX - 4);
		ck_assert_uint_le(strlen(err.text), ERR_TEXT_MAX);
		ck_assert_ptr_null(u8_check((const uint8_t *)err.text,
			strlen(err.text)));
	}
}
END_TEST

START_TEST(a_prefix_cuts_between_characters_too)
{
	char text[2 * ERR_TEXT_MAX + 1];
	struct err err;

	fill(text, 0, ERR_TEXT_MAX);
	err_set(&err, ERR_DATA, "%s", text);
	for (int i = 0; i < 5; i++) {
		err_prefix(&err, "%s", "abc");
		ck_assert_uint_le(strlen(err.text), ERR_TEXT_MAX);
		ck_assert_ptr_null(u8_check((const uint8_t *)err.text,
			strlen(err.text)));
	}
}
END_TEST

static const struct {
	enum err_kind kind;
	int status;
} statuses[] = {
	{ ERR_NONE, EX_OK }, { ERR_USAGE, EX_USAGE },
	{ ERR_DATA, EX_DATAERR }, { ERR_NO_INPUT, EX_NOINPUT },
	{ ERR_NOT_FOUND, EX_DATAERR }, { ERR_EXISTS, EX_DATAERR },
	{ ERR_LIMIT, EX_DATAERR }, { ERR_UNAVAILABLE, EX_UNAVAILABLE },
	{ ERR_BUG, EX_SOFTWARE }, { ERR_OS, EX_OSERR }, { ERR_IO, EX_IOERR },
	{ ERR_TEMP, EX_TEMPFAIL }, { ERR_PROTOCOL, EX_PROTOCOL },
	{ ERR_NO_PERM, EX_NOPERM }, { ERR_CONFIG, EX_CONFIG },
};

START_TEST(each_kind_has_its_exit_status)
{
	ck_assert_int_eq(err_exit_status(statuses[_i].kind),
		statuses[_i].status);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, an_error_is_minus_one_with_kind_and_text);
	tcase_add_test(tcase, a_prefix_keeps_kind_and_text);
	tcase_add_test(tcase, a_text_that_fits_is_whole);
	tcase_add_test(tcase,
		a_text_that_is_too_long_is_cut_between_characters);
	tcase_add_test(tcase, a_prefix_cuts_between_characters_too);
	tcase_add_loop_test(tcase, each_kind_has_its_exit_status, 0,
		(int)(sizeof statuses / sizeof statuses[0]));
}

UNIT_MAIN("err", add_tests)
