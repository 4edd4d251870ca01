#include "core/html_scan.h"

#include <string.h>

#include "core/buf.h"
#include "core/limits.h"

#include "unit.h"

#define ROOM (4 * 1024 * 1024)

/* A source of N times UNIT, in which '%' is the number of the time. */
static void
repeat(struct buf *b, const char *unit, size_t n)
{
	const char *p;
	size_t i;

	for (i = 0; i < n; i++) {
		for (p = unit; *p; p++) {
			if (*p == '%')
				buf_printf(b, "%zu", i);
			else
				buf_add_byte(b, (unsigned char)*p);
		}
	}
}

static bool
passes(struct buf *b)
{
	struct err err = { 0 };
	bool ok = html_scan(buf_span(b), &err) == 0;

	ck_assert(buf_ok(b));
	if (!ok)
		ck_assert_int_eq(err.kind, ERR_LIMIT);
	buf_deinit(b);
	return ok;
}

static bool
repeats_pass(const char *before, const char *unit, size_t n)
{
	struct buf b;

	buf_init(&b, ROOM);
	buf_add_str(&b, before);
	repeat(&b, unit, n);
	return passes(&b);
}

static const struct {
	const char *before, *unit;
	size_t limit;
} limits[] = {
	{ "", "x", LIMIT_HTML_SIZE },
	{ "", "<br>", LIMIT_HTML_TAGS },
	{ "", "<div>", LIMIT_HTML_DEPTH },
	{ "", "<span>", LIMIT_HTML_DEPTH },
	{ "", "<table><td>", LIMIT_HTML_DEPTH / 2 },
	{ "", "<li><dd>", LIMIT_HTML_DEPTH / 2 },
	{ "", "<b class=%>", LIMIT_HTML_FORMATTING },
	{ "", "<body a%>", LIMIT_HTML_ATTRIBUTES },
};

START_TEST(a_limit_holds_at_its_number_and_not_at_one_more)
{
	size_t n = limits[_i].limit;

	ck_assert(repeats_pass(limits[_i].before, limits[_i].unit, n));
	ck_assert(!repeats_pass(limits[_i].before, limits[_i].unit, n + 1));
}
END_TEST

static bool
tag_passes(const char *begin, size_t attributes, const char *end)
{
	struct buf b;

	buf_init(&b, ROOM);
	buf_add_str(&b, begin);
	repeat(&b, "a%='>' ", attributes);
	buf_add_str(&b, end);
	return passes(&b);
}

/* Those of an end tag and of a tag that is cut off mean nothing, but cost as
 * much. */
START_TEST(attributes_of_a_tag_are_limited)
{
	static const char *const tags[][2] = {
		{ "<p ", ">" }, { "</p ", ">" }, { "<p ", "" }, { "</p ", "" },
		{ "<title>a</title ", ">" }, { "<title>a</title ", "" },
	};

	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
		ck_assert(tag_passes(tags[i][0], LIMIT_HTML_ATTRIBUTES,
			tags[i][1]));
		ck_assert(!tag_passes(tags[i][0], LIMIT_HTML_ATTRIBUTES + 1,
			tags[i][1]));
	}
}
END_TEST

/* Eight open elements without attributes: each further tag costs eight. */
START_TEST(reopened_formatting_is_limited)
{
	const char *open = "<b><i><u><s><tt><em><big><code>";
	size_t opening = 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7;
	size_t tags = (LIMIT_HTML_REOPENED - opening) / 8;

	ck_assert(repeats_pass(open, "<br>", tags));
	ck_assert(!repeats_pass(open, "<br>", tags + 1));
}
END_TEST

static const char *const harmless[] = {
	"<p>a", "<li>b", "<tr><td><font color=red>c",
	"<a href=x>d", "<div></div>", "<option>e", "</p>", "</div>",
	"<b>bold</b>", "<!-- <div> -->", "<a title='<div>'>x</a>", "a < b ",
	"<table><tr><td><p>x</table>", "<h1>a</h2>", "<style><div></style>",
	"<p><b>x</p></b>", "<ul><li>a<li>b</ul></li>",
	"<div><!--></div>-->", "<div><!></div>", "<div><a b=></div>",
};

