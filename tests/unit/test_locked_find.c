#include "core/locked_find.h"

#include "locked_world.h"

#define CHANGED "Only a good administrator of your organization can accept."

static struct locked_world l;
static struct buf out;

static void
set_up(void)
{
	locked_world_init(&l);
	buf_init(&out, 1 << 20);
}

static void
tear_down(void)
{
	locked_world_deinit(&l);
	buf_deinit(&out);
}

/* The lines about locked text, one after the other. */
static const char *
said(const char *mail)
{
	struct findings *findings = locked_world_find(&l, mail);
	size_t i;

	buf_reset(&out);
	for (i = 0; i < findings->n; i++)
		if (findings->list[i].kind == FINDING_LOCKED)
			buf_printf(&out, "%s%s", out.n ? "; " : "",
				findings->list[i].why);
	return buf_str(&out);
}

#define says(mail, what) ck_assert_str_eq(said(mail), what)

START_TEST(a_whole_block_is_no_finding)
{
	says(PLAIN "\r\n" WHOLE, "");
	says(PLAIN "\r\n" EINS GAP CONTOSO_LINK GAP ZWEI "\r\n", "");
}
END_TEST

START_TEST(a_loose_profile_guards_no_words)
{
	l.strict.rule = PROVIDER_LOOSE;
	says(PLAIN "\r\n" CONTOSO_LINK "\r\n", "");
}
END_TEST

START_TEST(ordinary_mail_needs_no_block)
{
	says(PLAIN "\r\nHello\r\n", "");
	says(PLAIN "\r\nHello\r\n> " CONTOSO_LINK "\r\n", "");
}
END_TEST

START_TEST(each_change_is_told)
{
	says(PLAIN "\r\n" ONE GAP CONTOSO_LINK GAP CHANGED GAP THREE,
		"paragraph 3 of 4 is changed (en)");
	says(PLAIN "\r\n" ONE GAP CONTOSO_LINK GAP THREE,
		"paragraph 3 of 4 is missing (en)");
	says(PLAIN "\r\n" CONTOSO_LINK GAP ONE GAP TWO GAP THREE,
		"the link is not in its place (en)");
}
END_TEST

START_TEST(every_text_is_looked_at)
{
	says(TWO_PARTS("", WHOLE, "<p>" ONE "</p><p>" CONTOSO_LINK "</p><p>"
		TWO "</p>"), "paragraph 4 of 4 is missing (en)");
}
END_TEST

START_TEST(a_paragraph_tells_the_language)
{
	says(PLAIN "Content-Language: en\r\n\r\n" CONTOSO_LINK GAP ZWEI,
		"paragraph 1 of 3 is missing (de)");
}
END_TEST

START_TEST(else_the_header_does)
{
	says(PLAIN "Linkseal-Invitation: de\r\n\r\nHello\r\n\r\n"
		CONTOSO_LINK GAP "Bye\r\n",
		"paragraph 1 of 3 is missing (de); "
		"paragraph 3 of 3 is missing (de)");
	says(PLAIN "Content-Language: de-AT\r\n\r\n" CONTOSO_LINK "\r\n",
		"paragraph 1 of 3 is missing (de); "
		"paragraph 3 of 3 is missing (de)");
}
END_TEST

START_TEST(else_the_letters_do)
{
	says(PLAIN "\r\nLieber Herr M\xC3\xBCller, hier ist der Link, um den "
		"wir baten. Nur Administratoren von Ihnen.\r\n\r\n"
		CONTOSO_LINK "\r\n", "paragraph 1 of 3 is missing (de); "
		"paragraph 3 of 3 is missing (de)");
}
END_TEST

START_TEST(else_the_resellers_language_holds)
{
	l.w.contoso.locale = "de-CH";
	says(PLAIN "\r\n" CONTOSO_LINK "\r\n",
		"paragraph 1 of 3 is missing (de); "
		"paragraph 3 of 3 is missing (de)");
}
END_TEST

START_TEST(paragraphs_amid_other_words_are_woven)
{
	said(PLAIN "\r\nI was told to write that in spite of all that we "
		"agreed on last Tuesday in your office in Berlin about the "
		"price. " TWO " That is what they say, and I can't help it, "
		"so please do as you like and tell me what you think of it "
		"when we meet in May again.\r\n\r\n" CONTOSO_LINK "\r\n");
	ck_assert_str_eq(buf_str(&out), "its paragraphs run together with "
		"other words (en)");
	ck_assert(l.findings->list[l.findings->n - 1].woven);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_whole_block_is_no_finding);
	tcase_add_test(tcase, a_loose_profile_guards_no_words);
	tcase_add_test(tcase, ordinary_mail_needs_no_block);
	tcase_add_test(tcase, each_change_is_told);
	tcase_add_test(tcase, every_text_is_looked_at);
	tcase_add_test(tcase, a_paragraph_tells_the_language);
	tcase_add_test(tcase, else_the_header_does);
	tcase_add_test(tcase, else_the_letters_do);
	tcase_add_test(tcase, else_the_resellers_language_holds);
	tcase_add_test(tcase, paragraphs_amid_other_words_are_woven);
}

UNIT_MAIN("locked_find", add_tests)
