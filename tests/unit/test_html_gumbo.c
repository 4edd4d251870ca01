#include "core/html_gumbo.h"

#include "core/buf.h"
#include "unit.h"

/* Each event: its kind, its tag or text, and where it stands. */
static void
write_event(struct buf *b, const struct html_event *e)
{
	static const char *const kinds[] = { "<", ">", "'", "!" };

	buf_add_str(b, kinds[e->kind]);
	if (e->kind == HTML_BEGIN)
		buf_add_str(b, gumbo_normalized_tagname(e->tag));
	if (e->kind == HTML_TEXT)
		buf_add(b, e->text);
	if (e->begin != SPAN_NONE)
		buf_printf(b, "%zu", e->begin);
	if (e->end != SPAN_NONE)
		buf_printf(b, "-%zu", e->end);
	buf_add_str(b, e->closed ? "/ " : " ");
}

/* "<": begins, ">": ends, with '/' by an end tag, maybe another's. */
static const struct {
	const char *html;
	const char *body;	/* what stands in it */
} pages[] = {
	{ "<p>a", "<p0-3 'a3-4 >4 " },
	{ "<p>a<p>b</p>", "<p0-3 'a3-4 >4 <p4-7 'b7-8 >8-12/ " },
	{ "<b><i>a</b>b</i>", "<b0-3 <i3-6 'a6-7 >7/ >7-11/ <i3-6 'b11-12 "
		">12-16/ " },
	{ "a<!-- b -->c", "'a0-1 !1-11 'c11-12 " },
	{ "<table>a</table>", "'a7-8 <table0-7 >8-16/ " },
	{ "<table><tr><td>a</table>", "<table0-7 <tbody <tr7-11 <td11-15 "
		"'a15-16 >16/ >16/ >16/ >16-24/ " },
	{ "a</p>", "'a0-1 <p >1/ " },
	{ "a&lt;b", "'a<b0-6 " },
	{ "x<style>a</style><title>b</title>", "'x0-1 <style1-8 >9-17/ "
		"<title17-24 >25-33/ " },
};

START_TEST(events_are_those_of_the_tree)
{
	struct html_events e;
	struct html_gumbo *g;
	struct buf b;
	size_t i = 0;

	html_events_init(&e, 0);
	g = html_gumbo_new(span_str(pages[_i].html), &e);
	buf_init(&b, 4096);
	while (e.list[i].kind != HTML_BEGIN || e.list[i].tag != GUMBO_TAG_BODY)
		i++;
	for (size_t end = e.list[i++].behind - 1; i < end; i++)
		write_event(&b, &e.list[i]);
	ck_assert_str_eq(buf_str(&b), pages[_i].body);
	buf_deinit(&b);
	html_events_deinit(&e);
	html_gumbo_free(&g);
	ck_assert_ptr_null(g);
}
END_TEST

/* gumbo runs a name that is there twice together with the next. */
static const struct {
	const char *html;
	const char *href, *id;	/* NULL: it has none */
	size_t begin;		/* of the first of them */
} tags[] = {
	{ "<a href='x'>", "x", NULL, 8 },
	{ "<a a a href='x'>", "x", NULL, 12 },
	{ "<a a A HREF=x>", "x", NULL, 12 },
	{ "<a a a\n/\thref='x'>", "x", NULL, 14 },
	{ "<a a a a b b href=x>", "x", NULL, 18 },
	{ "<a a='1' a='2' href=x>", "x", NULL, 20 },
	{ "<a a='1' a href=x>", "x", NULL, 16 },
	{ "<a a a id>", NULL, "", 7 },
	{ "<a href=x a a href=y>", "x", NULL, 8 },
	{ "<a a a href=x href=y>", "x", NULL, 12 },
	{ "<a a a xhref=x>", NULL, NULL, 0 },
	{ "<svg><a a a xlink:href=x>", "x", NULL, 23 },
};

static void
expect(struct span got, const char *want)
{
	ck_assert_int_eq(got.p != NULL, want != NULL);
	ck_assert(want == NULL || span_eq_str(got, want));
}

START_TEST(names_that_are_there_twice_hide_no_other)
{
	struct html_events e;
	struct html_gumbo *g;
	const struct html_event *a;

	html_events_init(&e, 0);
	g = html_gumbo_new(span_str(tags[_i].html), &e);
	for (a = e.list; a->kind != HTML_BEGIN || a->tag != GUMBO_TAG_A;)
		a++;
	expect(html_events_value(&e, a, HTML_HREF), tags[_i].href);
	expect(html_events_value(&e, a, HTML_ID), tags[_i].id);
	if (tags[_i].begin)
		ck_assert_uint_eq(e.attributes[a->first].begin,
			tags[_i].begin);
	html_events_deinit(&e);
	html_gumbo_free(&g);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, events_are_those_of_the_tree, 0,
		sizeof pages / sizeof pages[0]);
	tcase_add_loop_test(tcase, names_that_are_there_twice_hide_no_other, 0,
		sizeof tags / sizeof tags[0]);
}

UNIT_MAIN("html_gumbo", add_tests)
