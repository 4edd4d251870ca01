#include "core/seek.h"

#include "mail.h"

static struct world w;
static struct needles *needles;

static void
setup(void)
{
	world_init(&w, 2);
	needles = needles_new(&w.facts);
}

static void
teardown(void)
{
	needles_free(&needles);
	world_deinit(&w);
}

START_TEST(places_come_in_the_order_of_the_text)
{
	struct span text = span_str("[[ x://y WWW.z ADMIN.microsoft.com "
		CONTOSO_ID " PartnerID=");
	static const enum seek_kind kinds[] = { SEEK_PLACEHOLDER, SEEK_SCHEME,
		SEEK_HOST, SEEK_HOST, SEEK_PIECE, SEEK_NAME };
	struct seek *s = seek_new(text, needles);
	struct seek_place place;
	size_t i, pos = 0;

	for (i = 0; i < 6; i++) {
		ck_assert_int_eq(seek_next(s, pos, &place), 1);
		ck_assert_int_eq(place.kind, kinds[i]);
		ck_assert(span_ieq(span_sub(text, place.at, place.at +
			place.what.n), place.what));
		pos = place.at + 1;
	}
	ck_assert_int_eq(seek_next(s, pos, &place), 0);
	seek_free(&s);
	ck_assert_ptr_null(s);
}
END_TEST

START_TEST(own_links_come_current_first)
{
	size_t n;
	struct span *links = seek_links(&w.facts, &n);

	ck_assert_uint_eq(n, 3);
	ck_assert(span_eq_str(links[0], CONTOSO_LINK));
	ck_assert(span_eq_str(links[1], FABRIKAM_LINK));
	ck_assert(span_eq_str(links[2], U1));
	free(links);
}
END_TEST

/* A longer needle may begin before one that is seen first. */
START_TEST(places_may_overlap)
{
	struct span text = span_str("www.admin.microsoft.com://www.www.x");
	static const size_t places[] = { 0, 4, 23, 26, 30 };
	struct seek *s = seek_new(text, needles);
	struct seek_place place;
	size_t i, pos = 0;

	for (i = 0; i < 5; i++) {
		ck_assert_int_eq(seek_next(s, pos, &place), 1);
		ck_assert_uint_eq(place.at, places[i]);
		pos = place.at + 1;
	}
	ck_assert_int_eq(seek_next(s, pos, &place), 0);
	seek_free(&s);
}
END_TEST

START_TEST(what_is_passed_over_is_not_found)
{
	struct span text = span_str("http://a http://b [[");
	struct seek *s = seek_new(text, needles);
	struct seek_place place;

	ck_assert_int_eq(seek_next(s, 5, &place), 1);
	ck_assert_uint_eq(place.at, 13);
	ck_assert_int_eq(seek_next(s, 13, &place), 1);
	ck_assert_uint_eq(place.at, 13);
	ck_assert_int_eq(seek_next(s, 14, &place), 1);
	ck_assert_int_eq(place.kind, SEEK_PLACEHOLDER);
	seek_free(&s);
}
END_TEST

START_TEST(scent_is_a_host_an_account_or_a_placeholder)
{
	ck_assert(seek_scent(span_str("xx Admin.Microsoft.com"), &w.facts));
	ck_assert(!seek_scent(span_str("partnerId=7"), &w.facts));
	ck_assert(seek_scent(span_str("[[Reseller-Link]]"), &w.facts));
	ck_assert(seek_scent(span_str("id=" FABRIKAM_ID), &w.facts));
	ck_assert(!seek_scent(span_str("https://www.contoso.example [["),
		&w.facts));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, places_come_in_the_order_of_the_text);
	tcase_add_test(tcase, own_links_come_current_first);
	tcase_add_test(tcase, places_may_overlap);
	tcase_add_test(tcase, what_is_passed_over_is_not_found);
	tcase_add_test(tcase, scent_is_a_host_an_account_or_a_placeholder);
}

UNIT_MAIN("seek", add_tests)
