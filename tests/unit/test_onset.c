#include "core/onset.h"

#include "unit.h"

static const char text[] = "x (seehttps://me@a-b.admin.example/";

static size_t
of(const char *piece)
{
	return span_find(span_str(text), 0, span_str(piece));
}

START_TEST(a_scheme_begins_behind_letters_that_touch_it)
{
	ck_assert_uint_eq(onset_scheme(span_str(text), of("://")),
		of("https"));
	ck_assert_uint_eq(onset_scheme(span_str("xhttp://"), 5), 1);
	ck_assert_uint_eq(onset_scheme(span_str("x ftp://"), 5), 2);
	ck_assert_uint_eq(onset_scheme(span_str("://"), 0), 0);
}
END_TEST

START_TEST(a_word_begins_behind_a_bracket)
{
	ck_assert_uint_eq(onset_word(span_str(text), of("admin")),
		of("see"));
	ck_assert_uint_eq(onset_word(span_str(text), 0), 0);
}
END_TEST

START_TEST(a_host_is_of_letters_digits_dashes_and_dots)
{
	size_t at = onset_host(span_str(text), 0, of("admin"));

	ck_assert_uint_eq(at, of("a-b"));
	ck_assert(onset_leads(span_str(text), at));
	ck_assert_uint_eq(onset_host(span_str(text), of("b."), of("admin")),
		of("b."));
	ck_assert(!onset_leads(span_str("*a"), 1));
	ck_assert(!onset_leads(span_str("a"), 0));
}
END_TEST

/* AT: the offset of WHAT in TEXT. */
static size_t
wide(const char *s, const char *what)
{
	return onset_wide_scheme(span_str(s), span_find(span_str(s), 0,
		span_str(what)));
}

START_TEST(a_scheme_may_be_wide)
{
	ck_assert_uint_eq(wide("x https：／／a.example", "a."), 2);
	ck_assert_uint_eq(wide("x ｈttp://a.example", "a."), 2);
	ck_assert_uint_eq(wide("x http:\u2215\u2571a.example", "a."), 2);
	ck_assert_uint_eq(wide("x ｈｔｔｐｓ://a.example", "://"), 2);
	ck_assert_uint_eq(wide("x https：//a.example", "//"), 2);
	ck_assert_uint_eq(wide("xhttps:／a.example", "a."), 1);
	ck_assert_uint_eq(wide("／／a.example", "a."), 6);
	ck_assert_uint_eq(wide("https：a.example", "a."), 8);
	ck_assert_uint_eq(wide("ttps://a.example", "a."), 7);
	ck_assert_uint_eq(wide("a.example", "a."), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_scheme_begins_behind_letters_that_touch_it);
	tcase_add_test(tcase, a_word_begins_behind_a_bracket);
	tcase_add_test(tcase, a_host_is_of_letters_digits_dashes_and_dots);
	tcase_add_test(tcase, a_scheme_may_be_wide);
}

UNIT_MAIN("onset", add_tests)
