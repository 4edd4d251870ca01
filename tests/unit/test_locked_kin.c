#include "core/locked_kin.h"

#include "locked_place.h"

#define CHANGED "Only a good administrator of your organization can accept."

static struct locked_kin kin;

static void
tear_down(void)
{
	locked_kin_deinit(&kin);
	place_tear_down();
}

/* Beside the English block: ONE, the link, TWO, THREE. */
static void
look(const char *mail)
{
	place_look(mail);
	locked_kin_init(&kin, &lb, &blocks[1]);
}

START_TEST(a_copy_is_near_though_a_word_is_changed)
{
	look(PLAIN MARK "\r\n" TWO GAP CHANGED GAP THREE GAP "Hello\r\n");
	ck_assert(locked_kin_near(&kin, 0, 2));
	ck_assert(locked_kin_near(&kin, 1, 2));
	ck_assert(!locked_kin_near(&kin, 2, 2));
	ck_assert(!locked_kin_near(&kin, 3, 2));
}
END_TEST

START_TEST(the_same_words_gain_most)
{
	int same, changed;

	look(PLAIN MARK "\r\n" TWO GAP CHANGED GAP "Hello\r\n");
	same = locked_kin_gain(&kin, 0, 1, 2, 1);
	changed = locked_kin_gain(&kin, 1, 1, 2, 1);
	ck_assert_int_eq(same, 2 * (int)(strlen(TWO) - 2));
	ck_assert_int_gt(changed, 0);
	ck_assert_int_lt(changed, same);
	ck_assert_int_eq(locked_kin_gain(&kin, 2, 1, 2, 1), 0);
}
END_TEST

START_TEST(several_paragraphs_are_compared_in_one_piece)
{
	look(PLAIN MARK "\r\n" TWO " " THREE GAP "Only a Global administrator"
		GAP "of your organization can accept.\r\n");
	ck_assert_int_eq(locked_kin_gain(&kin, 0, 1, 2, 2),
		2 * (int)(strlen(TWO THREE) - 2));
	ck_assert_int_eq(locked_kin_gain(&kin, 1, 2, 2, 1),
		2 * (int)(strlen(TWO) - 2));
}
END_TEST

START_TEST(what_is_far_longer_gains_nothing)
{
	look(PLAIN MARK "\r\n" TWO " " TWO " " TWO " " TWO " " TWO "\r\n");
	ck_assert_int_eq(locked_kin_gain(&kin, 0, 1, 2, 1), 0);
}
END_TEST

START_TEST(half_of_a_paragraph_belongs_to_it)
{
	look(PLAIN MARK "\r\nOnly a Global administrator" GAP
		"We move in May." GAP TWO " " ONE " " THREE "\r\n");
	ck_assert(locked_kin_belongs(&kin, 0, 2));
	ck_assert(!locked_kin_belongs(&kin, 1, 2));
	ck_assert(!locked_kin_belongs(&kin, 2, 2));
}
END_TEST

START_TEST(the_link_is_like_no_words)
{
	look(PLAIN MARK "\r\nHello" GAP CONTOSO_LINK "\r\n");
	ck_assert(!locked_kin_belongs(&kin, 0, 1));
	ck_assert(!locked_kin_near(&kin, 1, 1));
	ck_assert_int_eq(locked_kin_gain(&kin, 1, 1, 1, 1), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, place_set_up, tear_down);
	tcase_add_test(tcase, a_copy_is_near_though_a_word_is_changed);
	tcase_add_test(tcase, the_same_words_gain_most);
	tcase_add_test(tcase, several_paragraphs_are_compared_in_one_piece);
	tcase_add_test(tcase, what_is_far_longer_gains_nothing);
	tcase_add_test(tcase, half_of_a_paragraph_belongs_to_it);
	tcase_add_test(tcase, the_link_is_like_no_words);
}

UNIT_MAIN("locked_kin", add_tests)
