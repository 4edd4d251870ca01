#include "core/scan_anchors.h"

#include "views.h"

static struct view *v;
static struct scan_anchors anchors;

static void
set_up(void)
{
	v = NULL;
}

static void
tear_down(void)
{
	scan_anchors_deinit(&anchors);
	view_free(&v);
}

static void
look(const char *html)
{
	v = views_html(html);
	scan_anchors_init(&anchors, v);
}

/* As a look at each would tell. */
static size_t
slowly_at(size_t at)
{
	for (size_t i = 0; i < view_link_count(v); i++)
		if (view_link(v, i)->view_begin <= at &&
		    view_link(v, i)->view_end > at)
			return i;
	return SPAN_NONE;
}

static size_t
slowly_next(size_t at)
{
	for (size_t i = 0; i < view_link_count(v); i++)
		if (view_link(v, i)->view_begin > at)
			return view_link(v, i)->view_begin;
	return view_text(v).n;
}

static const char *const pages[] = {
	"no link", "<a href=a>a</a>",
	"x <a href=a>one</a> y <a href=b>two</a> z",
	"<a href=a>x<button formaction=b>y</button>z</a> w <a href=c>v</a>",
	"<a href=a><img src=x></a><a href=b></a>t<a href=c>u</a>",
	"<a href=a>x<p>y</a>z<p><a href=b>w<a href=c>v</a>",
	"<a href=a><p><a href=b>one</a></p></a> two <a href=c>three</a>",
	"<p><a href=a></p><p>x <a href=b>y</a> z</p><a href=c>w",
};

START_TEST(each_place_is_told_as_by_a_look_at_each_link)
{
	look(pages[_i]);
	for (size_t at = 0; at <= view_text(v).n; at++) {
		ck_assert_uint_eq(scan_anchors_at(&anchors, at),
			slowly_at(at));
		ck_assert_uint_eq(scan_anchors_next(&anchors, at),
			slowly_next(at));
	}
}
END_TEST

START_TEST(a_place_is_in_a_link_or_free)
{
	look("x <a href=a>one</a> y <a href=b>two</a> z");
	ck_assert_uint_eq(scan_anchors_at(&anchors, 0), SPAN_NONE);
	ck_assert_uint_eq(scan_anchors_at(&anchors, 2), 0);
	ck_assert_uint_eq(scan_anchors_at(&anchors, 5), SPAN_NONE);
	ck_assert_uint_eq(scan_anchors_at(&anchors, 8), 1);
	ck_assert_uint_eq(scan_anchors_next(&anchors, 2), 8);
	ck_assert_uint_eq(scan_anchors_next(&anchors, 8), view_text(v).n);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase,
		each_place_is_told_as_by_a_look_at_each_link, 0,
		sizeof pages / sizeof pages[0]);
	tcase_add_test(tcase, a_place_is_in_a_link_or_free);
}

UNIT_MAIN("scan_anchors", add_tests)
