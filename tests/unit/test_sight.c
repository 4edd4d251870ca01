#include "core/sight.h"

#include <stdio.h>
#include <string.h>

#include "mail.h"

static struct world w;
static struct own_links own;
static struct needles *needles;

static void
setup(void)
{
	world_init(&w, 1);
	own.links = seek_links(&w.facts, &own.n);
	own.needles = needles = needles_new(&w.facts);
}

static void
teardown(void)
{
	free(own.links);
	needles_free(&needles);
	world_deinit(&w);
}

/* Reads the first place of the text where something stands; that must be
 * SEEN. */
static struct sight
sees(const char *text, enum link_state state, const char *seen)
{
	struct span t = span_str(text);
	struct seek *seek = seek_new(t, needles);
	struct sight outer = { 0 }, s;
	struct seek_place place = { .at = 0 };

	ck_assert_int_eq(seek_next(seek, 0, &place), 1);
	do
		sight_read(t, &place, &outer, &own, &w.facts, &s);
	while (s.link.state == LINK_UNRELATED &&
	    seek_next(seek, place.at + 1, &place));
	seek_free(&seek);
	ck_assert_msg(s.link.state == state, "%s: %s", text,
		link_state_text(s.link.state));
	ck_assert_msg(span_eq_str(span_sub(t, s.begin, s.end), seen),
		"%s: %zu..%zu", text, s.begin, s.end);
	return s;
}

#define WRAPPED ADMIN "?invType=ResellerRelationship&pa\r\nrtnerId=" \
	CONTOSO_ID "&msppId=0&DAP=true#/BillingAccounts/\r\npartner-invitation"
#define CHANGED ADMIN "?invType=ResellerRelationship&pa\r\nrtnerId=" \
	CONTOSO_ID "&msppId=77&DAP=true#/BillingAccounts/\r\npartner-invitation"

START_TEST(all_of_a_link_is_seen)
{
	sees("x " CONTOSO_LINK ".", LINK_INTACT, CONTOSO_LINK);
	sees("x " CONTOSO_LINK "&a=b.", LINK_ALTERED, CONTOSO_LINK "&a=b");
	sees("x " WRAPPED " end", LINK_ALTERED, WRAPPED);
	sees("x " CHANGED "\r\nend", LINK_ALTERED, CHANGED);
	sees("x" CONTOSO_LINK, LINK_INTACT, CONTOSO_LINK);
	sees(CONTOSO_LINK CONTOSO_LINK, LINK_INTACT, CONTOSO_LINK);
}
END_TEST

START_TEST(how_it_was_broken_is_told)
{
	struct sight s = sees(WRAPPED, LINK_ALTERED, WRAPPED);

	ck_assert_str_eq(s.link.how, "broken over 3 lines");
	ck_assert_ptr_eq(s.link.whose, &w.contoso);
}
END_TEST

START_TEST(a_wrapped_foreign_link_is_read_whole)
{
	sees(ADMIN "?invType=ResellerRelationship&pa\r\nrtnerId=" FABRIKAM_ID
		"&msppId=0&DAP=true" OLD_PAGE "\r\nBye", LINK_FOREIGN, ADMIN
		"?invType=ResellerRelationship&pa\r\nrtnerId=" FABRIKAM_ID
		"&msppId=0&DAP=true" OLD_PAGE);
}
END_TEST

START_TEST(what_touches_a_link_and_is_invisible_goes_with_it)
{
	const char *text = "x \u2068" CONTOSO_LINK "\u2069\u200b.";
	struct sight s = sees(text, LINK_INTACT, CONTOSO_LINK);

	sight_shed(span_str(text), &s);
	ck_assert_int_eq(s.link.state, LINK_ALTERED);
	ck_assert_uint_eq(s.begin, 2);
	ck_assert_uint_eq(s.end, strlen(text) - 1);
	s = sees("x " CONTOSO_LINK ".", LINK_INTACT, CONTOSO_LINK);
	sight_shed(span_str("x " CONTOSO_LINK "."), &s);
	ck_assert_int_eq(s.link.state, LINK_INTACT);
}
END_TEST

START_TEST(what_is_hidden_by_invisible_characters_is_read)
{
	struct span text = span_str("x h\u200bttps:/\u200b/" "admin.\u200b"
		"microsoft.com/Adminportal/Home?invType=ResellerRelationship"
		"&partnerId=" FABRIKAM_ID "&msppId=0&DAP=true end");
	struct visible plain;
	struct seek_place place;
	struct seek *seek;
	struct sight s;

	visible_init(text, &plain);
	seek = seek_new(buf_span(&plain.text), needles);
	ck_assert_int_eq(seek_next(seek, 0, &place), 1);
	sight_unseen(&plain, text.n, &place, &own, &w.facts, &s);
	ck_assert_int_eq(s.link.state, LINK_FOREIGN);
	ck_assert_uint_eq(s.begin, 2);
	ck_assert_uint_eq(s.end, text.n - strlen(" end"));
	seek_free(&seek);
	visible_deinit(&plain);
}
END_TEST

