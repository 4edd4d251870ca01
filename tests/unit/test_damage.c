#include "core/damage.h"

#include <string.h>

#include "links.h"

#define WAS "https://a.example/p?x=1&y=2#/f"

START_TEST(each_difference_is_said)
{
	static const char *const rows[][2] = {
		{ "http://a.example/p?x=1&y=2#/f",
		  "the scheme is http instead of https" },
		{ "https://b.example/p?x=1&y=2#/f",
		  "the host is b.example instead of a.example" },
		{ "https://a.example/p?y=2&x=1#/f",
		  "the parameters stand in another order" },
		{ "https://a.example/p?x=1#/f", "parameter y was dropped" },
		{ "https://a.example/p?x=1&y=2&z=3#/f",
		  "parameter z was added" },
		{ "https://a.example/p?x=&y=2#/f",
		  "parameter x is empty instead of 1" },
		{ "https://a.example/p?x=12&y=2#/f",
		  "parameter x has 2 at its end, which does not belong there" },
		{ "https://a.example/p?x=1&y=2",
		  "the fragment #/f is missing" },
		{ "https://a.example?x=1&y=2#/f",
		  "the path is empty instead of /p" },
		{ "https://a.example/p?x=1;y=2#/f",
		  "parameter x has ;y=2 at its end, which does not belong "
		  "there; parameter y was dropped" },
		{ "https://a.example/q?x=1#/g", "the path is /q instead of /p; "
		  "parameter y was dropped; the fragment is /g instead of /f" },
		{ "mailto:x", "it can't be read as an address" },
		{ "https:/a.example/p?x=1&y=2#/f", "it is spelled otherwise" },
	};
	char words[240];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		damage_say(span_str(WAS), span_str(rows[i][0]), words,
		    sizeof words);
		ck_assert_str_eq(words, rows[i][1]);
	}
}
END_TEST

START_TEST(what_does_not_fit_is_left_out_as_a_whole)
{
	char words[60];

	damage_say(span_str(WAS), span_str("http://b.example/q?z=1#/g"),
	    words, sizeof words);
	ck_assert_str_eq(words, "the scheme is http instead of https; "
	    "parameter z was added");
}
END_TEST

START_TEST(strangers_text_is_escaped_and_cut)
{
	char out[10], words[240];

	ck_assert_str_eq(damage_quote(span_str("a\r\n\x1b[\xc3\xa4"), out,
	    sizeof out), "a???[??");
	ck_assert_str_eq(damage_quote(span_str("123456789"), out, sizeof out),
	    "123456789");
	ck_assert_str_eq(damage_quote(span_str("1234567890"), out,
	    sizeof out), "123456...");
	damage_say(span_str(WAS), span_str(WAS "\x1b\xff"), words,
	    sizeof words);
	for (const char *c = words; *c; c++)
		ck_assert(*c >= ' ' && *c < 0x7f);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, each_difference_is_said);
	tcase_add_test(tcase, what_does_not_fit_is_left_out_as_a_whole);
	tcase_add_test(tcase, strangers_text_is_escaped_and_cut);
}

UNIT_MAIN("damage", add_tests)
