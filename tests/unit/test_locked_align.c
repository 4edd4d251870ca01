#include "core/locked_align.h"

#include "locked_place.h"

static struct locked_kin kin;
static struct locked_align a;

static void
forget(void)
{
	locked_align_deinit(&a);
	locked_kin_deinit(&kin);
}

static void
tear_down(void)
{
	forget();
	place_tear_down();
}

/* Beside the English block: ONE, the link, TWO, THREE. */
static void
look(const char *mail)
{
	forget();
	place_look(mail);
	locked_kin_init(&kin, &lb, &blocks[1]);
	locked_align_init(&a, &kin);
}

static void
expect(size_t i, size_t first, size_t last, size_t begin, size_t end,
	bool exact)
{
	ck_assert_uint_gt(a.n, i);
	ck_assert_uint_eq(a.list[i].first, first);
	ck_assert_uint_eq(a.list[i].last, last);
	ck_assert_uint_eq(a.list[i].begin, begin);
	ck_assert_uint_eq(a.list[i].end, end);
	ck_assert(a.list[i].exact == exact);
}

START_TEST(each_paragraph_is_found_in_its_place)
{
	look(PLAIN "\r\nHello" GAP ONE GAP CONTOSO_LINK GAP THREE "\r\n");
	ck_assert_uint_eq(a.n, 3);
	expect(0, 0, 1, 1, 2, true);
	expect(1, 1, 2, 2, 3, true);
	expect(2, 3, 4, 3, 4, true);
	ck_assert_uint_gt(a.words, 0);
}
END_TEST

START_TEST(one_may_have_become_several_and_several_one)
{
	look(PLAIN "\r\nTo accept Contoso Ltd as your reseller," GAP
		"open the link below." GAP CONTOSO_LINK GAP TWO " " THREE
		"\r\n");
	ck_assert_uint_eq(a.n, 3);
	expect(0, 0, 1, 0, 2, true);
	expect(1, 1, 2, 2, 3, true);
	expect(2, 2, 4, 3, 4, true);
}
END_TEST

START_TEST(the_links_place_spans_what_stands_beside_it)
{
	look(PLAIN "\r\n" ONE GAP BUTTON GAP COPY GAP "<" GAP CONTOSO_LINK GAP
		TWO "\r\n");
	ck_assert_uint_eq(a.n, 3);
	expect(1, 1, 2, 1, 5, true);
	look(PLAIN "\r\n" ONE GAP BUTTON GAP COPY GAP "<" GAP "<" GAP
		CONTOSO_LINK GAP TWO "\r\n");
	ck_assert_uint_eq(a.n, 2);
	expect(0, 1, 2, 2, 6, true);
	expect(1, 2, 3, 6, 7, true);
}
END_TEST

START_TEST(other_words_are_nothing_of_it)
{
	look(PLAIN MARK "\r\nHello" GAP "We move in May.\r\n");
	ck_assert_uint_eq(a.n, 0);
	ck_assert_uint_eq(a.words, 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, place_set_up, tear_down);
	tcase_add_test(tcase, each_paragraph_is_found_in_its_place);
	tcase_add_test(tcase, one_may_have_become_several_and_several_one);
	tcase_add_test(tcase, the_links_place_spans_what_stands_beside_it);
	tcase_add_test(tcase, other_words_are_nothing_of_it);
}

UNIT_MAIN("locked_align", add_tests)
