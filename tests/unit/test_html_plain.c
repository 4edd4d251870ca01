#include "core/html_plain.h"

#include <glob.h>
#include <stdio.h>

#include "core/buf.h"
#include "core/html_plain_text.h"
#include "html_twins.h"
#include "unit.h"

static void
expect(const char *html, bool wanted)
{
	bool found;
	char *differ = twins_compare(span_str(html), &found);

	ck_assert_msg(differ == NULL, "%s in %s", differ, html);
	ck_assert_msg(found == wanted, "plain or not: %s", html);
}

static const char *const plain[] = {
	"x",
	"\r\nDear Tom,<br>\r\nyours<br/>",
	"<div dir=\"ltr\"><div>a</div><div><br></div></div>",
	"<!DOCTYPE html>\r\n<html>\r\n<head>\r\n<meta charset=\"utf-8\">\r\n"
	"<title>a &notaname b</title><style>p{}\r\n<!-- x --></style>\r\n"
	"</head>\r\n<body bgcolor='#fff'>\r\n<p>a</p>\r\n</body>\r\n"
	"</html>\r\n",
	"<HTML><BODY>a</BODY></HTML>",
	"<html><head><meta HTTP-EQUIV=\"Refresh\" content=\"0;url=x\">"
	"<link href='y'/></head><body></body></html>",
	"<html><head><!--[if mso]><a href=\"x\">y</a><![endif]--></head>\n"
	"<body></body></html>",
	"<p>a <a href=\"https://a.example/?b=1&amp;c=2\">b</a></p>",
	"<p class='x' hidden>a</p >",
	"<table border=\"0\"><tr><td>a</td><td>b</td></tr>\n</table>",
	"<table><thead><tr><th>a</th></tr></thead><tbody>\r\n<tr>\r\n<td>b"
	"</td></tr></tbody></table>c",
	"<b><i><b><b><b>a</b></b>b</b></i></b>c",
	"<font size='2'><table><tr><td>a</td></tr></table></font>",
	"<a href='x'><div>a</div></a>b",
	"<b><p>a</p></b>b",
	"<ul>\n<li>a<ul><li>b</li></ul></li>\n</ul>",
	"a<!-- c -->b<!--d-->",
	"<h1>a<b>b</b></h1><h2>c</h2>",
	"Caf\u00e9 &eacute; &#233; &#8211; \u4e2d\u6587 \U0001F600",
	"R & D &amp; more", "R&D, AT&T<br>", "&#xe9;&#XE9;&#65279;",
	"<p title='a&#10;b&#x20;c'>d</p>",
	"<a href=\"?a=1&b=2&copy=3&amp=4&c_d=5&e\">f</a>",
	"&ldquo;&hellip;&rdquo; &rarr; &trade;",
	"<p class=MsoNormal style='margin:0' lang=EN-US>a<o:p></o:p></p>",
	"<table width=100%><tr><td bgcolor=#ffffff>a</td></tr></table>",
	"<p>a<![if !supportLists]>b<![endif]></p>",
	"a<!-- b -- c --- d -->e<!-- f --->",
	"a<!--[if !mso]><!-- -->b<!--<![endif]-->",
	"a<!--[if !gte mso 9]><!---->b<!--<![endif]-->",
	"<div>\n<meta charset=\"UTF-8\"><link href='x'>a</div>",
	"<div><style type='text/css'><!-- p { } --></style>a</div>",
	"<div><title>a &notit <b></title>b</div>",
	"<pre>a</pre>", "<pre>\na\n</pre>", "<pre>\r\n\r\na\r\nb</pre>",
	"<pre><!-- a -->\nb</pre>", "<pre>\n<b>\n</b></pre>",
	"<table><colgroup>\n<col width='1'><col/></colgroup>\n"
	"<tr><td>a</td></tr></table>",
	"<s>a</s><strike>b</strike><ins>c</ins><del>d</del><cite>e</cite>",
	"<section><header>a</header><footer>b</footer></section>",
	"<x-y><o:p>a</o:p></x-y>",
	/* A piece may end before its elements do. */
	"<p>a", "<b><i>a", "<div hidden>a", "<a href='x'>b\r\n",
	"<table>\r\n", "<table><tr>\n<td>a<ul><li>b",
	"<table><colgroup><col>", "x<pre>\na\n", "<h1>a<!-- b -->",
	"<map name='x'><area href='y'><area href='z'/></map>",
	"<p a a b b href='x' a>names that are there twice</p>",
	"1 > 0",
	"<a a='1' A='2' href='x'>the first of two that nobody asks for</a>",
	"<div title=\"a &amp; b\r\nc\" class=\"d\r\n&quot;e\">f</div>",
};

