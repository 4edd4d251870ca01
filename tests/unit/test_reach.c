#include "core/reach.h"

#include <string.h>

#include "unit.h"

#define LINK "https://admin.microsoft.com/Adminportal/Home?invType=" \
	"ResellerRelationship&partnerId=3b33e682-00c3-41ee-9dd2-a548adf56438" \
	"&msppId=0&DAP=true#/BillingAccounts/partner-invitation"

/* The URL begins at the text's beginning and must end before REST. */
static void
reaches(const char *url, const char *rest)
{
	struct span link = span_str(LINK);
	struct buf b;
	size_t end;

	buf_init(&b, 65536);
	buf_add_str(&b, url);
	buf_add_str(&b, rest);
	end = reach_end(buf_span(&b), 0, &link, 1);
	ck_assert_msg(end == strlen(url), "%zu is not %zu: %s", end,
		strlen(url), url);
	buf_deinit(&b);
}

START_TEST(a_word_with_parameters_goes_on)
{
	reaches("https://admin.microsoft.com/Home?invType=Res\r\n"
		"ellerRelationship&partnerId=7260758d-876b\r\n"
		"-4da1-b8aa-ae70122d886a&msppId=0", "\r\nBye");
}
END_TEST

START_TEST(a_piece_of_an_id_goes_on)
{
	reaches("https://admin.microsoft.com/Home?partnerId=7260758d-\n"
		"876b-4da1-b8aa-\nae70122d886a", "\nBye");
}
END_TEST

START_TEST(a_tail_like_the_known_link_goes_on)
{
	reaches("https://admin.microsoft.com/x?y#/BillingAcco\n"
		"unts/partner-\ninvitation", ".\nBye");
}
END_TEST

START_TEST(a_soft_break_that_is_shown_goes_on)
{
	reaches("https://admin.=\r\nmicrosoft.com/=\r\nAdminportal/Ho=\r\n"
		"me?invType=7", "\r\nBye");
	reaches("https://admin.microsoft.com/Home?invType=Rel\r\n"
		"nship&amp;partner", "\r\nBye");
}
END_TEST

START_TEST(what_a_gateway_wrapped_goes_on)
{
	reaches("https://x.example/?url=https%3A%2F%2Fadmin.microsoft.com%2\n"
		"FAdminportal.example%2FHome%3FinvType%3DResellerRelationship\n"
		"%26DAP", "\nBye");
	reaches("https://x.example/v2/url?u=https-3A__admin.microsoft.com_A\n"
		"dminportal_Home-3FinvType-3DResellerRelationship-26partnerId\n"
		"-3D7260758d-2D876b", "\nBye");
	reaches("https://x.example/r/aHR0cHM6Ly9hZG1pbi5taWNyb3Nv\n"
		"ZnQuY29tL0FkbWlucG9ydGFsL0hvbWU_aW52", "\nBye");
	reaches("https://x.example/v2/___https://admin.microsoft.com/Home?x=1\n"
		"___.YzJ1OmNvbnRvc28", "\nBye");
}
END_TEST

START_TEST(words_of_a_sentence_do_not_go_on)
{
	reaches("https://admin.microsoft.com/Home?DAP=false", "\r\nPartner "
		"admins only");
	reaches("https://admin.microsoft.com/Home?DAP=false", "\r\n"
		"invitation");
	reaches("https://admin.microsoft.com/Home?DAP=false", "\r\n"
		"________________");
	reaches("https://admin.microsoft.com/Home?DAP=false", ".\r\n"
		"https://admin.microsoft.com/?x=1");
	reaches("https://admin.microsoft.com/Home?DAP=false", "\r\n"
		"admin.microsoft.com/?a=b");
	reaches("https://admin.microsoft.com/Home?DAP=false", "\r\n"
		"alice@contoso.example?subject=x");
	reaches("https://admin.microsoft.com/Home?DAP=false", "\r\n\r\n\r\n"
		"a=b");
}
END_TEST

static bool
runs_on(const char *text)
{
	struct span link = span_str(LINK);

	return reach_runs_on(span_str(text), 0, &link, 1);
}

START_TEST(what_no_sentence_begins_with_runs_on)
{
	ck_assert(runs_on("https://admin.microsoft.com\n.evil.example/"));
	ck_assert(runs_on("https://admin.micro soft.com.evil.example/"));
	ck_assert(runs_on("https://admin.microsoft-\n> com.evil.example/"));
}
END_TEST

START_TEST(words_about_an_address_do_not_run_on)
{
	ck_assert(!runs_on("https://admin.microsoft.com"));
	ck_assert(!runs_on("https://admin.microsoft.com name=value"));
	ck_assert(!runs_on("https://admin.microsoft.com /name"));
	ck_assert(!runs_on("https://admin.microsoft.com = /name"));
	ck_assert(!runs_on("https://admin.microsoft.com, #/name"));
	ck_assert(!runs_on("https://admin.microsoft.com. ?name=value"));
	ck_assert(!runs_on("https://admin.microsoft.com - #/name"));
	ck_assert(!runs_on("https://admin.microsoft.com\n- /name"));
}
END_TEST

START_TEST(squeezing_leaves_the_characters_of_a_url)
{
	struct buf b;

	buf_init(&b, 100);
	reach_squeeze(span_str("a b=\r\n>  c\xC2\xAD" "d\xE2\x80\x8B"),
		false, &b);
	ck_assert_str_eq(buf_str(&b), "ab=cd");
	buf_reset(&b);
	reach_squeeze(span_str("a=b=\r\nc= d"), true, &b);
	ck_assert_str_eq(buf_str(&b), "a=bcd");
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_word_with_parameters_goes_on);
	tcase_add_test(tcase, a_piece_of_an_id_goes_on);
	tcase_add_test(tcase, a_tail_like_the_known_link_goes_on);
	tcase_add_test(tcase, a_soft_break_that_is_shown_goes_on);
	tcase_add_test(tcase, what_a_gateway_wrapped_goes_on);
	tcase_add_test(tcase, words_of_a_sentence_do_not_go_on);
	tcase_add_test(tcase, what_no_sentence_begins_with_runs_on);
	tcase_add_test(tcase, words_about_an_address_do_not_run_on);
	tcase_add_test(tcase, squeezing_leaves_the_characters_of_a_url);
}

UNIT_MAIN("reach", add_tests)
