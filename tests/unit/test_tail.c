#include "core/tail.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define LINK "https://a.example/?b=c#/d"

/* Of LINK and TAIL, so much belongs to the link. */
static void
check(const char *tail, size_t n)
{
	char text[120];

	snprintf(text, sizeof text, "%s%s", LINK, tail);
	ck_assert_msg(tail_end(span_str(text), 0, strlen(LINK)) ==
	    strlen(LINK) + n, "%s", tail);
}

START_TEST(what_an_address_goes_on_with_belongs_to_it)
{
	check("&e=f", 4);
	check("?e=f", 4);
	check("please", 6);
	check(";e=f", 4);
	check("/x y", 2);
	check("](", 2);
	check("**", 2);
}
END_TEST

START_TEST(columns_and_brackets_are_the_authors)
{
	check(",open", 0);
	check(";open;x", 0);
	check("|open|", 0);
	check("[1]", 0);
	check("](x", 0);
	check("]words[/url]", 0);
	check("(words)", 0);
	check("{words}", 0);
}
END_TEST

START_TEST(words_of_other_scripts_and_addresses_are_none_of_it)
{
	check("\u4e00", 0);
	check("-x\u4e00", 2);
	check("-https://b.example/", 1);
	check("", 0);
	check(".", 0);
}
END_TEST

START_TEST(words_shown_for_an_address_end_with_a_bracket)
{
	ck_assert_uint_eq(tail_label(span_str("[a.example](x)"), 1), 10);
	ck_assert_uint_eq(tail_label(span_str("[a.example] (x)"), 1), 15);
	ck_assert_uint_eq(tail_label(span_str("[a.example]"), 1), 11);
	ck_assert_uint_eq(tail_label(span_str("a x](y)"), 0), 7);
	ck_assert_uint_eq(tail_label(span_str(""), 0), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_an_address_goes_on_with_belongs_to_it);
	tcase_add_test(tcase, columns_and_brackets_are_the_authors);
	tcase_add_test(tcase,
	    words_of_other_scripts_and_addresses_are_none_of_it);
	tcase_add_test(tcase, words_shown_for_an_address_end_with_a_bracket);
}

UNIT_MAIN("tail", add_tests)
