#include "core/html.h"

#include "views.h"

START_TEST(escaping_makes_text_of_anything)
{
	struct buf b;

	buf_init(&b, 100);
	html_escape(&b, span_str("a<b> & \"c\" 'd' é"));
	ck_assert_str_eq(buf_str(&b),
		"a&lt;b&gt; &amp; &quot;c&quot; 'd' é");
	buf_deinit(&b);
}
END_TEST

/* Text whose decoded "X" comes from `source`. */
static const struct {
	const char *html;
	const char *shown;
	const char *source;
} decoded[] = {
	{ "a&amp;b", "&", "&amp;" },
	{ "a&AMPb", "&", "&AMP" },
	{ "a&ampb", "&", "&amp" },
	{ "a&#38;b", "&", "&#38;" },
	{ "a&#x26b", "\xC9\xAB", "&#x26b" },
	{ "a&#X26;b", "&", "&#X26;" },
	{ "a&#38b", "&", "&#38" },
	{ "a & b", "&", "&" },
	{ "a&b;c", "&b;c", "&b;c" },
	{ "x&amp;amp;y", "&amp;", "&amp;amp;" },
	{ "a&notit;b", "it;", "it;" },
	{ "a&notit;b", "¬", "&not" },
	{ "a&notin;b", "∉", "&notin;" },
	{ "a&fjlig;b", "fj", "&fjlig;" },
	{ "a&ne;b", "≠", "&ne;" },
	{ "a&nvlt;b", "<⃒", "&nvlt;" },
	{ "a&nvlt;b", "b", "b" },
	{ "a&lt;i&gt;b", "<i>", "&lt;i&gt;" },
	{ "a&nbsp;b", "\xC2\xA0", "&nbsp;" },
	{ "a&#0;b", "\xEF\xBF\xBD", "&#0;" },
	{ "a\x01" "b", "\xEF\xBF\xBD", "\x01" },
	{ "a\xEF\xBF\xBD" "b", "\xEF\xBF\xBD", "\xEF\xBF\xBD" },
	{ "a\xC2\x85zb", "zb", "zb" },
	{ "<i>a&shy;&#x200a;b", "b", "b" },
	{ "<i>a&lt;&#8202;b", "\xE2\x80\x8A", "&#8202;" },
	{ "one\r\ntwo", " ", "\r\n" },
	{ "one \t\n two", " ", " \t\n " },
	{ "one two", " ", " " },
	{ "a</i>b", "ab", "a</i>b" },
	{ "a</i title='>'>b", "b", "b" },
	{ "a<!-- x > y -->b", "ab", "a<!-- x > y -->b" },
	{ "a<!doctype html>b", "b", "b" },
	{ "<b>a</b>b", "ab", "a</b>b" },
	{ "1 < 2 <3", "1 < 2 <3", "1 < 2 <3" },
	{ "x<br>y", "x\ny", "x<br>y" },
	{ "x<br>y", "\n", "<br>" },
	{ "<textarea>\n<b>&lt;</b></textarea>", "<b><</b>",
		"<b>&lt;</b>" },
	{ "<xmp>&lt;<i></xmp>", "&lt;<i>", "&lt;<i>" },
	{ "<pre>a  b\nc</pre>", "a  b\nc", "a  b\nc" },
	{ "<svg><text>a</text></svg>b", "a", "a" },
	{ "a\xF0\x9F\x98\x80&amp;b", "\xF0\x9F\x98\x80&",
		"\xF0\x9F\x98\x80&amp;" },
};

START_TEST(each_shown_character_leads_to_its_source)
{
	struct view *v = views_html(decoded[_i].html);

	views_expect_span(views_source_of(v, decoded[_i].shown),
		decoded[_i].source);
	view_free(&v);
}
END_TEST

START_TEST(a_nul_is_not_shown_and_moves_nothing)
{
	struct span source = { (const unsigned char *)"<p>a\0b&amp;c", 12 };
	struct view *v = NULL;
	struct err err;

	ck_assert_int_eq(view_html(source, &v, &err), 0);
	views_expect_span(view_text(v), "ab&c");
	views_expect_span(views_source_of(v, "c"), "c");
	ck_assert_uint_eq(views_source_of(v, "ab").n, 3);
	view_free(&v);
}
END_TEST

static const struct {
	const char *html;
	const char *shown;
} shown[] = {
	{ "<title>t</title><p>a", "a" },
	{ "<style>s</style><script>x</script>a", "a" },
	{ "<p>a<!-- <a href=x>no</a> -->", "a" },
	{ "<!--[if mso]><p>no</p><![endif]-->a", "a" },
	{ "<div style='display:none'>no</div>a", "a" },
	{ "<div hidden>no<p>no</div>a", "a" },
	{ "<div style='font-size:0'>no<b style='font-size:9px'>a</b></div>",
		"a" },
	{ "<div style='visibility:hidden'>no"
		"<b style='visibility:visible'>a</b></div>", "a" },
	{ "<div style='display:none'><b style='display:block'>no</b></div>a",
		"a" },
	{ "a<template>no</template><noscript>no</noscript>b", "ab" },
	{ "<iframe>no</iframe>a", "a" },
	{ "<p> a <b> b </b> c </p>", "a b c" },
	{ "<p>a<p>b", "a\nb" },
	{ "<P>a</P><DIV>b</DIV>", "a\nb" },
	{ "<ul><li>a<li>b</ul>", "a\nb" },
	{ "<table><tr><td>a<td>b<tr><td>c</table>", "a\nb\nc" },
	{ "<td>a<table><td>b</table></td>", "a\nb" },
	{ "a<b>b</i>c</b>d", "abcd" },
	{ "a<br><br><br>b", "a\nb" },
	{ "a<i style='font-size:0'><br></i>b", "a\nb" },
	{ "a<i style='visibility:hidden'><br></i>b", "a\nb" },
	{ "a<i style='display:none'><br></i>b", "ab" },
	{ "a<hr>b", "a\nb" },
	{ "", "" },
	{ "<frameset><frame src=x>", "" },
	{ "</p></div></table>", "" },
};

START_TEST(what_a_reader_sees_is_shown)
{
	struct view *v = views_html(shown[_i].html);

	views_expect_span(view_text(v), shown[_i].shown);
	view_free(&v);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, escaping_makes_text_of_anything);
	tcase_add_loop_test(t, each_shown_character_leads_to_its_source, 0,
		sizeof decoded / sizeof decoded[0]);
	tcase_add_test(t, a_nul_is_not_shown_and_moves_nothing);
	tcase_add_loop_test(t, what_a_reader_sees_is_shown, 0,
		sizeof shown / sizeof shown[0]);
}

UNIT_MAIN("html", add_tests)
