#include "portal/organisation.h"

#include "unit.h"

START_TEST(an_address_has_one_spelling)
{
	char *a = organisation_address("  Ann@Townhall.EXAMPLE. ");

	ck_assert_str_eq(a, "ann@townhall.example");
	ck_assert_str_eq(organisation_domain(a), "townhall.example");
	free(a);
	a = organisation_address("ann@m\xc3\xbcller.example");
	ck_assert_str_eq(a, "ann@xn--mller-kva.example");
	free(a);
}
END_TEST

START_TEST(what_is_no_address_is_none)
{
	static const char *const bad[] = { "", "ann", "@townhall.example",
		"ann@", "ann@b c.example", "ann@a.example\r\nBcc: b@c.example",
		"ann@@", "ann@a.example, bob@a.example" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(organisation_address(bad[i]) == NULL, "%s",
			bad[i]);
}
END_TEST

START_TEST(an_organisation_has_a_domain_of_its_own)
{
	static const char *const own[] = { "townhall.example",
		"eu.townhall.example", "contoso.co.uk", "xn--mller-kva.de" };
	static const char *const foreign[] = { "gmail.com", "outlook.com",
		"qq.com", "web.de", "uol.com.br", "yahoo.co.jp", "naver.com",
		"co.uk", "com", "example", "github.io", "blogspot.com",
		"com.br" };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		ck_assert_msg(organisation_own(own[i]), "%s", own[i]);
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		ck_assert_msg(!organisation_own(foreign[i]), "%s", foreign[i]);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, an_address_has_one_spelling);
	tcase_add_test(tcase, what_is_no_address_is_none);
	tcase_add_test(tcase, an_organisation_has_a_domain_of_its_own);
}

UNIT_MAIN("organisation", add_tests)
