#include "core/placeholder.h"

#include <string.h>

#include "unit.h"

static void
reads(const char *text)
{
	struct join j;

	ck_assert_msg(placeholder_read(span_str(text), 0, &j), "%s", text);
	ck_assert_uint_eq(j.begin, 0);
	ck_assert_uint_eq(j.end, strlen(text));
}

START_TEST(it_is_read_as_people_write_it)
{
	reads("[[reseller-link]]");
	reads("[[Reseller-LINK]]");
	reads("[[ reseller-\r\nlink ]]");
	reads("[[reseller\xE2\x80\x93link]]");
	reads("[[reseller_link]]");
	reads("[[Reseller link]]");
}
END_TEST

START_TEST(other_words_are_none)
{
	struct join j;

	ck_assert(!placeholder_read(span_str("[[reseller-links]]"), 0, &j));
	ck_assert(!placeholder_read(span_str("[[link]]"), 0, &j));
	ck_assert(!placeholder_read(span_str("[[reseller-link"), 0, &j));
	ck_assert(!placeholder_read(span_str("x[[reseller-link]]"), 0, &j));
}
END_TEST

START_TEST(a_target_may_hold_it_in_any_coding)
{
	ck_assert(placeholder_in(span_str("[[reseller-link]]")));
	ck_assert(placeholder_in(span_str("http://%5b%5Breseller-link%5D]")));
	ck_assert(placeholder_in(span_str("[%5Breseller%2dlink]]")));
	ck_assert(placeholder_in(span_str("http://x/[[[%20reseller-link ]]")));
	ck_assert(placeholder_in(span_str("[[reseller\xE2\x80\x8B-link]]")));
	ck_assert(!placeholder_in(span_str("http://reseller-link/")));
	ck_assert(!placeholder_in(span_str("%5b%5b")));
	ck_assert(!placeholder_in(span_str("")));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, it_is_read_as_people_write_it);
	tcase_add_test(tcase, other_words_are_none);
	tcase_add_test(tcase, a_target_may_hold_it_in_any_coding);
}

UNIT_MAIN("placeholder", add_tests)