START_TEST(what_real_mail_leaves_open_is_no_depth)
{
	ck_assert_msg(repeats_pass("<table>", harmless[_i], 5000) ||
		repeats_pass("", harmless[_i], 5000), "%s", harmless[_i]);
}
END_TEST

/* Ways to hide open elements from a count that is too simple. */
static const struct {
	const char *before, *unit;
} sly[] = {
	{ "", "<div></span>" },
	{ "", "<div><table><td></div>" },
	{ "<svg>", "<link>" },
	{ "<svg>", "<button>" },
	{ "", "<div><select></div></select>" },
	{ "<template>", "<td><div></td>" },
	{ "", "<div></ div>" },
	{ "", "<div><a b=\"</div>\">" },
	{ "", "<DIV></DIVX>" },
	{ "", "<div><svg></div>" },
};

START_TEST(hidden_depth_is_refused)
{
	ck_assert_msg(!repeats_pass(sly[_i].before, sly[_i].unit, 5000),
		"%s", sly[_i].unit);
}
END_TEST

static const struct {
	const char *source;
	bool passes;
} odd[] = {
	{ "&#38; &#x10FFFF; &#0; &#;", true },
	{ "&#x110000;", false },
	{ "&#4294967334;", false },
	{ "<a href='&#2147483648;'>", false },
	{ "<p><![CDATA[ a > b", true },
	{ "<svg><![CDATA[</svg>]]>", false },
	{ "<svg><style>p{}</style></svg>", true },
	{ "<svg><style><div></style></svg>", false },
	{ "<select><textarea><p></textarea>", false },
	{ "<script><!-- <script> --></script>", false },
	{ "<script><!-- a --></script>", true },
	{ "<isindex prompt=x>", false },
	{ "<", true }, { "</", true }, { "<a", true }, { "<!--", true },
	{ "<a b='", true }, { "<style>", true }, { "", true },
};

START_TEST(what_parsers_read_differently_is_refused)
{
	ck_assert_msg(repeats_pass("", odd[_i].source, 1) == odd[_i].passes,
		"%s", odd[_i].source);
}
END_TEST

START_TEST(the_error_names_the_line)
{
	struct err err = { 0 };

	ck_assert_int_eq(html_scan(span_str("<p>\n\n&#x110000;"), &err), -1);
	ck_assert_msg(strstr(err.text, "line 3") != NULL, "%s", err.text);
}
END_TEST

/* '|' stands where something begins that never ends. */
static const char *const endless[] = {
	"<p>a</p>|", "<p>a|<b", "<p>a|<b c='d>", "a|<!-- b >", "a|<!--", "a<|",
	"a<!-->b|", "a<!--->b|", "a<!-- b -->|", "a<!-- b --!>|", "a|<!doctype",
	"<style>b</style>c|", "a|<style>b", "a|<style>b</style", "a|<style>b</",
	"a<style>b</style >|", "a|<title><b></b>", "a<title></title>|<xmp>",
	"a|<plaintext></plaintext>", "<textarea><!--</textarea>a|", "|<style",
	"|",
};

START_TEST(what_never_ends_is_told)
{
	size_t at = strcspn(endless[_i], "|");
	struct buf b;

	buf_init(&b, 100);
	buf_add(&b, (struct span){ (const unsigned char *)endless[_i], at });
	buf_add_str(&b, endless[_i] + at + 1);
	ck_assert_uint_eq(html_scan_end(buf_span(&b)), at);
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_loop_test(t, a_limit_holds_at_its_number_and_not_at_one_more,
		0, sizeof limits / sizeof limits[0]);
	tcase_add_test(t, attributes_of_a_tag_are_limited);
	tcase_add_test(t, reopened_formatting_is_limited);
	tcase_add_loop_test(t, what_real_mail_leaves_open_is_no_depth, 0,
		sizeof harmless / sizeof harmless[0]);
	tcase_add_loop_test(t, hidden_depth_is_refused, 0,
		sizeof sly / sizeof sly[0]);
	tcase_add_loop_test(t, what_parsers_read_differently_is_refused, 0,
		sizeof odd / sizeof odd[0]);
	tcase_add_test(t, the_error_names_the_line);
	tcase_add_loop_test(t, what_never_ends_is_told, 0,
		sizeof endless / sizeof endless[0]);
}

UNIT_MAIN("html_scan", add_tests)
