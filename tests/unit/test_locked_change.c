#include "core/locked_change.h"

#include "locked_place.h"

#define CHANGED "Only a good administrator of your organization can accept."

static struct locked_changes c;

static void
tear_down(void)
{
	locked_changes_deinit(&c);
	place_tear_down();
}

static void
look(const char *mail)
{
	locked_changes_deinit(&c);
	place_look(mail);
	locked_changes_init(&c, &lb, &blocks[1], 0);
}

static struct span
replaced(size_t i)
{
	return span_sub(text_utf8(l.findings->bodies[0].text),
		c.list[i].begin, c.list[i].end);
}

static void
expect(size_t i, const char *goes, size_t first, size_t last)
{
	ck_assert_uint_gt(c.n, i);
	ck_assert(span_eq_str(replaced(i), goes));
	ck_assert_uint_eq(c.list[i].first, first);
	ck_assert_uint_eq(c.list[i].last, last);
}

START_TEST(a_changed_paragraph_gives_way_to_the_true_one)
{
	look(PLAIN "\r\nHello\r\n\r\n" ONE GAP CONTOSO_LINK GAP CHANGED GAP
		THREE "\r\n");
	ck_assert_ptr_null(c.woven);
	ck_assert_uint_eq(c.n, 1);
	expect(0, CHANGED, 2, 3);
}
END_TEST

START_TEST(what_is_missing_goes_between_its_neighbours)
{
	look(PLAIN "\r\n" ONE GAP CONTOSO_LINK GAP THREE "\r\n");
	ck_assert_uint_eq(c.n, 1);
	expect(0, "", 2, 3);
	ck_assert_uint_eq(c.list[0].begin, strlen(ONE GAP CONTOSO_LINK "\r\n"));
}
END_TEST

START_TEST(all_of_it_goes_to_the_place_when_nothing_is_there)
{
	look(PLAIN MARK "\r\nHello\r\n");
	ck_assert_uint_eq(c.n, 1);
	expect(0, "", 0, 4);
	ck_assert_uint_eq(c.list[0].begin, 0);
}
END_TEST

START_TEST(a_copy_elsewhere_is_taken_away)
{
	look(PLAIN "\r\n" THREE GAP "Hello" GAP ONE GAP CONTOSO_LINK GAP TWO
		"\r\n");
	ck_assert_uint_eq(c.n, 2);
	expect(0, THREE, 4, 4);
	expect(1, "", 3, 4);
}
END_TEST

START_TEST(own_words_between_are_left)
{
	size_t i;

	look(PLAIN "\r\n" ONE GAP CONTOSO_LINK GAP TWO GAP "We move in May."
		GAP THREE "\r\n");
	ck_assert_ptr_null(c.woven);
	for (i = 0; i < c.n; i++)
		ck_assert_uint_eq(span_find(replaced(i), 0,
			span_str("May")), SPAN_NONE);
	ck_assert_uint_eq(c.n, 2);
	expect(0, "", 3, 4);
	expect(1, THREE, 4, 4);
}
END_TEST

START_TEST(one_paragraph_of_several_is_written_anew)
{
	look(PLAIN "\r\n" ONE GAP CONTOSO_LINK GAP CHANGED "\r\n" THREE
		"\r\n");
	ck_assert_uint_eq(c.n, 1);
	expect(0, CHANGED "\r\n" THREE, 2, 4);
}
END_TEST

START_TEST(paragraphs_without_room_behind_them_stand_in_one_place)
{
	look("Content-Type: text/html; charset=utf-8\r\n\r\n"
		"<div style='font-size:0'><p style='font-size:9pt'>" ONE
		"<p style='font-size:9pt'>" CONTOSO_LINK
		"<p style='font-size:9pt'>" TWO
		"<p style='font-size:9pt'>Alice</div>");
	ck_assert_uint_eq(c.n, 1);
	expect(0, TWO, 2, 4);
	look("Content-Type: text/html; charset=utf-8\r\n\r\n"
		"<div style='font-size:0'><p style='font-size:9pt'>Hello"
		"<p style='font-size:9pt'>" CONTOSO_LINK
		"<p style='font-size:9pt'>" TWO
		"<p style='font-size:9pt'>" THREE "</div>");
	ck_assert_uint_eq(c.n, 1);
	expect(0, CONTOSO_LINK, 0, 2);
}
END_TEST

/* Own paragraphs, N of them. */
static void
look_at(size_t n)
{
	struct buf mail;
	size_t i;

	buf_init(&mail, 1 << 20);
	buf_add_str(&mail, PLAIN MARK "\r\n");
	for (i = 0; i < n; i++)
		buf_add_str(&mail, "Hello\r\n\r\n");
	look(buf_str(&mail));
	buf_deinit(&mail);
}

START_TEST(paragraphs_are_compared_up_to_a_limit)
{
	look_at(LIMIT_LOCKED_BLOCKS);
	ck_assert_ptr_null(c.woven);
	look_at(LIMIT_LOCKED_BLOCKS + 1);
	ck_assert_ptr_nonnull(c.woven);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, place_set_up, tear_down);
	tcase_add_test(tcase, a_changed_paragraph_gives_way_to_the_true_one);
	tcase_add_test(tcase, what_is_missing_goes_between_its_neighbours);
	tcase_add_test(tcase, all_of_it_goes_to_the_place_when_nothing_is_there);
	tcase_add_test(tcase, a_copy_elsewhere_is_taken_away);
	tcase_add_test(tcase, own_words_between_are_left);
	tcase_add_test(tcase, one_paragraph_of_several_is_written_anew);
	tcase_add_test(tcase,
		paragraphs_without_room_behind_them_stand_in_one_place);
	tcase_add_test(tcase, paragraphs_are_compared_up_to_a_limit);
}

UNIT_MAIN("locked_change", add_tests)
