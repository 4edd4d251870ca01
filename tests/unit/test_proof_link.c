#include "core/proof_link.h"

#include "unit.h"

#define LINK "https://a.example/x?b=c&d=e"
#define SHOWN "https://a.example/x?b=c&amp;d=e"

static const struct {
	const char *with, *old;
	bool html, good;
} pieces[] = {
	{ LINK, "", false, true },
	{ "\r\n" LINK "\r\n", "", false, true },
	{ LINK "\r\n\r\n" LINK, "", false, true },
	{ "", "", false, false },
	{ "\r\n", "", false, false },
	{ LINK "f", "", false, false },
	{ "see " LINK, "see ", false, false },
	{ SHOWN, "", false, false },
	{ LINK "<b>", "<b>", false, false },

	{ SHOWN, "", true, true },
	{ "\"" SHOWN "\"", "\"x\"", true, true },
	{ "<a href=\"" SHOWN "\">\r\n" SHOWN "</a>", "", true, true },
	{ "<p dir=\"ltr\"><a href=\"" SHOWN "\">" SHOWN "</a></p>\r\n", "",
	  true, true },
	{ "<a href=\"" SHOWN "\"></a>x", "", true, false },
	{ SHOWN "<b></b>", "https://<b>a</b>.example", true, true },
	{ SHOWN "<b></b>", "https://<b>a.example", true, false },
	{ SHOWN "<i>", "<b>", true, false },
	{ SHOWN "<!-- x -->", "<!-- x -->", true, true },

	/* What leads elsewhere stays only where it was. */
	{ SHOWN "<a href=\"//b.example\"></a>",
	  "https://<a href=\"//b.example\">a</a>", true, true },
	{ SHOWN "<a class=\"x\" href=\"//b.example\">",
	  "<a class=\"x\" href=\"//b.example\">", true, true },
	{ SHOWN "<a href=\"//b.example\"></a>", "", true, false },
	{ SHOWN "<a class=\"x\" href=\"//b.example\">", "", true, false },
	{ SHOWN "<a href=\"//b.example\">", "<a href=\"//c.example\">", true,
	  false },
	{ "<a href=\"" SHOWN "/y\">" SHOWN "</a>", "", true, false },
	{ "<a href=\"//b.example\">" SHOWN "</a>", "", true, false },
};

START_TEST(only_the_link_is_put_in)
{
	ck_assert_msg(proof_link(span_str(pieces[_i].with),
		span_str(pieces[_i].old), span_str(LINK), pieces[_i].html) ==
		pieces[_i].good, "%s", pieces[_i].with);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, only_the_link_is_put_in, 0,
		(int)(sizeof(pieces) / sizeof(pieces)[0]));
}

UNIT_MAIN("proof_link", add_tests)
