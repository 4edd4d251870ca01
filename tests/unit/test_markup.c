#include "core/markup.h"

#include "unit.h"

static struct markup *m;

static void
set_up(void)
{
	m = markup_new(100);
}

static void
tear_down(void)
{
	markup_free(&m);
}

START_TEST(literals_are_markup_and_all_else_is_text)
{
	markup_html(m, "<p>");
	markup_text(m, "a<b & \"c\" 'd'>");
	markup_html(m, "</p>");
	ck_assert_str_eq(markup_str(m),
		"<p>a&lt;b &amp; &quot;c&quot; &#39;d&#39;&gt;</p>");
}
END_TEST

START_TEST(no_value_leaves_its_attribute)
{
	markup_html(m, "<a");
	markup_attribute(m, "href", "/\" onclick=\"x");
	markup_attribute(m, "title", NULL);
	markup_attribute(m, "id", "");
	ck_assert_str_eq(markup_str(m),
		"<a href=\"/&quot; onclick=&quot;x\" id=\"\"");
}
END_TEST

START_TEST(what_is_no_text_is_shown_as_such)
{
	markup_text(m, "a\xff\x01\xc3\xa9\x7f\xc2\x85\xe4\xbd\n");
	ck_assert_str_eq(markup_str(m), "a\xef\xbf\xbd\xef\xbf\xbd\xc3\xa9"
		"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n");
	markup_span(m, (struct span){ (const unsigned char *)"\0", 1 });
	ck_assert_ptr_nonnull(markup_str(m));
}
END_TEST

START_TEST(what_is_too_long_is_no_page)
{
	for (int i = 0; i < 20; i++)
		markup_html(m, "12345");
	ck_assert_ptr_nonnull(markup_str(m));
	markup_text(m, "6");
	ck_assert_ptr_null(markup_str(m));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, literals_are_markup_and_all_else_is_text);
	tcase_add_test(tcase, no_value_leaves_its_attribute);
	tcase_add_test(tcase, what_is_no_text_is_shown_as_such);
	tcase_add_test(tcase, what_is_too_long_is_no_page);
}

UNIT_MAIN("markup", add_tests)
