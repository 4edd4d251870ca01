#include "registry/ledger.h"

#include "ledger_place.h"

START_TEST(accepting_puts_the_customer_in_the_list)
{
	ck_assert_int_eq(standing("contoso"), LEDGER_ANY);
	accepted("contoso");
	ck_assert_int_eq(standing("contoso"), LEDGER_ACCEPTED);
	ck_assert_int_eq(standing("fabrikam"), LEDGER_ANY);
}
END_TEST

START_TEST(accepting_twice_is_accepting_once)
{
	accepted("contoso");
	accepted("contoso");
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM events"), 1);
}
END_TEST

START_TEST(the_same_link_brings_back_what_was_taken)
{
	accepted("contoso");
	ck_assert_int_eq(ledger_remove_dap(registry, CUSTOMER, "contoso", NULL,
		&ann, &err), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_DAP_REMOVED);
	accepted("contoso");
	ck_assert_int_eq(standing("contoso"), LEDGER_ACCEPTED);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"), 1);
}
END_TEST

START_TEST(what_was_ended_can_begin_anew)
{
	accepted("contoso");
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_ENDED);
	ck_assert_int_eq(number(DAP_OF("contoso")), 0);
	invited(CUSTOMER, 60);
	ck_assert_int_eq(standing("contoso"), LEDGER_INVITED);
	accepted("contoso");
	ck_assert_int_eq(standing("contoso"), LEDGER_ACCEPTED);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"), 2);
}
END_TEST

START_TEST(declining_changes_no_relationship)
{
	invited(CUSTOMER, 0);
	ck_assert_int_eq(ledger_decline(registry, "contoso", CUSTOMER, &ann,
		&err), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_DECLINED);
	accepted("contoso");
	ck_assert_int_eq(ledger_decline(registry, "contoso", CUSTOMER, &ann,
		&err), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_ACCEPTED);
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_ENDED);
}
END_TEST

START_TEST(an_offer_of_two_services_gives_two_relationships)
{
	offered("contoso", "mail", true);
	offered("contoso", "storage", false);
	accepted("contoso");
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"), 2);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"
		" WHERE transacting = 1 AND service = 'mail'"), 1);
	ck_assert_int_eq(ledger_remove_dap(registry, CUSTOMER, "contoso",
		"mail", &ann, &err), 0);
	ck_assert_int_eq(number(DAP_OF("contoso")), 1);
	ck_assert_int_eq(standing("contoso"), LEDGER_DAP_REMOVED);
}
END_TEST

START_TEST(dap_is_taken_from_all_at_once)
{
	offered("contoso", "mail", true);
	offered("fabrikam", "storage", true);
	accepted("contoso");
	accepted("fabrikam");
	ck_assert_int_eq(ledger_remove_dap(registry, CUSTOMER, NULL, NULL,
		&ann, &err), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_DAP_REMOVED);
	ck_assert_int_eq(standing("fabrikam"), LEDGER_DAP_REMOVED);
	ck_assert_int_eq(ledger_remove_dap(registry, CUSTOMER, NULL, NULL,
		&ann, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
}
END_TEST

struct story {
	char text[400];
};

static int
tell(void *ctx, const struct ledger_event *e)
{
	struct story *s = ctx;
	size_t n = strlen(s->text);

	snprintf(s->text + n, sizeof s->text - n, "%s %s %s %s; ", e->action,
		e->reseller, e->role, e->who);
	return 0;
}

START_TEST(the_history_tells_who_did_what)
{
	struct story s = { "" };

	invited(CUSTOMER, 0);
	accepted("contoso");
	ck_assert_int_eq(ledger_remove_dap(registry, CUSTOMER, NULL, NULL,
		&ann, &err), 0);
	accepted("contoso");
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(ledger_events(registry, CUSTOMER, NULL, 9, tell, &s,
		&err), 0);
	ck_assert_str_eq(s.text,
		"ended contoso partner alice@contoso.example; "
		"dap-restored contoso customer ann@townhall.example; "
		"dap-removed contoso customer ann@townhall.example; "
		"accepted contoso customer ann@townhall.example; "
		"invited contoso partner linkseal-mailer; ");
}
END_TEST

START_TEST(a_person_can_be_forgotten_and_the_deed_stays)
{
	struct story s = { "" };

	accepted("contoso");
	ck_assert_int_eq(raw("UPDATE people SET address = NULL"), SQLITE_OK);
	ck_assert_int_eq(ledger_events(registry, CUSTOMER, NULL, 9, tell, &s,
		&err), 0);
	ck_assert_str_eq(s.text, "accepted contoso customer ; ");
}
END_TEST

static int
count(void *ctx, const struct ledger_customer *c)
{
	(void)c;
	++*(int *)ctx;
	return 0;
}

static int
found(const char *words)
{
	struct ledger_search search = { .reseller = "contoso",
		.words = words, .state = LEDGER_ANY, .max = 10 };
	int n = 0;

	ck_assert_int_eq(ledger_customers(registry, &search, count, &n, &err),
		0);
	return n;
}

START_TEST(customers_are_found_by_domain_and_by_words_of_the_name)
{
	struct ledger_customer c = { .domain = CUSTOMER,
		.name = "Townhall Fees 100%" };

	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), 0);
	accepted("contoso");
	ck_assert_int_eq(found("TOWN"), 1);
	ck_assert_int_eq(found("fees"), 1);
	ck_assert_int_eq(found("ees"), 0);
	ck_assert_int_eq(found("100%"), 1);
	ck_assert_int_eq(found("%"), 0);
	ck_assert_int_eq(found("_own"), 0);
	ck_assert_int_eq(found("!"), 0);
}
END_TEST

