#include "core/torn.h"

#include <stdlib.h>

#include "core/seek.h"
#include "mail.h"

static struct world w;
static struct own_links own;

static void
setup(void)
{
	world_init(&w, 1);
	own.links = seek_links(&w.facts, &own.n);
}

static void
teardown(void)
{
	free(own.links);
	world_deinit(&w);
}

/* The address at the text's beginning ends before REST. */
static void
is_read(const char *url, const char *rest, enum link_state state)
{
	struct torn t;
	struct buf b;

	buf_init(&b, 4096);
	buf_add_str(&b, url);
	buf_add_str(&b, rest);
	torn_read(buf_span(&b), 0, &own, &w.facts, &t);
	ck_assert_msg(t.link.state == state, "%s%s: %s", url, rest,
		link_state_text(t.link.state));
	ck_assert_msg(t.end == strlen(url), "%s%s: %zu", url, rest, t.end);
	ck_assert_uint_ge(t.reach, t.end);
	buf_deinit(&b);
}

START_TEST(what_went_on_behind_a_break_is_read_with_it)
{
	is_read(ADMIN "\r\n?partnerId=" CONTOSO_ID "&msppId=0", "\r\nBye",
		LINK_ALTERED);
	is_read(ADMIN RESELLER "7260758d-876b\r\n-4da1-b8aa-ae70122d886a",
		" Bye", LINK_FOREIGN);
	is_read(ADMIN "? & invType=ResellerRelationship&partnerId="
		FABRIKAM_ID, " Bye", LINK_FOREIGN);
	is_read("https://www.contoso.example/Adminportal/Home?invType=Resell"
		"\r\nerRelationship&partnerId=" CONTOSO_ID OLD_PAGE, " Bye",
		LINK_IMITATION);
}
END_TEST

START_TEST(words_about_a_page_are_left)
{
	static const char *const words[] = {
		" " CONTOSO_ID, "\r\npartnerId=" CONTOSO_ID,
		", invType=ResellerRelationship", " " OLD_PAGE,
		": partnerId=" CONTOSO_ID "&msppId=0", " " FABRIKAM_ID,
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		is_read(ADMIN, words[i], LINK_UNRELATED);
		is_read(ADMIN "?source=x", words[i], LINK_UNRELATED);
		is_read(ADMIN "#/homepage", words[i], LINK_UNRELATED);
	}
	is_read("https://admin.microsoft.com", " = /Adminportal/Home",
		LINK_UNRELATED);
	is_read("https://www.contoso.example/", "\r\n- invType="
		"ResellerRelationship\r\n- partnerId=" CONTOSO_ID,
		LINK_UNRELATED);
}
END_TEST

START_TEST(a_link_that_is_whole_ends_where_it_ends)
{
	is_read(CONTOSO_LINK, "\r\npartnerId=" FABRIKAM_ID, LINK_INTACT);
}
END_TEST

START_TEST(white_space_and_angle_brackets_are_squeezed_out)
{
	struct link_reading r;

	ck_assert(torn_is_tight(span_str(CONTOSO_LINK)));
	ck_assert(!torn_is_tight(span_str("a b")));
	ck_assert(!torn_is_tight(span_str("a>")));
	ck_assert(!torn_is_tight(span_str("a\xC2\xAD")));
	torn_read_squeezed(span_str(" " ADMIN "\r\n> " RESELLER CONTOSO_ID
		"&msppId=0&DAP=true" OLD_PAGE), &own, &w.facts, &r);
	ck_assert_int_eq(r.state, LINK_ALTERED);
	ck_assert_ptr_eq(r.whose, &w.contoso);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_went_on_behind_a_break_is_read_with_it);
	tcase_add_test(tcase, words_about_a_page_are_left);
	tcase_add_test(tcase, a_link_that_is_whole_ends_where_it_ends);
	tcase_add_test(tcase, white_space_and_angle_brackets_are_squeezed_out);
}

UNIT_MAIN("torn", add_tests)
