#include "core/base64url.h"

#include "unit.h"

static void
check(const char *coded, const char *plain)
{
	char *s = base64url_decode(span_str(coded));

	ck_assert_str_eq(s, plain);
	free(s);
}

START_TEST(both_alphabets_are_read_with_and_without_padding)
{
	check("", "");
	check("YQ", "a");
	check("YQ==", "a");
	check("YWI=", "ab");
	check("YWJj", "abc");
	check("Pz8_", "???");
	check("Pz8/", "???");
	check("fn5-", "~~~");
	check("fn5+", "~~~");
}
END_TEST

START_TEST(it_ends_at_what_is_of_neither)
{
	check("YWJj.YWJj", "abc");
	check("YWJj&x", "abc");
	check("YWIAYWI", "ab");
	check("Y", "");
}
END_TEST

START_TEST(each_character_has_its_value)
{
	ck_assert_int_eq(base64url_value('A'), 0);
	ck_assert_int_eq(base64url_value('z'), 51);
	ck_assert_int_eq(base64url_value('9'), 61);
	ck_assert_int_eq(base64url_value('-'), 62);
	ck_assert_int_eq(base64url_value('_'), 63);
	ck_assert_int_eq(base64url_value('='), -1);
	ck_assert_int_eq(base64url_value('\0'), -1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
	    both_alphabets_are_read_with_and_without_padding);
	tcase_add_test(tcase, it_ends_at_what_is_of_neither);
	tcase_add_test(tcase, each_character_has_its_value);
}

UNIT_MAIN("base64url", add_tests)
