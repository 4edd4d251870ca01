#include "core/html_page.h"

#include "core/buf.h"
#include "core/limits.h"
#include "unit.h"

static const struct {
	const char *html;
	bool plain;
	size_t end;
} pages[] = {
	{ "<p>a</p>", true, 8 },
	{ "<p>a", true, 4 },
	{ "<p>a<p>b", false, 8 },
	{ "", false, 0 },
	{ "<p>a<!-- b", false, 4 },
	{ "<p>a<style>b", false, 4 },
	{ "<div><style>b</style></div>", true, 27 },
};

START_TEST(gumbo_reads_what_is_not_plain)
{
	struct html_page page;
	struct err err = { 0 };

	ck_assert_int_eq(html_page_read(span_str(pages[_i].html), &page, &err),
		0);
	ck_assert_int_eq(page.gumbo == NULL, pages[_i].plain);
	ck_assert_uint_eq(page.end, pages[_i].end);
	ck_assert_int_eq(page.events.list[0].tag, GUMBO_TAG_HTML);
	ck_assert_uint_eq(page.events.list[0].behind, page.events.n);
	html_page_deinit(&page);
}
END_TEST

/* N bytes of text behind BEGIN. */
static int
read_long(const char *begin, size_t n)
{
	struct html_page page;
	struct err err = { 0 };
	struct buf b;
	int result;

	buf_init(&b, n + 10);
	buf_add_str(&b, begin);
	while (b.n < n)
		buf_add_byte(&b, 'x');
	result = html_page_read(buf_span(&b), &page, &err);
	if (result == 0)
		html_page_deinit(&page);
	else
		ck_assert_int_eq(err.kind, ERR_LIMIT);
	buf_deinit(&b);
	return result;
}

START_TEST(a_page_is_bounded_whoever_reads_it)
{
	ck_assert_int_eq(read_long("", LIMIT_HTML_SIZE), 0);
	ck_assert_int_eq(read_long("", LIMIT_HTML_SIZE + 1), -1);
	ck_assert_int_eq(read_long("</p>", LIMIT_HTML_SIZE), 0);
	ck_assert_int_eq(read_long("</p>", LIMIT_HTML_SIZE + 1), -1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, gumbo_reads_what_is_not_plain, 0,
		sizeof pages / sizeof pages[0]);
	tcase_add_test(tcase, a_page_is_bounded_whoever_reads_it);
}

UNIT_MAIN("html_page", add_tests)
