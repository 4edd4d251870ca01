#include "core/html_nesting.h"

#include "unit.h"

/* Opens elements of the tags in one another, whatever they are. */
static void
open_all(struct html_nesting *n, const GumboTag *tags, size_t count)
{
	for (size_t i = 0; i < count; i++)
		ck_assert(html_nesting_push(n, &(struct html_nesting_open){
			.kind = html_nesting_kind_of(tags[i]), .event = i }));
}

static const struct {
	GumboTag around[4];
	GumboTag tag;
	bool may;
} rules[] = {
	{ { GUMBO_TAG_BODY }, GUMBO_TAG_B, true },
	{ { GUMBO_TAG_BODY }, GUMBO_TAG_UNKNOWN, true },
	{ { GUMBO_TAG_BODY }, GUMBO_TAG_STYLE, true },
	{ { GUMBO_TAG_BODY }, GUMBO_TAG_LI, false },
	{ { GUMBO_TAG_BODY }, GUMBO_TAG_TR, false },
	{ { GUMBO_TAG_BODY }, GUMBO_TAG_COL, false },
	{ { GUMBO_TAG_BODY }, GUMBO_TAG_BODY, false },
	{ { GUMBO_TAG_BODY }, GUMBO_TAG_SELECT, false },
	{ { GUMBO_TAG_P }, GUMBO_TAG_BR, true },
	{ { GUMBO_TAG_P }, GUMBO_TAG_A, true },
	{ { GUMBO_TAG_P }, GUMBO_TAG_HR, false },
	{ { GUMBO_TAG_P }, GUMBO_TAG_P, false },
	{ { GUMBO_TAG_P }, GUMBO_TAG_PRE, false },
	{ { GUMBO_TAG_P, GUMBO_TAG_SPAN }, GUMBO_TAG_DIV, false },
	{ { GUMBO_TAG_P, GUMBO_TAG_SPAN }, GUMBO_TAG_TABLE, false },
	{ { GUMBO_TAG_P, GUMBO_TAG_SPAN }, GUMBO_TAG_H1, false },
	{ { GUMBO_TAG_A }, GUMBO_TAG_DIV, true },
	{ { GUMBO_TAG_A, GUMBO_TAG_DIV }, GUMBO_TAG_A, false },
	{ { GUMBO_TAG_H1 }, GUMBO_TAG_H2, false },
	{ { GUMBO_TAG_H1, GUMBO_TAG_DIV }, GUMBO_TAG_H2, true },
	{ { GUMBO_TAG_UL }, GUMBO_TAG_LI, true },
	{ { GUMBO_TAG_UL, GUMBO_TAG_LI }, GUMBO_TAG_LI, false },
	{ { GUMBO_TAG_UL, GUMBO_TAG_LI }, GUMBO_TAG_OL, true },
	{ { GUMBO_TAG_TABLE }, GUMBO_TAG_TBODY, true },
	{ { GUMBO_TAG_TABLE }, GUMBO_TAG_TR, true },
	{ { GUMBO_TAG_TABLE }, GUMBO_TAG_COLGROUP, true },
	{ { GUMBO_TAG_TABLE }, GUMBO_TAG_TD, false },
	{ { GUMBO_TAG_TABLE }, GUMBO_TAG_B, false },
	{ { GUMBO_TAG_TABLE }, GUMBO_TAG_STYLE, false },
	{ { GUMBO_TAG_TABLE, GUMBO_TAG_COLGROUP }, GUMBO_TAG_COL, true },
	{ { GUMBO_TAG_TABLE, GUMBO_TAG_COLGROUP }, GUMBO_TAG_BR, false },
	{ { GUMBO_TAG_TABLE, GUMBO_TAG_TBODY }, GUMBO_TAG_TR, true },
	{ { GUMBO_TAG_TABLE, GUMBO_TAG_TBODY }, GUMBO_TAG_TBODY, false },
	{ { GUMBO_TAG_TABLE, GUMBO_TAG_TBODY, GUMBO_TAG_TR }, GUMBO_TAG_TD,
		true },
	{ { GUMBO_TAG_TABLE, GUMBO_TAG_TBODY, GUMBO_TAG_TR }, GUMBO_TAG_TR,
		false },
	{ { GUMBO_TAG_TABLE, GUMBO_TAG_TBODY, GUMBO_TAG_TR, GUMBO_TAG_TD },
		GUMBO_TAG_TABLE, true },
	{ { GUMBO_TAG_TABLE, GUMBO_TAG_TBODY, GUMBO_TAG_TR, GUMBO_TAG_TD },
		GUMBO_TAG_TD, false },
};

START_TEST(an_element_may_begin_where_it_moves_nothing)
{
	struct html_nesting n = { 0 };
	size_t count = 1;

	while (count < 4 && rules[_i].around[count])
		count++;
	open_all(&n, rules[_i].around, count);
	ck_assert_int_eq(html_nesting_may_begin(&n,
		html_nesting_kind_of(rules[_i].tag)), rules[_i].may);
}
END_TEST

START_TEST(what_ended_forbids_no_more)
{
	static const GumboTag tags[] = {
		GUMBO_TAG_BODY, GUMBO_TAG_A, GUMBO_TAG_P,
	};
	struct html_nesting n = { 0 };

	open_all(&n, tags, 3);
	ck_assert_uint_eq(html_nesting_top(&n)->event, 2);
	html_nesting_pop(&n);
	ck_assert_uint_eq(html_nesting_top(&n)->event, 1);
	ck_assert(html_nesting_may_begin(&n, HTML_NESTING_PARAGRAPH));
	ck_assert(!html_nesting_may_begin(&n, HTML_NESTING_LINK));
	html_nesting_pop(&n);
	ck_assert(html_nesting_may_begin(&n, HTML_NESTING_LINK));
}
END_TEST

START_TEST(elements_nest_to_a_depth)
{
	struct html_nesting n = { 0 };
	struct html_nesting_open b = { .kind = HTML_NESTING_TEXT };

	for (size_t i = 0; i < HTML_NESTING_DEPTH; i++)
		ck_assert(html_nesting_push(&n, &b));
	ck_assert(!html_nesting_push(&n, &b));
	html_nesting_pop(&n);
	ck_assert(html_nesting_push(&n, &b));
}
END_TEST

START_TEST(some_elements_have_no_end)
{
	static const GumboTag none[] = {
		GUMBO_TAG_BR, GUMBO_TAG_IMG, GUMBO_TAG_HR, GUMBO_TAG_COL,
		GUMBO_TAG_META, GUMBO_TAG_LINK, GUMBO_TAG_WBR,
	};
	static const GumboTag some[] = {
		GUMBO_TAG_B, GUMBO_TAG_STYLE, GUMBO_TAG_COLGROUP,
		GUMBO_TAG_UNKNOWN, GUMBO_TAG_P,
	};

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		ck_assert(html_nesting_is_void(html_nesting_kind_of(none[i])));
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
		ck_assert(!html_nesting_is_void(
			html_nesting_kind_of(some[i])));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase,
		an_element_may_begin_where_it_moves_nothing, 0,
		sizeof rules / sizeof rules[0]);
	tcase_add_test(tcase, what_ended_forbids_no_more);
	tcase_add_test(tcase, elements_nest_to_a_depth);
	tcase_add_test(tcase, some_elements_have_no_end);
}

UNIT_MAIN("html_nesting", add_tests)
