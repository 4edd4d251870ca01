#include "core/markdown.h"

#include "unit.h"

static struct markdown m;
static struct vars vars;
static struct err err;

static void
render(const char *body)
{
	ck_assert_msg(markdown_render(span_str(body), &vars, &m, &err) == 0,
		"%s", err.text);
}

START_TEST(marks_go_from_the_text_and_become_tags_in_the_page)
{
	render("One *two* **three**\\\nfour & \"five\" <six\n");
	ck_assert_uint_eq(m.n, 1);
	ck_assert_str_eq(m.list[0].text,
		"One two three\nfour & \"five\" <six");
	ck_assert_str_eq(m.list[0].html, "One <em>two</em> "
		"<strong>three</strong><br />\n"
		"four &amp; &quot;five&quot; &lt;six");
	markdown_deinit(&m);
}
END_TEST

START_TEST(paragraphs_are_told_apart_and_the_link_is_one)
{
	ck_assert_int_eq(vars_set(&vars, VAR_LINK, span_str("https://x/"),
		&err), 0);
	render("One.\n\n {{ link }} \n\nTwo.\n");
	ck_assert_uint_eq(m.n, 3);
	ck_assert(!m.list[0].link);
	ck_assert(m.list[1].link);
	ck_assert_ptr_null(m.list[1].text);
	ck_assert_str_eq(m.list[2].text, "Two.");
	markdown_deinit(&m);
	vars_deinit(&vars);
}
END_TEST

START_TEST(an_empty_body_has_no_paragraphs)
{
	render("");
	ck_assert_uint_eq(m.n, 0);
	markdown_deinit(&m);
	render("\n \n");
	ck_assert_uint_eq(m.n, 0);
	markdown_deinit(&m);
}
END_TEST

START_TEST(a_variable_without_a_value_is_an_error)
{
	ck_assert_int_eq(markdown_render(span_str("Dear {{name}}"), &vars, &m,
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		marks_go_from_the_text_and_become_tags_in_the_page);
	tcase_add_test(tcase,
		paragraphs_are_told_apart_and_the_link_is_one);
	tcase_add_test(tcase, an_empty_body_has_no_paragraphs);
	tcase_add_test(tcase, a_variable_without_a_value_is_an_error);
}

UNIT_MAIN("markdown", add_tests)
