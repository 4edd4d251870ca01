#include "core/calendar.h"

#include "unit.h"

static void
says(const char *entry, const char *expected)
{
	struct buf out;

	buf_init(&out, 1000);
	calendar_text(span_str(entry), &out);
	ck_assert_str_eq(buf_str(&out), expected);
	buf_deinit(&out);
}

START_TEST(folded_lines_are_one)
{
	says("URL:https://www.cont\r\n oso.example/\r\nEND:VEVENT\r\n",
		"URL:https://www.contoso.example/\r\nEND:VEVENT\r\n");
	says("a\n\tb\nc", "ab\nc");
	says("a\r\n", "a\r\n");
	says("a\\\r\n nb", "a\nb");
}
END_TEST

START_TEST(escapes_are_undone)
{
	says("a\\nb\\N\\,\\;\\\\c\\x\\", "a\nb\n,;\\c\\x\\");
	says("?a=1&amp;b=2&AMP;c&lt;", "?a=1&b=2&c&lt;");
	says("", "");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, folded_lines_are_one);
	tcase_add_test(tcase, escapes_are_undone);
}

UNIT_MAIN("calendar", add_tests)
