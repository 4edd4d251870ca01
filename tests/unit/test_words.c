#include "core/words.h"

#include "unit.h"

static struct words a, b;

static void
set_up(void)
{
	a = (struct words){ 0 };
	b = (struct words){ 0 };
}

static void
tear_down(void)
{
	words_deinit(&a);
	words_deinit(&b);
}

static bool
same(const char *x, const char *y)
{
	words_deinit(&a);
	words_deinit(&b);
	words_add(&a, span_str(x), 0);
	words_add(&b, span_str(y), 0);
	return words_eq(&a, &b);
}

START_TEST(white_space_counts_between_words_only)
{
	ck_assert(same("one two", " one\r\n\ttwo "));
	ck_assert(same("one two", "one\xC2\xA0two"));
	ck_assert(same("one, two", "one,two"));
	ck_assert(!same("one two", "onetwo"));
}
END_TEST

START_TEST(ideographs_and_syllables_may_be_broken_anywhere)
{
	ck_assert(same("接受邀请", "接受\r\n邀请"));
	ck_assert(same("由 Fabrikam 担任", "由\nFabrikam 担任"));
	ck_assert(same("권한을", "권한\n을"));
	ck_assert(!same("接受邀请", "接受邀請"));
}
END_TEST

START_TEST(what_editors_exchange_is_the_same)
{
	ck_assert(same("\"it's\"", "\xE2\x80\x9Cit\xE2\x80\x99s\xE2\x80\x9D"));
	ck_assert(same("a - b", "a \xE2\x80\x93 b"));
	ck_assert(same("a -- b", "a \xE2\x80\x94 b"));
	ck_assert(same("and...", "and\xE2\x80\xA6"));
	ck_assert(same("ac\xC2\xAD" "cept", "accept"));
	ck_assert(same("*bold* words", "bold words"));
}
END_TEST

START_TEST(an_accent_is_the_same_in_one_piece_or_two)
{
	ck_assert(same("\xC3\xA9t\xC3\xA9", "e\xCC\x81te\xCC\x81"));
	ck_assert(!same("\xC3\xA9t\xC3\xA9", "ete"));
}
END_TEST

START_TEST(words_and_case_are_exact)
{
	ck_assert(!same("Only a Global administrator",
		"Only a global administrator"));
	ck_assert(!same("any terms", "any term"));
}
END_TEST

START_TEST(each_character_knows_where_it_stands)
{
	words_add(&a, span_str("a \xC3\xA9"), 10);
	words_add_link(&a, 20, 30);
	ck_assert_uint_eq(a.n, 5);
	ck_assert_uint_eq(a.begin[0], 10);
	ck_assert_uint_eq(a.begin[2], 12);
	ck_assert_uint_eq(a.end[3], 14);
	ck_assert_uint_eq(a.list[4], WORDS_LINK);
	ck_assert_uint_eq(a.begin[4], 20);
	ck_assert_uint_eq(a.end[4], 30);
}
END_TEST

START_TEST(a_line_end_parts_two_words)
{
	words_add(&a, span_str("one"), 0);
	words_break(&a);
	words_add(&a, span_str("two"), 4);
	words_add(&b, span_str("one two"), 0);
	ck_assert(words_eq(&a, &b));
	ck_assert(words_at(&a, 0, &b));
	ck_assert(!words_at(&a, 1, &b));
	ck_assert(!words_at(&a, 99, &b));
}
END_TEST

START_TEST(bytes_that_are_no_utf_8_do_not_stop_it)
{
	words_add(&a, (struct span){ (const unsigned char *)"a\xff\0b", 4 },
		0);
	ck_assert_uint_ge(a.n, 3);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, white_space_counts_between_words_only);
	tcase_add_test(tcase, ideographs_and_syllables_may_be_broken_anywhere);
	tcase_add_test(tcase, what_editors_exchange_is_the_same);
	tcase_add_test(tcase, an_accent_is_the_same_in_one_piece_or_two);
	tcase_add_test(tcase, words_and_case_are_exact);
	tcase_add_test(tcase, each_character_knows_where_it_stands);
	tcase_add_test(tcase, a_line_end_parts_two_words);
	tcase_add_test(tcase, bytes_that_are_no_utf_8_do_not_stop_it);
}

UNIT_MAIN("words", add_tests)
