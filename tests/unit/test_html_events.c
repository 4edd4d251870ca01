#include "core/html_events.h"

#include "unit.h"

START_TEST(each_name_has_a_bit_of_its_own)
{
	static const char *const names[] = {
		"action", "class", "content", "data", "formaction", "hidden",
		"href", "http-equiv", "id", "src", "style", "type",
	};
	unsigned all = 0;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		unsigned bit = html_events_name(span_str(names[i]));

		ck_assert_msg(bit && !(bit & all), "%s", names[i]);
		all |= bit;
	}
	ck_assert_uint_eq(all, (1u << 12) - 1);
	ck_assert_uint_eq(html_events_name(span_str("HrEf")), HTML_HREF);
}
END_TEST

START_TEST(a_name_that_nobody_asks_for_has_none)
{
	static const char *const names[] = {
		"", "hre", "hreff", "xhref", "alt", "datas", "actio",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		ck_assert_uint_eq(html_events_name(span_str(names[i])), 0);
}
END_TEST

START_TEST(an_element_has_its_own_attributes)
{
	struct html_attribute id = { .name = HTML_ID, .value = span_str("a") };
	struct html_attribute href = { .name = HTML_HREF,
		.value = span_str("b") };
	struct html_attribute second = { .name = HTML_HREF,
		.value = span_str("c") };
	struct html_events e;
	size_t outer, inner;

	html_events_init(&e, 10);
	outer = html_events_begin(&e, GUMBO_TAG_P, 0, 3);
	html_events_attribute(&e, &id);
	inner = html_events_begin(&e, GUMBO_TAG_A, 3, 6);
	html_events_attribute(&e, &href);
	html_events_attribute(&e, &second);
	ck_assert_uint_eq(e.list[outer].has, HTML_ID);
	ck_assert_uint_eq(e.list[inner].has, HTML_HREF);
	ck_assert_uint_eq(e.list[inner].count, 2);
	ck_assert(span_eq_str(html_events_value(&e, &e.list[outer], HTML_ID),
		"a"));
	/* The first of two. */
	ck_assert(span_eq_str(html_events_value(&e, &e.list[inner],
		HTML_HREF), "b"));
	ck_assert_ptr_null(html_events_value(&e, &e.list[outer], HTML_HREF).p);
	html_events_deinit(&e);
}
END_TEST

START_TEST(an_element_knows_what_stands_behind_it)
{
	struct html_events e;
	size_t outer, inner;

	html_events_init(&e, 10);
	outer = html_events_begin(&e, GUMBO_TAG_P, 0, 3);
	inner = html_events_begin(&e, GUMBO_TAG_B, 3, 6);
	html_events_text(&e, span_str("x"), 6, 7, false);
	html_events_end(&e, inner, 7, 11, true);
	html_events_comment(&e, 11, 20);
	html_events_end(&e, outer, 20, SPAN_NONE, false);
	ck_assert_uint_eq(e.n, 6);
	ck_assert_uint_eq(e.list[inner].behind, 4);
	ck_assert_uint_eq(e.list[outer].behind, 6);
	ck_assert_int_eq(e.list[4].kind, HTML_COMMENT);
	ck_assert(e.list[3].closed && !e.list[5].closed);
	html_events_deinit(&e);
}
END_TEST

/* Room is made for what a page of that size mostly has. */
START_TEST(more_events_than_expected_find_room)
{
	struct html_attribute id = { .name = HTML_ID, .value = span_str("a") };
	struct html_events e;

	html_events_init(&e, 0);
	for (size_t i = 0; i < 1000; i++) {
		ck_assert_uint_eq(html_events_begin(&e, GUMBO_TAG_B, i, i), i);
		html_events_attribute(&e, &id);
	}
	for (size_t i = 0; i < 1000; i++) {
		ck_assert_uint_eq(e.list[i].begin, i);
		ck_assert(span_eq_str(html_events_value(&e, &e.list[i],
			HTML_ID), "a"));
	}
	html_events_deinit(&e);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, each_name_has_a_bit_of_its_own);
	tcase_add_test(tcase, a_name_that_nobody_asks_for_has_none);
	tcase_add_test(tcase, an_element_has_its_own_attributes);
	tcase_add_test(tcase, an_element_knows_what_stands_behind_it);
	tcase_add_test(tcase, more_events_than_expected_find_room);
}

UNIT_MAIN("html_events", add_tests)
