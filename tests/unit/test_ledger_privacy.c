#include "registry/ledger_privacy.h"

#include <unistd.h>

#include "ledger_place.h"
#include "registry/signin.h"

static struct ledger_forgotten n;

static void
signed_in(const char *address)
{
	char code[SIGNIN_DIGITS + 1];

	ck_assert_int_eq(signin_code(registry, address, "customer", 1000, code,
		&err), 0);
}

#define KNOWN "SELECT count(*) FROM people WHERE address IS NOT NULL"

START_TEST(an_address_is_forgotten_and_what_was_done_stays)
{
	accepted("contoso");
	signed_in("ann@townhall.example");
	signed_in("bob@townhall.example");
	ck_assert_int_eq(ledger_forget_address(registry,
		"Ann@Townhall.example", false, &n, &err), 0);
	ck_assert_uint_eq(n.people, 1);
	ck_assert_uint_eq(n.sessions, 1);
	ck_assert_int_eq(number(KNOWN), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM codes"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM events"), 1);
	ck_assert_int_eq(standing("contoso"), LEDGER_ACCEPTED);
}
END_TEST

START_TEST(looking_forgets_nothing)
{
	accepted("contoso");
	ck_assert_int_eq(ledger_forget_address(registry,
		"ann@townhall.example", true, &n, &err), 0);
	ck_assert_uint_eq(n.people, 1);
	ck_assert_int_eq(number(KNOWN), 1);
}
END_TEST

START_TEST(a_domain_with_a_relationship_is_not_forgotten)
{
	accepted("contoso");
	ck_assert_int_eq(ledger_forget_domain(registry, CUSTOMER, false, &n,
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_int_eq(number(KNOWN), 1);
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(ledger_forget_domain(registry, CUSTOMER, false, &n,
		&err), 0);
	ck_assert_uint_eq(n.customers, 1);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 0);
	ck_assert_int_eq(number(KNOWN " AND address LIKE '%townhall%'"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM events"), 2);
}
END_TEST

START_TEST(a_domain_is_not_the_end_of_another)
{
	signed_in("ann@under_score.example");
	signed_in("ann@underxscore.example");
	signed_in("ann@a.under_score.example");
	ck_assert_int_eq(ledger_forget_domain(registry, "under_score.example",
		false, &n, &err), 0);
	ck_assert_uint_eq(n.sessions, 1);
}
END_TEST

START_TEST(who_is_needed_or_was_here_lately_does_not_expire)
{
	static const struct ledger_actor eve = { "customer",
		"eve@weavers.example" };

	accepted("contoso");
	ck_assert_int_eq(ledger_decline(registry, "contoso", "weavers.example",
		&eve, &err), 0);
	ck_assert_int_eq(ledger_expire(registry, 1, false, &n, &err), 0);
	ck_assert_uint_eq(n.people, 0);
	ck_assert_int_eq(number(KNOWN), 2);
	/* An instant later than all that was done. */
	sleep(1);
	ck_assert_int_eq(ledger_expire(registry, 0, false, &n, &err), 0);
	ck_assert_uint_eq(n.people, 1);
	ck_assert_int_eq(number(KNOWN " AND address LIKE 'ann@%'"), 1);
}
END_TEST

START_TEST(who_still_may_send_is_not_forgotten)
{
	ck_assert_int_eq(sender("contoso", "address", "eve@weavers.example"),
		0);
	ck_assert_int_eq(ledger_forget_address(registry,
		"Eve@weavers.example", true, &n, &err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_ptr_nonnull(strstr(err.text, "contoso"));
	ck_assert_int_eq(ledger_forget_domain(registry, "weavers.example",
		false, &n, &err), -1);
	ck_assert_int_eq(raw("DELETE FROM senders"), SQLITE_OK);
	ck_assert_int_eq(ledger_forget_domain(registry, "weavers.example",
		false, &n, &err), 0);
	ck_assert_uint_eq(n.lines, 1);
}
END_TEST

START_TEST(all_domains_of_a_customer_are_forgotten_with_it)
{
	static const struct ledger_actor eve = { "customer",
		"eve@townhallfees.example" };

	ck_assert_int_eq(ledger_decline(registry, "contoso", CUSTOMER, &eve,
		&err), 0);
	ck_assert_int_eq(raw("INSERT INTO customer_domains SELECT"
		" 'townhallfees.example', id FROM customers"), SQLITE_OK);
	signed_in("ann@townhall.example");
	ck_assert_int_eq(ledger_forget_domain(registry,
		"townhallfees.example", false, &n, &err), 0);
	ck_assert_uint_eq(n.customers, 1);
	ck_assert_uint_eq(n.people, 1);
	ck_assert_uint_eq(n.sessions, 1);
}
END_TEST

START_TEST(customers_who_were_only_invited_expire)
{
	invited("a.example", -3 * 86400);
	invited("b.example", 0);
	invited("c.example", -3 * 86400);
	ck_assert_int_eq(ledger_decline(registry, "contoso", "c.example",
		&ann, &err), 0);
	ck_assert_int_eq(raw("UPDATE customers SET added ="
		" '2020-01-01T00:00:00Z'"), SQLITE_OK);
	ck_assert_int_eq(ledger_expire(registry, 2, false, &n, &err), 0);
	ck_assert_uint_eq(n.customers, 1);
	ck_assert_int_eq(number("SELECT count(*) FROM customers WHERE domain"
		" = 'a.example'"), 0);
	/* A journal that is told again does not bring it back. */
	invited("a.example", -3 * 86400);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 2);
	ck_assert_int_eq(number("SELECT count(*) FROM people WHERE address"
		" = 'linkseal-mailer'"), 1);
}
END_TEST

START_TEST(codes_that_are_over_expire)
{
	signed_in("ann@townhall.example");
	ck_assert_int_eq(ledger_expire(registry, 365, false, &n, &err), 0);
	ck_assert_uint_eq(n.sessions, 1);
	ck_assert_int_eq(number("SELECT count(*) FROM codes"), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up_ledger, tear_down);
	tcase_add_test(tcase, an_address_is_forgotten_and_what_was_done_stays);
	tcase_add_test(tcase, looking_forgets_nothing);
	tcase_add_test(tcase, a_domain_with_a_relationship_is_not_forgotten);
	tcase_add_test(tcase, a_domain_is_not_the_end_of_another);
	tcase_add_test(tcase,
		who_is_needed_or_was_here_lately_does_not_expire);
	tcase_add_test(tcase, who_still_may_send_is_not_forgotten);
	tcase_add_test(tcase,
		all_domains_of_a_customer_are_forgotten_with_it);
	tcase_add_test(tcase, customers_who_were_only_invited_expire);
	tcase_add_test(tcase, codes_that_are_over_expire);
}

UNIT_MAIN("ledger_privacy", add_tests)
