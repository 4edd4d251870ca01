#include "core/seek.h"

#include "mail.h"

static struct world w;

static void
setup(void)
{
	world_init(&w, 2);
}

static void
teardown(void)
{
	world_deinit(&w);
}

START_TEST(places_come_in_the_order_of_the_text)
{
	struct span text = span_str("[[ x://y WWW.z ADMIN.microsoft.com "
		CONTOSO_ID);
	static const enum seek_kind kinds[] = { SEEK_PLACEHOLDER, SEEK_SCHEME,
		SEEK_HOST, SEEK_HOST, SEEK_PIECE };
	struct seek *s = seek_new(text, &w.facts);
	struct seek_place place;
	size_t i, pos = 0;

	for (i = 0; i < 5; i++) {
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

START_TEST(a_link_without_account_has_a_piece_of_its_middle)
{
	struct span link = span_str("https://h.example/i/0123456789abcdefgh");

	ck_assert(span_eq_str(seek_piece(link, "fabrikam-main"),
		"xample/i/0123456"));
	ck_assert(span_eq_str(seek_piece(span_str(CONTOSO_LINK), CONTOSO_ID),
		CONTOSO_ID));
}
END_TEST

START_TEST(scent_is_a_host_an_account_or_a_placeholder)
{
	ck_assert(seek_scent(span_str("xx Admin.Microsoft.com"), &w.facts));
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
	tcase_add_test(tcase, a_link_without_account_has_a_piece_of_its_middle);
	tcase_add_test(tcase, scent_is_a_host_an_account_or_a_placeholder);
}

UNIT_MAIN("seek", add_tests)
