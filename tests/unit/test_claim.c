#include "core/claim.h"

#include "mail.h"

static struct world w;

static void
teardown(void)
{
	world_deinit(&w);
}

/* The reseller told, or "which" or "none". */
static void
claims(size_t resellers, const char *mail, const char *expected)
{
	struct message *m;
	struct findings *findings;

	world_init(&w, resellers);
	m = mail_parse(mail);
	findings = mail_find(m, &w);
	ck_assert_str_eq(findings->reseller ? findings->reseller->name :
		findings->which ? "which" : "none", expected);
	findings_free(&findings);
	message_free(&m);
}

#define NAMED(name) "Linkseal-Reseller: " name "\r\n"

START_TEST(the_only_reseller_is_the_one)
{
	claims(1, PLAIN "\r\nHello\r\n", "contoso");
}
END_TEST

START_TEST(the_link_tells_several_apart)
{
	claims(2, PLAIN "\r\n" FABRIKAM_LINK "\r\n", "fabrikam");
}
END_TEST

START_TEST(the_header_tells_when_no_link_does)
{
	claims(2, PLAIN MARK NAMED("fabrikam") "\r\nHello\r\n", "fabrikam");
}
END_TEST

START_TEST(nothing_tells)
{
	claims(2, PLAIN MARK "\r\nHello\r\n", "which");
}
END_TEST

START_TEST(ordinary_mail_needs_no_reseller)
{
	claims(2, PLAIN "\r\nHello\r\n", "none");
}
END_TEST

START_TEST(two_links_tell_too_much)
{
	claims(2, PLAIN "\r\n" CONTOSO_LINK "\r\n" FABRIKAM_LINK "\r\n",
		"which");
}
END_TEST

START_TEST(header_and_link_contradict)
{
	claims(2, PLAIN NAMED("contoso") "\r\n" FABRIKAM_LINK "\r\n", "which");
}
END_TEST

START_TEST(the_header_names_a_stranger)
{
	claims(1, PLAIN MARK NAMED("fabrikam") "\r\nHello\r\n", "which");
}
END_TEST

START_TEST(the_header_stands_twice)
{
	claims(2, PLAIN MARK NAMED("contoso") NAMED("contoso") "\r\nHello\r\n",
		"which");
}
END_TEST

START_TEST(with_a_header_the_other_link_is_foreign)
{
	struct buf out;

	world_init(&w, 2);
	ck_assert_str_eq(mail_findings(PLAIN NAMED("contoso") "\r\n"
		CONTOSO_LINK "\r\n" FABRIKAM_LINK "\r\n", &w, &out),
		"part 1 text/plain: link intact\n"
		"part 1 text/plain: link foreign: the link of fabrikam in an "
		"invitation of contoso\n");
	buf_deinit(&out);
}
END_TEST

/* Fabrikam is under Contoso, and sends its link. */
START_TEST(the_header_tells_two_with_one_link_apart)
{
	struct message *m = mail_parse(PLAIN NAMED("fabrikam") "\r\n"
		CONTOSO_LINK "\r\n");
	struct findings *findings;

	world_init(&w, 2);
	w.fabrikam.link = w.contoso.link;
	w.fabrikam.account = w.contoso.account;
	w.fabrikam.borrower = FABRIKAM_ID;
	findings = mail_find(m, &w);
	ck_assert_str_eq(findings->reseller->name, "fabrikam");
	ck_assert_int_eq(findings->list[0].link.state, LINK_INTACT);
	findings_free(&findings);
	message_free(&m);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, the_only_reseller_is_the_one);
	tcase_add_test(tcase, the_link_tells_several_apart);
	tcase_add_test(tcase, the_header_tells_when_no_link_does);
	tcase_add_test(tcase, nothing_tells);
	tcase_add_test(tcase, ordinary_mail_needs_no_reseller);
	tcase_add_test(tcase, two_links_tell_too_much);
	tcase_add_test(tcase, header_and_link_contradict);
	tcase_add_test(tcase, the_header_names_a_stranger);
	tcase_add_test(tcase, the_header_stands_twice);
	tcase_add_test(tcase, with_a_header_the_other_link_is_foreign);
	tcase_add_test(tcase, the_header_tells_two_with_one_link_apart);
}

UNIT_MAIN("claim", add_tests)
