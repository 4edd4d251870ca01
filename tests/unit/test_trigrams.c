#include "core/trigrams.h"

#include <string.h>

#include "unit.h"

static struct words text, piece;
static struct trigrams t;

static void
set_up(void)
{
	text = piece = (struct words){ 0 };
}

static void
tear_down(void)
{
	trigrams_deinit(&t);
	words_deinit(&text);
	words_deinit(&piece);
}

static void
lay(const char *s)
{
	words_deinit(&piece);
	words_add(&piece, span_str(s), 0);
	trigrams_lay(&t, &piece, 0, piece.n);
}

static void
read_text(const char *s)
{
	words_add(&text, span_str(s), 0);
	trigrams_init(&t, &text);
}

static size_t
common(const char *s)
{
	lay(s);
	return trigrams_common(&t, 0, text.n);
}

START_TEST(few_characters_are_no_group)
{
	ck_assert_uint_eq(trigrams_count(0), 0);
	ck_assert_uint_eq(trigrams_count(2), 0);
	ck_assert_uint_eq(trigrams_count(3), 1);
}
END_TEST

START_TEST(groups_count_wherever_they_stand)
{
	read_text("accept the link");
	ck_assert_uint_eq(common("accept the link"), text.n - 2);
	ck_assert_uint_eq(common("link, accept"), 6);
	ck_assert_uint_eq(common("zzz"), 0);
	ck_assert_uint_eq(common(""), 0);
}
END_TEST

START_TEST(repeats_count_as_often_as_both_have_them)
{
	read_text("abcabcabc");
	ck_assert_uint_eq(common("abc"), 1);
	ck_assert_uint_eq(common("abc.abc.abc.abc"), 3);
	ck_assert_uint_eq(t.known, 4);
}
END_TEST

START_TEST(pieces_of_the_text_are_counted_by_themselves)
{
	read_text("accept the link");
	lay("the link");
	ck_assert_uint_eq(trigrams_common(&t, 0, 6), 0);
	ck_assert_uint_eq(trigrams_common(&t, 7, 10), 1);
	ck_assert_uint_eq(trigrams_common(&t, 7, 10), 1);
	ck_assert_uint_eq(trigrams_common(&t, 7, 15), 6);
}
END_TEST

START_TEST(the_piece_before_is_forgotten)
{
	read_text("accept the link");
	lay("accept");
	lay("the link");
	ck_assert_uint_eq(trigrams_common(&t, 0, 6), 0);
	ck_assert_uint_eq(t.known, 6);
}
END_TEST

START_TEST(an_empty_text_has_nothing)
{
	read_text("");
	ck_assert_uint_eq(common("accept"), 0);
	ck_assert_uint_eq(t.known, 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, few_characters_are_no_group);
	tcase_add_test(tcase, groups_count_wherever_they_stand);
	tcase_add_test(tcase, repeats_count_as_often_as_both_have_them);
	tcase_add_test(tcase, pieces_of_the_text_are_counted_by_themselves);
	tcase_add_test(tcase, the_piece_before_is_forgotten);
	tcase_add_test(tcase, an_empty_text_has_nothing);
}

UNIT_MAIN("trigrams", add_tests)
