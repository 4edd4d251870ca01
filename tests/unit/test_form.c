#include "portal/form.h"

#include <stdio.h>
#include <string.h>

#include "core/buf.h"
#include "unit.h"

static struct form form;
static struct err err;

static void
set_up(void)
{
	form = (struct form){ .n = 0 };
}

static void
tear_down(void)
{
	form_deinit(&form);
}

static int
parse(const char *text)
{
	form_deinit(&form);
	return form_parse(&form, span_str(text), &err);
}

START_TEST(names_and_values_are_decoded)
{
	ck_assert_int_eq(parse("a=1&b%5B=x+y%26z&&c&d=&a=2&e=%zz%4"), 0);
	ck_assert_str_eq(form_get(&form, "a"), "1");
	ck_assert_str_eq(form_get(&form, "b["), "x y&z");
	ck_assert_str_eq(form_get(&form, "c"), "");
	ck_assert_str_eq(form_get(&form, "d"), "");
	ck_assert_str_eq(form_get(&form, "e"), "%zz%4");
	ck_assert_ptr_null(form_get(&form, "f"));
	ck_assert_int_eq(parse(""), 0);
	ck_assert_uint_eq(form.n, 0);
}
END_TEST

START_TEST(PORTAL_FIELDS_fields_and_no_more)
{
	char text[PORTAL_FIELDS * 4 + 8] = "";

	for (int i = 0; i < PORTAL_FIELDS; i++)
		strncat(text, "&a=1", sizeof(text) - strlen(text) - 1);
	ck_assert_int_eq(parse(text), 0);
	strncat(text, "&b", sizeof(text) - strlen(text) - 1);
	ck_assert_int_eq(parse(text), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

START_TEST(PORTAL_VALUE_bytes_and_no_more)
{
	char text[PORTAL_VALUE + 8];

	memset(text, 'x', sizeof(text));
	memcpy(text, "a=", 2);
	text[PORTAL_VALUE + 2] = '\0';
	ck_assert_int_eq(parse(text), 0);
	text[PORTAL_VALUE + 2] = 'x';
	text[PORTAL_VALUE + 3] = '\0';
	ck_assert_int_eq(parse(text), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

START_TEST(what_is_no_text_is_refused)
{
	static const char *const bad[] = { "a=%00", "%00=a", "a=%ff", "a=\xff",
		"a=%ED%A0%80" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_int_eq(parse(bad[i]), -1);
		ck_assert_int_eq(err.kind, ERR_DATA);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, names_and_values_are_decoded);
	tcase_add_test(tcase, PORTAL_FIELDS_fields_and_no_more);
	tcase_add_test(tcase, PORTAL_VALUE_bytes_and_no_more);
	tcase_add_test(tcase, what_is_no_text_is_refused);
}

UNIT_MAIN("form", add_tests)
