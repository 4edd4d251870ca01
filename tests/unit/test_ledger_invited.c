#include "registry/ledger_invited.h"

#include <time.h>

#include "ledger_place.h"
#include "registry/ledger_privacy.h"

#define DAY 86400

/* Noon of some day, long before the tests' own. */
#define NOON 1700049600

static size_t
told(const char *domain, int64_t at)
{
	struct ledger_sent s = { "contoso", domain, at };
	size_t news = 99;

	ck_assert_msg(ledger_invited(registry, &s, 1, "linkseal-mailer", &news,
		&err) == 0, "%s", err.text);
	return news;
}

#define TIMES "SELECT times FROM invitations"
#define EVENTS "SELECT count(*) FROM events WHERE action = 'invited'"

START_TEST(what_is_told_twice_counts_once)
{
	ck_assert_uint_eq(told(CUSTOMER, NOON), 1);
	ck_assert_int_eq(standing("contoso"), LEDGER_INVITED);
	ck_assert_uint_eq(told(CUSTOMER, NOON), 0);
	ck_assert_uint_eq(told("TOWNHALL.example.", NOON + 3600), 0);
	ck_assert_int_eq(number(TIMES), 1);
	ck_assert_int_eq(number(EVENTS), 1);
	ck_assert_uint_eq(told(CUSTOMER, NOON + DAY), 1);
	ck_assert_uint_eq(told(CUSTOMER, NOON - DAY), 1);
	ck_assert_int_eq(number(TIMES), 3);
	ck_assert_int_eq(number("SELECT count(*) FROM invitations"
		" WHERE first = '2023-11-14T12:00:00Z'"
		" AND last = '2023-11-16T12:00:00Z'"), 1);
}
END_TEST

START_TEST(an_answer_stays_when_the_invitation_is_told_late)
{
	ck_assert_int_eq(ledger_decline(registry, "contoso", CUSTOMER, &ann,
		&err), 0);
	ck_assert_uint_eq(told(CUSTOMER, NOON), 1);
	ck_assert_int_eq(standing("contoso"), LEDGER_DECLINED);
	ck_assert_int_eq(number("SELECT count(*) FROM invitations"
		" WHERE last = '2023-11-15T12:00:00Z'"), 1);
	ck_assert_int_eq(ledger_accept(registry, "contoso", "a.example", &ann,
		&err), 0);
	ck_assert_int_eq(ledger_end(registry, "a.example", "contoso", &alice,
		&err), 0);
	ck_assert_uint_eq(told("a.example", NOON), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM standings"
		" WHERE state = 'ended'"), 1);
}
END_TEST

START_TEST(an_invitation_after_the_answer_asks_anew)
{
	int64_t later = time(NULL) + DAY;

	ck_assert_int_eq(ledger_decline(registry, "contoso", CUSTOMER, &ann,
		&err), 0);
	ck_assert_uint_eq(told(CUSTOMER, later), 1);
	ck_assert_int_eq(standing("contoso"), LEDGER_INVITED);
	/* Declined on the same day, and asked again on it. */
	ck_assert_int_eq(raw("UPDATE invitations SET answer = 'declined',"
		" answered = last"), SQLITE_OK);
	ck_assert_uint_eq(told(CUSTOMER, later), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_DECLINED);
	ck_assert_uint_eq(told(CUSTOMER, later + 1), 1);
	ck_assert_int_eq(standing("contoso"), LEDGER_INVITED);
	ck_assert_int_eq(number(TIMES), 2);
}
END_TEST

START_TEST(what_is_no_customer_is_passed_over)
{
	struct ledger_sent list[] = {
		{ "contoso", "gmail.com", NOON },
		{ "contoso", "[192.0.2.1]", NOON },
		{ "contoso", "localhost", NOON },
		{ "contoso", "contoso.example", NOON },
		{ "contoso", "invite.contoso.example", NOON },
		{ "contoso", "partner.example", NOON },
		{ "nobody", "a.example", NOON },
		{ "contoso", CUSTOMER, NOON },
		{ "fabrikam", "contoso.example", NOON },
	};
	size_t news;

	ck_assert_int_eq(sender("contoso", "address", "alice@contoso.example"),
		0);
	ck_assert_int_eq(sender("contoso", "domain",
		"invite.contoso.example"), 0);
	ck_assert_int_eq(raw("UPDATE resellers SET domain = 'partner.example'"
		" WHERE name = 'contoso'"), SQLITE_OK);
	ck_assert_int_eq(ledger_invited(registry, list,
		sizeof list / sizeof *list, "linkseal-milter", &news, &err), 0);
	ck_assert_uint_eq(news, 2);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 2);
}
END_TEST

START_TEST(who_was_forgotten_is_not_brought_back_by_a_journal)
{
	struct ledger_forgotten n;

	told(CUSTOMER, NOON);
	ck_assert_int_eq(ledger_forget_domain(registry, CUSTOMER, false, &n,
		&err), 0);
	ck_assert_uint_eq(told(CUSTOMER, NOON), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 0);
	ck_assert_uint_eq(told(CUSTOMER, NOON + DAY), 1);
	ck_assert_int_eq(standing("contoso"), LEDGER_INVITED);
}
END_TEST

START_TEST(no_address_is_kept_and_a_program_told_it)
{
	told(CUSTOMER, NOON);
	ck_assert_int_eq(number("SELECT count(*) FROM people"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM people"
		" WHERE address = 'linkseal-mailer'"), 1);
}
END_TEST

/* In a child: tells of the same forty customers as another does. */
static pid_t
start_telling(void)
{
	struct ledger_sent s = { "contoso", NULL, NOON };
	pid_t pid = fork();
	char domain[40];

	if (pid != 0)
		return pid;
	if (registry_open(url, false, &registry, &err) != 0)
		_exit(1);
	for (int i = 0; i < 40; i++) {
		snprintf(domain, sizeof domain, "c%d.example", i);
		s.domain = domain;
		if (ledger_invited(registry, &s, 1, "linkseal-milter", NULL,
		    &err) != 0)
			_exit(2);
	}
	_exit(0);
}

START_TEST(two_that_tell_the_same_at_once_count_it_once)
{
	pid_t pids[2] = { start_telling(), start_telling() };

	wait_for(pids[0]);
	wait_for(pids[1]);
	ck_assert_int_eq(number("SELECT sum(times) FROM invitations"), 40);
	ck_assert_int_eq(number(EVENTS), 40);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up_ledger, tear_down);
	tcase_add_test(tcase, what_is_told_twice_counts_once);
	tcase_add_test(tcase, an_answer_stays_when_the_invitation_is_told_late);
	tcase_add_test(tcase, an_invitation_after_the_answer_asks_anew);
	tcase_add_test(tcase, what_is_no_customer_is_passed_over);
	tcase_add_test(tcase,
		who_was_forgotten_is_not_brought_back_by_a_journal);
	tcase_add_test(tcase, no_address_is_kept_and_a_program_told_it);
	tcase_add_test(tcase, two_that_tell_the_same_at_once_count_it_once);
}

UNIT_MAIN("ledger_invited", add_tests)