START_TEST(plain_html_is_read_as_gumbo_reads_it)
{
	expect(plain[_i], true);
}
END_TEST

static const char *const strange[] = {
	"", " \r\n", "a\x01", "a\x7f", "a\rb", "\xEF\xBB\xBF" "a", "a\xC2\x85",
	"a\xFF", "a\xEF\xBF\xBF",
	"a</p>", "<p>a<p>b", "<b><i>a</b></i>", "<p>a<p>b</p></p>",
	"<p><div>a</div></p>", "<p><table></table></p>", "<p><hr></p>",
	"<a>a<a>b</a></a>", "<h1>a<h2>b</h2></h1>", "<li>a</li>",
	"<ul><li>a<li>b</li></li></ul>", "<table>a</table>",
	"<table><td>a</td></table>", "<table><tr>a</tr></table>",
	"<table><tr><td>a</td></tr><tbody></tbody></table>",
	"<table><form><tr></tr></form></table>", "<tr></tr>",
	"<p class=x/>a</p>", "<p class=x/y>a</p>", "<p class=x'>a</p>",
	"<p class=>a</p>", "<p class=x", "<p class=\"x>a</p>", "<a href='1' HREF='2'>b</a>", "<p/>a</p>", "<p a/b>x</p>",
	"a &notit b", "a &amp b", "a&unknown;", "a&",
	"<p title=\"&copy_1\">a</p>", "<p title=\"&copy\">a</p>",
	"<p title=\"&#13;\">a</p>", "<p title=\"&#x;\">a</p>",
	"&#128;", "&#0;", "&#x80;", "&#1114112;", "&#65533333333;",
	"&#x110000;", "&#xD800;",
	"&#032;]", "a&#32;b",
	"a<!-- b --!> c -->d", "a<!-- b --!> c", "a<!-->b-->c", "a<!--->b-->c", "<!-- a -->b", "a<!--",
	"<![CDATA[a]]>", "a<![if x", "a<![IF x]>", "a<![endif>",
	"<style>a</style>b", "<meta charset='x'>a", " <title>a</title>b",
	"a<style>b", "a<style/>b", "<p><pre>a</pre></p>",
	"<table><col></table>", "<table><colgroup>a</colgroup></table>",
	"<table><colgroup><tr></tr></colgroup></table>",
	"<table><style>a</style></table>", "<col>", "<1>a</1>", "a<?xml a?>", "a</>b", "1 <2", "a<",
	"<html><p>a</p></html>", "<html><body>a", "<body>a</body>",
	"<html><body>a</body></html>b", "a</body>b", "a</html>",
	"<html><head><script>a</script></head><body></body></html>",
	"<html><head><base href=\"x\"></head><body></body></html>",
	"<html><head><title>a</head><body></body></html>",
	"<svg></svg>", "<form></form>", "<nobr></nobr>", "<base href='x'>",
	"<select></select>", "<template></template>", "<textarea></textarea>",
};

START_TEST(what_parsers_mend_is_left_to_gumbo)
{
	expect(strange[_i], false);
}
END_TEST

/* Elements that are closed, in orders that are plain now and then. */
static void
grow(struct buf *b, unsigned *state)
{
	static const char *const names[] = {
		"p", "div", "b", "a", "table", "tr", "td", "tbody", "ul", "li",
		"pre", "o:p", "colgroup", "style", "h1", "h2", "font", "span", "center", "i", "th", "blockquote",
	};
	static const char *const texts[] = {
		"text ", "\r\n", "  ", "&nbsp;", "<br>", "<!-- c -->", "é",
		"<img src='a'>", "&amp;\r\n", "\n",
	};
	const char *open[12];
	size_t n = 0;

	for (int i = 0; i < 24; i++) {
		unsigned r = *state = *state * 1103515245 + 12345;

		r >>= 16;
		if (r % 3 == 0 && n < 12) {
			open[n] = names[r / 3 % (sizeof names /
				sizeof names[0])];
			buf_printf(b, "<%s>", open[n++]);
		} else if (r % 3 == 1 && n) {
			buf_printf(b, "</%s>", open[--n]);
		} else {
			buf_add_str(b, texts[r / 3 % (sizeof texts /
				sizeof texts[0])]);
		}
	}
	while (n)
		buf_printf(b, "</%s>", open[--n]);
}

