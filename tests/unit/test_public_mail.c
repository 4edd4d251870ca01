#include "registry/public_mail.h"

#include "unit.h"

START_TEST(a_domain_of_everybody_is_known_and_a_customers_is_not)
{
	ck_assert(public_mail_has("gmail.com"));
	ck_assert(public_mail_has("t-online.de"));
	ck_assert(!public_mail_has("mail.gmail.com"));
	ck_assert(!public_mail_has("townhall.example"));
	ck_assert(!public_mail_has(""));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		a_domain_of_everybody_is_known_and_a_customers_is_not);
}

UNIT_MAIN("public_mail", add_tests)
