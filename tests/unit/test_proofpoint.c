#include "core/proofpoint.h"

#include "unit.h"

#define V3 "https://urldefense.com/v3/__"

static void
check(const char *whole, const char *address)
{
	char *s = proofpoint_v3(span_str(whole));

	if (address)
		ck_assert_str_eq(s, address);
	else
		ck_assert_msg(s == NULL, "%s\n  holds %s", whole, s);
	free(s);
}

START_TEST(what_was_removed_is_put_back)
{
	check(V3 "https://a.example/b__;!!x!y$", "https://a.example/b");
	check(V3 "https://a.example/*b__;Iw!!x$", "https://a.example/#b");
	/* A character that was removed is not decoded once more. */
	check(V3 "https://a.example/*2Fb*__;JSM!!x$",
	    "https://a.example/%2Fb#");
	check(V3 "https://a.example/%2Fb__;!!x$", "https://a.example//b");
	/* Characters, not bytes. */
	check(V3 "https://a.example/*b*__;w7wj!!x$",
	    "https://a.example/\xc3\xbc" "b#");
}
END_TEST

START_TEST(a_run_is_two_characters_and_more)
{
	check(V3 "https://a.example/**Ab__;Iz8!!x$", "https://a.example/#?b");
	check(V3 "https://a.example/**B*__;Iz8jIw!!x$",
	    "https://a.example/#?##");
	/* Two in a row, and none of them a run. */
	check(V3 "https://a.example/**/b__;IyM!!x$",
	    "https://a.example/##/b");
}
END_TEST

START_TEST(a_lost_slash_is_left_to_others)
{
	check(V3 "https:/a.example/b__;!!x$", "https:/a.example/b");
}
END_TEST

START_TEST(what_is_not_whole_is_not_told)
{
	check(V3 "https://a.example/*b__;!!x$", NULL);
	check(V3 "https://a.example/**_b__;Iw!!x$", NULL);
	check(V3 "https://a.example/b", NULL);
	check(V3 "https://a.example/b__;Iw", NULL);
	check("https://urldefense.com/v3/https://a.example/b__;!", NULL);
	check("", NULL);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_was_removed_is_put_back);
	tcase_add_test(tcase, a_run_is_two_characters_and_more);
	tcase_add_test(tcase, a_lost_slash_is_left_to_others);
	tcase_add_test(tcase, what_is_not_whole_is_not_told);
}

UNIT_MAIN("proofpoint", add_tests)