START_TEST(a_domain_has_one_spelling)
{
	accepted("contoso");
	ck_assert_int_eq(ledger_accept(registry, "contoso",
		"TownHall.Example.", &ann, &err), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 1);
	ck_assert_int_eq(ledger_accept(registry, "contoso", "townhall", &ann,
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_int_eq(ledger_accept(registry, "contoso", "a b.example",
		&ann, &err), -1);
}
END_TEST

START_TEST(states_are_counted)
{
	unsigned long n[LEDGER_ENDED + 1];

	accepted("contoso");
	invited("a.example", 0);
	invited("b.example", 0);
	ck_assert_int_eq(ledger_count(registry, "contoso", n, &err), 0);
	ck_assert_uint_eq(n[LEDGER_INVITED], 2);
	ck_assert_uint_eq(n[LEDGER_ACCEPTED], 1);
	ck_assert_uint_eq(n[LEDGER_ENDED], 0);
}
END_TEST

START_TEST(a_reseller_with_customers_is_not_removed)
{
	accepted("contoso");
	ck_assert_int_eq(registry_reseller_remove(registry, "contoso", &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(registry_reseller_remove(registry, "contoso", &err),
		0);
	ck_assert_int_eq(number("SELECT count(*) FROM events"), 2);
}
END_TEST

START_TEST(what_is_known_of_a_reseller_can_be_changed)
{
	struct registry_reseller s = { .name = (char *)"contoso",
		.legal_name = (char *)"Contoso Limited",
		.region = (char *)"EU" }, got;

	ck_assert_int_eq(registry_reseller_set(registry, &s, &err), 0);
	s = (struct registry_reseller){ .name = (char *)"contoso",
		.support = (char *)"by telephone, day and night",
		.domain = (char *)"contoso.example" };
	ck_assert_int_eq(registry_reseller_set(registry, &s, &err), 0);
	ck_assert_int_eq(registry_reseller_get(registry, "contoso", &got,
		&err), 0);
	ck_assert_str_eq(got.legal_name, "Contoso Limited");
	ck_assert_str_eq(got.region, "EU");
	ck_assert_str_eq(got.support, "by telephone, day and night");
	ck_assert_str_eq(got.domain, "contoso.example");
	ck_assert_str_eq(got.display, "Contoso Ltd");
	registry_reseller_deinit(&got);
	s.domain = (char *)"Contoso Ltd";
	ck_assert_int_eq(registry_reseller_set(registry, &s, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up_ledger, tear_down);
	tcase_add_test(tcase, accepting_puts_the_customer_in_the_list);
	tcase_add_test(tcase, accepting_twice_is_accepting_once);
	tcase_add_test(tcase, the_same_link_brings_back_what_was_taken);
	tcase_add_test(tcase, what_was_ended_can_begin_anew);
	tcase_add_test(tcase, declining_changes_no_relationship);
	tcase_add_test(tcase, an_offer_of_two_services_gives_two_relationships);
	tcase_add_test(tcase, dap_is_taken_from_all_at_once);
	tcase_add_test(tcase, the_history_tells_who_did_what);
	tcase_add_test(tcase, a_person_can_be_forgotten_and_the_deed_stays);
	tcase_add_test(tcase,
		customers_are_found_by_domain_and_by_words_of_the_name);
	tcase_add_test(tcase, a_domain_has_one_spelling);
	tcase_add_test(tcase, states_are_counted);
	tcase_add_test(tcase, a_reseller_with_customers_is_not_removed);
	tcase_add_test(tcase, what_is_known_of_a_reseller_can_be_changed);
}

UNIT_MAIN("ledger", add_tests)
