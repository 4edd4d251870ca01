#include "core/html_link.h"

#include "core/html_page.h"
#include "unit.h"

static const struct {
	const char *html;
	GumboTag tag;
	const char *target;	/* NULL: it leads nowhere */
	bool followed;
} elements[] = {
	{ "<a href='x'>", GUMBO_TAG_A, "x", true },
	{ "<a href>", GUMBO_TAG_A, "", true },
	{ "<a name='x'>", GUMBO_TAG_A, NULL, true },
	{ "<area href='x'>", GUMBO_TAG_AREA, "x", true },
	{ "<base href='x'>", GUMBO_TAG_BASE, "x", true },
	{ "<form action='x' href='y'>", GUMBO_TAG_FORM, "x", true },
	{ "<button formaction='x'>", GUMBO_TAG_BUTTON, "x", true },
	{ "<input formaction='x'>", GUMBO_TAG_INPUT, "x", true },
	{ "<iframe src='x' href='y'>", GUMBO_TAG_IFRAME, "x", false },
	{ "<embed src='x'>", GUMBO_TAG_EMBED, "x", false },
	{ "<object data='x'>", GUMBO_TAG_OBJECT, "x", false },
	{ "<v:rect href='x'>", GUMBO_TAG_UNKNOWN, "x", false },
	{ "<b href='x'>", GUMBO_TAG_B, "x", false },
	{ "<link href='x'>", GUMBO_TAG_LINK, NULL, false },
	{ "<img src='x'>", GUMBO_TAG_IMG, NULL, false },
	{ "<meta http-equiv='refresh' content='0;url=x'>", GUMBO_TAG_META,
		"x", false },
	{ "<meta content='0;url=x' http-equiv='REFRESH'>", GUMBO_TAG_META,
		"x", false },
	{ "<meta http-equiv='refresh' content='0'>", GUMBO_TAG_META, NULL,
		false },
	{ "<meta name='refresh' content='0;url=x'>", GUMBO_TAG_META, NULL,
		false },
	{ "<meta http-equiv='refresh'>", GUMBO_TAG_META, NULL, false },
};

static const struct html_event *
find_element(const struct html_events *e, GumboTag tag)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->list[i].kind == HTML_BEGIN && e->list[i].tag == tag)
			return &e->list[i];
	ck_abort_msg("no such element");
	return NULL;
}

static bool
find_target(const struct html_events *e, const struct html_event *b,
	struct span *target_r)
{
	for (size_t i = b->first; i < b->first + b->count; i++)
		if (e->attributes[i].name == html_link_attribute(b->tag))
			return html_link_is(e, b) && html_link_target(b,
				&e->attributes[i], target_r);
	return false;
}

START_TEST(an_element_leads_where_its_attribute_says)
{
	struct html_page page;
	struct err err = { 0 };
	const struct html_event *b;
	struct span target;

	ck_assert_int_eq(html_page_read(span_str(elements[_i].html), &page,
		&err), 0);
	b = find_element(&page.events, elements[_i].tag);
	ck_assert_int_eq(find_target(&page.events, b, &target),
		elements[_i].target != NULL);
	if (elements[_i].target)
		ck_assert(span_eq_str(target, elements[_i].target));
	ck_assert_int_eq(html_link_followed(b->tag), elements[_i].followed);
	html_page_deinit(&page);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, an_element_leads_where_its_attribute_says,
		0, sizeof elements / sizeof elements[0]);
}

UNIT_MAIN("html_link", add_tests)
