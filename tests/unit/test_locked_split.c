#include "core/locked_split.h"

#include "locked_place.h"

#define CHANGED "Only a good administrator of your organization can accept."

static void
split(const char *mail)
{
	place_look(mail);
	locked_split(&lb, &blocks[1]);
}

static void
is(size_t i, const char *text)
{
	ck_assert_uint_lt(i, lb.n);
	ck_assert(span_eq_str(span_sub(view_text(lb.body->view),
		lb.own[i].begin, lb.own[i].end), text));
}

START_TEST(lines_of_the_block_are_told_from_the_authors)
{
	split(PLAIN "\r\nHello Dana,\r\nas we said:\r\n" ONE "\r\n"
		CONTOSO_LINK "\r\n" TWO "\r\nAlice\r\n");
	ck_assert_uint_eq(lb.n, 5);
	is(0, "Hello Dana,\r\nas we said:");
	is(1, ONE);
	is(2, CONTOSO_LINK);
	is(3, TWO);
	is(4, "Alice");
	ck_assert_uint_eq(lb.own[0].block, lb.own[4].block);
	ck_assert_uint_eq(lb.own[5].first, lb.words.n);
}
END_TEST

START_TEST(changed_lines_are_told_from_the_authors)
{
	split(PLAIN "\r\nHello Dana,\r\n" CHANGED "\r\nAlice\r\n");
	ck_assert_uint_eq(lb.n, 3);
	is(0, "Hello Dana,");
	is(1, CHANGED);
	is(2, "Alice");
}
END_TEST

START_TEST(a_wrapped_paragraph_stays_in_one_piece)
{
	split(PLAIN "\r\nOnly a good\r\nadministrator of your\r\n"
		"organization can accept.\r\n");
	ck_assert_uint_eq(lb.n, 1);
	split(PLAIN "\r\nWhichever good\r\nadministrator of your\r\n"
		"organization can accept.\r\n");
	ck_assert_uint_eq(lb.n, 1);
}
END_TEST

START_TEST(a_line_with_room_for_the_next_word_was_ended_by_hand)
{
	split(PLAIN "\r\nDana,\r\nadministrator of your\r\n"
		"organization can accept.\r\n");
	ck_assert_uint_eq(lb.n, 2);
	is(0, "Dana,");
}
END_TEST

START_TEST(words_on_the_same_line_stay)
{
	split(PLAIN "\r\nHello Dana, " CHANGED " Alice\r\n");
	ck_assert_uint_eq(lb.n, 1);
}
END_TEST

START_TEST(paragraphs_of_the_authors_stay)
{
	split(PLAIN MARK "\r\nHello Dana,\r\nas we said.\r\n\r\nAlice\r\n");
	ck_assert_uint_eq(lb.n, 2);
	is(0, "Hello Dana,\r\nas we said.");
	is(1, "Alice");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, place_set_up, place_tear_down);
	tcase_add_test(tcase, lines_of_the_block_are_told_from_the_authors);
	tcase_add_test(tcase, changed_lines_are_told_from_the_authors);
	tcase_add_test(tcase, a_wrapped_paragraph_stays_in_one_piece);
	tcase_add_test(tcase,
		a_line_with_room_for_the_next_word_was_ended_by_hand);
	tcase_add_test(tcase, words_on_the_same_line_stay);
	tcase_add_test(tcase, paragraphs_of_the_authors_stay);
}

UNIT_MAIN("locked_split", add_tests)