START_TEST(what_is_plain_is_the_same_whatever_it_is)
{
	unsigned state = 1, plain_ones = 0;
	struct buf b;

	buf_init(&b, 4096);
	for (int i = 0; i < 20000; i++) {
		char *differ;
		bool found;

		buf_reset(&b);
		grow(&b, &state);
		differ = twins_compare(buf_span(&b), &found);
		ck_assert_msg(differ == NULL, "%s in %s", differ, buf_str(&b));
		plain_ones += found;
	}
	ck_assert_uint_gt(plain_ones, 500);
	buf_deinit(&b);
}
END_TEST

/* All that mail programs write is read without gumbo, in both line ends. */
START_TEST(pages_of_mail_programs_are_plain)
{
	glob_t pages;

	ck_assert_int_eq(glob(TOP_SRCDIR "/tests/pages/*.html", 0, NULL,
		&pages), 0);
	for (size_t i = 0; i < pages.gl_pathc; i++) {
		FILE *f = fopen(pages.gl_pathv[i], "rb");
		struct buf lf, crlf;
		int c;

		ck_assert_ptr_nonnull(f);
		buf_init(&lf, 100000);
		buf_init(&crlf, 100000);
		while ((c = getc(f)) != EOF) {
			buf_add_byte(&lf, (unsigned char)c);
			if (c == '\n')
				buf_add_byte(&crlf, '\r');
			buf_add_byte(&crlf, (unsigned char)c);
		}
		fclose(f);
		expect(buf_str(&lf), true);
		expect(buf_str(&crlf), true);
		buf_deinit(&lf);
		buf_deinit(&crlf);
	}
	globfree(&pages);
}
END_TEST

static bool
is_plain(const struct buf *b)
{
	struct html_events events;

	if (!html_plain_read(buf_span(b), &events))
		return false;
	html_events_deinit(&events);
	return true;
}

/* N times PIECE, N times AFTER. */
static bool
is_plain_with(size_t n, const char *piece, const char *after)
{
	struct buf b;
	bool found;

	buf_init(&b, 100000);
	for (size_t i = 0; i < n; i++)
		buf_add_str(&b, piece);
	for (size_t i = 0; i < n; i++)
		buf_add_str(&b, after);
	found = is_plain(&b);
	buf_deinit(&b);
	return found;
}

static bool
is_plain_with_attributes(size_t n)
{
	struct buf b;
	bool found;

	buf_init(&b, 1000);
	buf_add_str(&b, "<br");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, " a%zu='b'", i);
	buf_add_str(&b, ">");
	found = is_plain(&b);
	buf_deinit(&b);
	return found;
}

START_TEST(depth_events_and_attributes_are_bounded)
{
	/* html and body are open as well. */
	ck_assert(is_plain_with(58, "<b>", "</b>"));
	ck_assert(!is_plain_with(59, "<b>", "</b>"));
	/* Both begin, and each tag begins and ends. */
	ck_assert(is_plain_with(HTML_PLAIN_EVENTS / 2, "<br>", ""));
	ck_assert(!is_plain_with(HTML_PLAIN_EVENTS / 2 + 1, "<br>", ""));
	ck_assert(is_plain_with(HTML_PLAIN_EVENTS - 1, "&lt;", ""));
	ck_assert(!is_plain_with(HTML_PLAIN_EVENTS, "&lt;", ""));
	ck_assert(is_plain_with_attributes(20));
	ck_assert(!is_plain_with_attributes(21));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, plain_html_is_read_as_gumbo_reads_it, 0,
		sizeof plain / sizeof plain[0]);
	tcase_add_loop_test(tcase, what_parsers_mend_is_left_to_gumbo, 0,
		sizeof strange / sizeof strange[0]);
	tcase_add_test(tcase, what_is_plain_is_the_same_whatever_it_is);
	tcase_add_test(tcase, pages_of_mail_programs_are_plain);
	tcase_add_test(tcase, depth_events_and_attributes_are_bounded);
}

UNIT_MAIN("html_plain", add_tests)
