#include "core/vars.h"

#include <string.h>

#include "core/limits.h"
#include "unit.h"

static const char *
refused(enum var var, const char *value)
{
	static struct err err;
	struct vars v = { { NULL } };
	int rc;

	err.text[0] = '\0';
	rc = vars_set(&v, var, span_str(value), &err);
	vars_deinit(&v);
	return rc < 0 ? err.text : NULL;
}

START_TEST(a_value_is_put_in_once_and_never_read_again)
{
	struct vars v = { { NULL } };
	struct buf b;
	struct err err;

	buf_init(&b, 100);
	ck_assert_int_eq(vars_set(&v, VAR_NAME, span_str(" {{phone}} "), &err),
		0);
	ck_assert_int_eq(vars_expand(&v, span_str("a {{name}} {{ name }}"),
		&b, &err), 0);
	ck_assert_str_eq(buf_str(&b), "a {{phone}} {{phone}}");
	buf_deinit(&b);
	vars_deinit(&v);
}
END_TEST

START_TEST(a_value_holds_no_line_break_and_no_link)
{
	ck_assert_ptr_nonnull(strstr(refused(VAR_NAME, "a\r\nBcc: b"),
		"line break"));
	ck_assert_ptr_nonnull(strstr(refused(VAR_NAME, "a\tb"), "tab"));
	ck_assert_ptr_nonnull(strstr(refused(VAR_COMPANY,
		"www.contoso.example"), "web address"));
	ck_assert_ptr_nonnull(strstr(refused(VAR_NAME, "a\xe2\x80\xae" "b"),
		"turns text around"));
	ck_assert_ptr_nonnull(strstr(refused(VAR_NAME, "\xc3("), "UTF-8"));
	ck_assert_ptr_null(refused(VAR_LINK, "https://contoso.example/i/x"));
}
END_TEST

START_TEST(a_value_has_a_length_and_not_one_byte_more)
{
	char value[LIMIT_VALUE + 2];

	memset(value, 'x', sizeof(value));
	value[LIMIT_VALUE] = '\0';
	ck_assert_ptr_null(refused(VAR_NAME, value));
	value[LIMIT_VALUE] = 'x';
	value[LIMIT_VALUE + 1] = '\0';
	ck_assert_ptr_nonnull(refused(VAR_NAME, value));
}
END_TEST

START_TEST(a_bare_link_begins_at_its_scheme)
{
	ck_assert_uint_eq(vars_bare_link(span_str("go https://x")), 3);
	ck_assert_uint_eq(vars_bare_link(span_str("go WWW.x")), 3);
	ck_assert_uint_eq(vars_bare_link(span_str("://")), 0);
	ck_assert_uint_eq(vars_bare_link(span_str("a: b")), SPAN_NONE);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_value_is_put_in_once_and_never_read_again);
	tcase_add_test(tcase, a_value_holds_no_line_break_and_no_link);
	tcase_add_test(tcase, a_value_has_a_length_and_not_one_byte_more);
	tcase_add_test(tcase, a_bare_link_begins_at_its_scheme);
}

UNIT_MAIN("vars", add_tests)