START_TEST(half_of_a_link_is_known_by_its_account)
{
	sees("x ?invType=ResellerRelationship&partnerId=" CONTOSO_ID
		"&msppId=0&DAP=true" OLD_PAGE " y", LINK_ALTERED,
		"?invType=ResellerRelationship&partnerId=" CONTOSO_ID
		"&msppId=0&DAP=true" OLD_PAGE);
	sees("our id is " CONTOSO_ID ".", LINK_UNRELATED, CONTOSO_ID);
}
END_TEST

START_TEST(a_host_is_read_without_what_touches_it)
{
	static const char foreign[] = "admin.microsoft.com/Adminportal/Home"
		"?invType=ResellerRelationship&partnerId=" FABRIKAM_ID;
	static const char *const before[] = {
		"link:", "\xEF\xBC\x9A", "`", "#",
	};
	char text[300];

	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
		snprintf(text, sizeof text, "%s%s", before[i], foreign);
		sees(text, LINK_FOREIGN, foreign);
	}
	snprintf(text, sizeof text, "//%s", foreign);
	sees(text, LINK_FOREIGN, text);
	sees("x:admin.microsoft.com.evil.example/Adminportal", LINK_IMITATION,
		"admin.microsoft.com.evil.example/Adminportal");
}
END_TEST

START_TEST(an_imitation_needs_no_scheme)
{
	static const char text[] = "admin.rnicrosoft.com/Adminportal/Home?inv"
		"Type=ResellerRelationship&partnerId=" FABRIKAM_ID;

	sees("x admin.rnicrosoft.com/Adminportal/Home?invType=Reseller"
		"Relationship&partnerId=" FABRIKAM_ID " y", LINK_IMITATION,
		text);
	sees("www.contoso.example/?partnerId=" FABRIKAM_ID, LINK_UNRELATED,
		"www.contoso.example/?partnerId=" FABRIKAM_ID);
	sees("partnerId=" FABRIKAM_ID, LINK_UNRELATED, "partnerId="
		FABRIKAM_ID);
}
END_TEST

START_TEST(what_is_left_behind_a_gap_tells_whose_it_is)
{
	sees(ADMIN "?invType=ResellerRelationship & partnerId=" FABRIKAM_ID,
		LINK_FOREIGN, ADMIN "?invType=ResellerRelationship & "
		"partnerId=" FABRIKAM_ID);
	sees(ADMIN "?invType=ResellerRelationship | partnerId=" CONTOSO_ID
		" | msppId=0 please", LINK_ALTERED, ADMIN "?invType="
		"ResellerRelationship | partnerId=" CONTOSO_ID
		" | msppId=0");
}
END_TEST

static struct link_reading
target(const char *url)
{
	struct sight s;

	sight_target(span_str(url), &own, &w.facts, &s);
	return s.link;
}

START_TEST(a_target_is_looked_into)
{
	ck_assert_int_eq(target(CONTOSO_LINK).state, LINK_INTACT);
	ck_assert_int_eq(target("https://www.contoso.example/x").state,
		LINK_UNRELATED);
	ck_assert_int_eq(target("https://click.contoso.example/?u="
		CONTOSO_LINK).state, LINK_ALTERED);
	ck_assert_int_eq(target("https://click.contoso.example/?u=https%3A%2F"
		"%2Fadmin.microsoft.com%2FAdminportal%2FHome%3FinvType%3D"
		"ResellerRelationship%26partnerId%3D" CONTOSO_ID "%26msppId%3D0"
		"%26DAP%3Dtrue%23%2FBillingAccounts%2Fpartner-invitation")
		.state, LINK_ALTERED);
}
END_TEST

/* N addresses in one target, the last of them an imitation. */
static enum link_state
last_of(size_t n)
{
	enum link_state state;
	struct buf b;

	buf_init(&b, 4096);
	while (--n)
		buf_add_str(&b, "ftp://a.example/");
	buf_add_str(&b, "ftp://admin.rnicrosoft.com/Adminportal/Home");
	state = target(buf_str(&b)).state;
	buf_deinit(&b);
	return state;
}

START_TEST(a_target_is_looked_into_so_often_at_most)
{
	ck_assert_int_eq(last_of(LIMIT_WRAPPER_ADDRESSES), LINK_IMITATION);
	ck_assert_int_eq(last_of(LIMIT_WRAPPER_ADDRESSES + 1),
		LINK_UNRELATED);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, all_of_a_link_is_seen);
	tcase_add_test(tcase, how_it_was_broken_is_told);
	tcase_add_test(tcase, a_wrapped_foreign_link_is_read_whole);
	tcase_add_test(tcase,
		what_touches_a_link_and_is_invisible_goes_with_it);
	tcase_add_test(tcase, what_is_hidden_by_invisible_characters_is_read);
	tcase_add_test(tcase, half_of_a_link_is_known_by_its_account);
	tcase_add_test(tcase, a_host_is_read_without_what_touches_it);
	tcase_add_test(tcase, an_imitation_needs_no_scheme);
	tcase_add_test(tcase, what_is_left_behind_a_gap_tells_whose_it_is);
	tcase_add_test(tcase, a_target_is_looked_into);
	tcase_add_test(tcase, a_target_is_looked_into_so_often_at_most);
}

UNIT_MAIN("sight", add_tests)
