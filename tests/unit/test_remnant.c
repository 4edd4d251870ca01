#include "core/remnant.h"

#include <string.h>

#include "unit.h"

#define HEAD "https://admin.microsoft.com/Adminportal/Home?invType=Reseller"
#define ID "3b33e682-00c3-41ee-9dd2-a548adf56438"
#define OTHER "7260758d-876b-4da1-b8aa-ae70122d886a"
#define TAIL "&msppId=0&DAP=true#/BillingAccounts/partner-invitation"
#define LINK HEAD "Relationship&partnerId=" ID TAIL

/* HEAD, then BEHIND, of which all but the last REST bytes is gathered. */
static void
gathers(const char *behind, const char *rest, const char *wanted)
{
	struct span link = span_str(LINK);
	struct buf text, out;
	size_t end;

	buf_init(&text, 65536);
	buf_init(&out, 65536);
	buf_add_str(&text, HEAD);
	buf_add_str(&text, behind);
	buf_add_str(&text, rest);
	end = remnant_gather(buf_span(&text), 0, strlen(HEAD), &link, 1, &out);
	ck_assert_uint_eq(end, strlen(HEAD) + strlen(behind));
	ck_assert_uint_eq(out.n, strlen(HEAD) + strlen(wanted));
	ck_assert_mem_eq(out.p + strlen(HEAD), wanted, strlen(wanted));
	buf_deinit(&text);
	buf_deinit(&out);
}

START_TEST(what_people_put_between_is_passed_over)
{
	gathers(" & partnerId=" ID " & msppId=0 & DAP=true", "\n",
		"partnerId=" ID "msppId=0DAP=true");
}
END_TEST

START_TEST(a_word_goes_on_behind_a_character_that_was_lost)
{
	gathers("\xEF\xBF\xBDRelationship&partnerId=" ID TAIL, ".\nBye",
		"Relationship&partnerId=" ID TAIL);
	gathers("\xEF\xBF\xBD" "elationship&partnerId=" ID TAIL, "\nBye",
		"elationship&partnerId=" ID TAIL);
}
END_TEST

START_TEST(marks_of_a_list_are_passed_over)
{
	gathers("\n  * Relationship&partnerId=" OTHER "\n  * " TAIL, "\nBye",
		"Relationship&partnerId=" OTHER TAIL);
}
END_TEST

START_TEST(an_id_is_gathered_whoever_has_it)
{
	gathers(" rId=" OTHER, " Bye", "rId=" OTHER);
}
END_TEST

START_TEST(words_of_a_sentence_are_left)
{
	gathers("", " for an invitation, and the relationship begins.", "");
	gathers("", ", please accept (the partner of) all accounts.", "");
	gathers("", "", "");
}
END_TEST

START_TEST(what_is_far_away_or_another_address_is_left)
{
	gathers("", " and in other words partnerId=" ID, "");
	gathers("", "\n\n\npartnerId=" ID, "");
	gathers("", " https://x/?partnerId=" ID, "");
}
END_TEST

START_TEST(a_question_mark_is_the_urls_when_a_remnant_follows)
{
	static const char page[] = "https://admin.microsoft.com/Adminportal"
		"/Home";
	struct span link = span_str(LINK);
	struct buf out;
	size_t end;

	buf_init(&out, 65536);
	end = remnant_gather(span_str("https://admin.microsoft.com/Adminportal"
		"/Home? & partnerId=" ID), 0, strlen(page), &link, 1, &out);
	ck_assert_uint_gt(end, strlen(page));
	ck_assert_str_eq(buf_str(&out), "https://admin.microsoft.com/"
		"Adminportal/Home?partnerId=" ID);
	buf_deinit(&out);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		a_question_mark_is_the_urls_when_a_remnant_follows);
	tcase_add_test(tcase, what_people_put_between_is_passed_over);
	tcase_add_test(tcase, a_word_goes_on_behind_a_character_that_was_lost);
	tcase_add_test(tcase, marks_of_a_list_are_passed_over);
	tcase_add_test(tcase, an_id_is_gathered_whoever_has_it);
	tcase_add_test(tcase, words_of_a_sentence_are_left);
	tcase_add_test(tcase, what_is_far_away_or_another_address_is_left);
}

UNIT_MAIN("remnant", add_tests)
