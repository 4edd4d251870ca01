#include "core/view.h"

#include "views.h"

START_TEST(plain_text_is_shown_as_it_is)
{
	struct view *v = views_plain("One line\r\nand\tanother\n\nend");
	size_t begin, end;

	ck_assert(!view_is_html(v));
	ck_assert(span_eq(view_text(v), view_source(v)));
	view_to_source(v, 3, 12, &begin, &end);
	ck_assert_uint_eq(begin, 3);
	ck_assert_uint_eq(end, 12);
	ck_assert_uint_eq(view_link_count(v), 0);
	view_free(&v);
	ck_assert_ptr_null(v);
}
END_TEST

START_TEST(nul_is_text)
{
	struct span source = { (const unsigned char *)"a\0b\n", 4 };
	struct view *v = NULL;
	struct err err;

	ck_assert_int_eq(view_plain(source, false, false, &v, &err), 0);
	ck_assert(span_eq(view_text(v), source));
	view_free(&v);
}
END_TEST

START_TEST(an_empty_body_has_nothing_and_begins_at_its_end)
{
	struct view *v = views_plain("");

	ck_assert_uint_eq(view_text(v).n, 0);
	ck_assert_uint_eq(view_block_count(v), 0);
	ck_assert_uint_eq(view_own_end(v), 0);
	ck_assert(!view_quoted(v, 0));
	view_free(&v);
}
END_TEST

static const struct {
	const char *source;
	bool delsp;
	const char *shown;
} flowed[] = {
	{ "a \r\nb\r\n", false, "a b\r\n" },
	{ "a \r\nb\r\n", true, "ab\r\n" },
	{ "a \r\n b\r\n", false, "a b\r\n" },
	{ " From here\n", false, "From here\n" },
	{ "> a \n> b\nc\n", false, "> a b\nc\n" },
	{ ">> a \n> b\n", false, ">> a \n> b\n" },
	{ "a \n-- \nBob", false, "a \n-- \nBob" },
	{ "ends soft ", true, "ends soft " },
	{ "one \ntwo \nthree\n\nfour\n", false, "one two three\n\nfour\n" },
};

START_TEST(flowed_text_is_shown_in_paragraphs)
{
	struct view *v = NULL;
	struct err err;

	ck_assert_int_eq(view_plain(span_str(flowed[_i].source), true,
		flowed[_i].delsp, &v, &err), 0);
	views_expect_span(view_text(v), flowed[_i].shown);
	view_free(&v);
}
END_TEST

START_TEST(a_link_over_a_soft_line_end_is_found_in_the_source)
{
	struct view *v = NULL;
	struct err err;

	ck_assert_int_eq(view_plain(span_str("see https://a.example/x \n"
		" y?z=1\n"), true, true, &v, &err), 0);
	views_expect_span(view_text(v), "see https://a.example/xy?z=1\n");
	views_expect_span(views_source_of(v, "https://a.example/xy?z=1"),
		"https://a.example/x \n y?z=1");
	views_expect_span(views_source_of(v, "y?z"), "y?z");
	view_free(&v);
}
END_TEST

START_TEST(paragraphs_lie_between_blank_lines)
{
	struct view *v = views_plain("\n a\r\nb\r\n \t\r\n\r\nc");

	views_expect_blocks(v, "o: a\r\nb|o:c");
	ck_assert_uint_eq(view_block(v, 0)->src_begin, 1);
	ck_assert_uint_eq(view_block(v, 0)->src_end, 8);
	ck_assert_uint_eq(view_block(v, 1)->src_end,
		view_source(v).n);
	view_free(&v);
}
END_TEST

static const struct {
	const char *source;
	const char *rest;
} ends[] = {
	{ "Hi\n", "" },
	{ "Hi", "" },
	{ "Hi\n\n\n", "\n\n" },
	{ "Hi\n\n-- \nBob\n", "\n-- \n" },
	{ "Hi\n-- \nBob\n", "-- \n" },
	{ "Hi\n\nOn Monday Bob wrote:\n> old\n", "\nOn Monday" },
	{ "> old\n\nAnswer\n", "" },
	{ "> old\n", "> old" },
	{ "-- \nBob\n", "-- \n" },
	{ "Hi\n\n-----Original Message-----\nx\n", "\n-----Orig" },
};

START_TEST(own_words_end_before_signature_and_history)
{
	struct view *v = views_plain(ends[_i].source);

	views_expect_own_end(v, ends[_i].rest);
	view_free(&v);
}
END_TEST

START_TEST(each_character_knows_whether_it_is_quoted)
{
	struct view *v = views_plain("a\n> b\nc\n");

	ck_assert(!view_quoted(v, 0));
	ck_assert(view_quoted(v, 2));
	ck_assert(view_quoted(v, 4));
	ck_assert(!view_quoted(v, 6));
	ck_assert(!view_quoted(v, 1000));
	view_free(&v);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, plain_text_is_shown_as_it_is);
	tcase_add_test(t, nul_is_text);
	tcase_add_test(t, an_empty_body_has_nothing_and_begins_at_its_end);
	tcase_add_loop_test(t, flowed_text_is_shown_in_paragraphs, 0,
		sizeof flowed / sizeof flowed[0]);
	tcase_add_test(t, a_link_over_a_soft_line_end_is_found_in_the_source);
	tcase_add_test(t, paragraphs_lie_between_blank_lines);
	tcase_add_loop_test(t, own_words_end_before_signature_and_history, 0,
		sizeof ends / sizeof ends[0]);
	tcase_add_test(t, each_character_knows_whether_it_is_quoted);
}

UNIT_MAIN("view", add_tests)
