#include "core/html_conditional.h"

#include "unit.h"

static void
holds(const char *comment, const char *inside)
{
	struct span s = html_conditional(span_str(comment));

	ck_assert_uint_eq(s.n, strlen(inside));
	ck_assert(span_eq_str(s, inside));
}

START_TEST(what_outlook_alone_shows_is_told)
{
	holds("<!--[if mso]><a href=x>1</a><![endif]-->", "<a href=x>1</a>");
	holds("<!--[if (gte mso 9)|(IE)]><table><![endif]-->", "<table>");
	holds("<!--[IF mso]>x<![ENDIF]-->", "x");
	holds("<!--[if mso]><a href=x>", "<a href=x>");
}
END_TEST

START_TEST(other_comments_hold_nothing)
{
	holds("<!-- <a href=\"x\"> -->", "");
	holds("<!--[if !mso]><!-->", "<!-->");
	holds("<!--<![endif]-->", "");
	holds("<!--[if mso]-->", "");
	holds("<!--[if mso", "");
	holds("<!--[if mso]><![endif]><a href=x>-->", "");
	holds("", "");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_outlook_alone_shows_is_told);
	tcase_add_test(tcase, other_comments_hold_nothing);
}

UNIT_MAIN("html_conditional", add_tests)
