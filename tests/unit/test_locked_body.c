#include "core/locked_body.h"

#include "locked_place.h"

static bool
whole(const char *mail)
{
	place_look(mail);
	return locked_body_whole(&lb, &blocks[1]);
}

START_TEST(a_block_stands_whole_behind_own_words)
{
	ck_assert(whole(PLAIN "\r\n" WHOLE));
	ck_assert(whole(PLAIN "\r\nHello,\r\n\r\n" WHOLE));
	ck_assert(whole(PLAIN "\r\n" WHOLE "\r\n-- \r\nAlice\r\n"));
}
END_TEST

START_TEST(line_ends_and_empty_lines_do_not_matter)
{
	ck_assert(whole(PLAIN "\r\n" ONE "\r\n" CONTOSO_LINK "\r\n" TWO
		"\r\n\r\n\r\n" THREE "\r\n"));
	ck_assert(whole(PLAIN "\r\nTo accept\r\nContoso Ltd as your\r\n"
		"reseller, open the link below.\r\n<" CONTOSO_LINK ">\r\n"
		TWO " " THREE "\r\n"));
}
END_TEST

START_TEST(own_words_on_its_lines_break_it)
{
	ck_assert(!whole(PLAIN "\r\nDo not believe this: " WHOLE));
	ck_assert(!whole(PLAIN "\r\n" ONE GAP CONTOSO_LINK GAP TWO GAP THREE
		" But prices do.\r\n"));
	ck_assert(!whole(PLAIN "\r\n" ONE GAP "Not yet." GAP CONTOSO_LINK GAP
		TWO GAP THREE "\r\n"));
}
END_TEST

START_TEST(any_other_word_breaks_it)
{
	ck_assert(!whole(PLAIN "\r\n" ONE GAP CONTOSO_LINK GAP
		"Any administrator of your organization can accept." GAP THREE
		"\r\n"));
	ck_assert(!whole(PLAIN "\r\n" ONE GAP CONTOSO_LINK GAP THREE "\r\n"));
	ck_assert(!whole(PLAIN "\r\n" ONE GAP TWO GAP THREE GAP CONTOSO_LINK
		"\r\n"));
}
END_TEST

START_TEST(history_and_signature_are_not_the_block)
{
	ck_assert(!whole(PLAIN "\r\n" CONTOSO_LINK "\r\n\r\n> " ONE
		"\r\n> " CONTOSO_LINK "\r\n> " TWO "\r\n> " THREE "\r\n"));
	ck_assert(!whole(PLAIN "\r\n" CONTOSO_LINK "\r\n\r\n-- \r\n" WHOLE));
}
END_TEST

#define P(s) "<p>" s "</p>\r\n"
#define A(s) "<a href=\"" CONTOSO_LINK "\">" s "</a>"

START_TEST(button_and_address_may_stand_in_the_links_place)
{
	ck_assert(whole(HTML "\r\n" P(ONE) P(A(BUTTON)) P(COPY)
		P(A(CONTOSO_LINK)) P(TWO) P(THREE)));
	ck_assert(whole(HTML "\r\n" P(ONE) P(A(BUTTON)) P(TWO) P(THREE)));
	ck_assert(whole(PLAIN "\r\n" ONE GAP BUTTON " <" CONTOSO_LINK ">" GAP
		TWO GAP THREE "\r\n"));
}
END_TEST

START_TEST(a_button_that_leads_nowhere_is_no_link)
{
	ck_assert(!whole(HTML "\r\n" P(ONE) P(BUTTON) P(TWO) P(THREE)
		P(A(CONTOSO_LINK))));
	ck_assert(!whole(HTML "\r\n" P(ONE) P(A("Click")) P(TWO) P(THREE)));
}
END_TEST

START_TEST(tags_spaces_and_quotes_do_not_matter)
{
	ck_assert(whole(HTML "\r\n<div><span><font>To <b>accept</b>&nbsp;"
		"Contoso Ltd as your reseller, open the link below."
		"</font></span></div><div><br></div><div>" A(CONTOSO_LINK)
		"</div><div>" TWO "</div><div>" THREE "</div>"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, place_set_up, place_tear_down);
	tcase_add_test(tcase, a_block_stands_whole_behind_own_words);
	tcase_add_test(tcase, line_ends_and_empty_lines_do_not_matter);
	tcase_add_test(tcase, own_words_on_its_lines_break_it);
	tcase_add_test(tcase, any_other_word_breaks_it);
	tcase_add_test(tcase, history_and_signature_are_not_the_block);
	tcase_add_test(tcase, button_and_address_may_stand_in_the_links_place);
	tcase_add_test(tcase, a_button_that_leads_nowhere_is_no_link);
	tcase_add_test(tcase, tags_spaces_and_quotes_do_not_matter);
}

UNIT_MAIN("locked_body", add_tests)
