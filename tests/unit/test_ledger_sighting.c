#include "registry/ledger_sighting.h"

#include "ledger_place.h"

#define TENANT "484e548c-f5f3-4528-93a9-c16c6373cb59"
#define OTHER_TENANT "b01b1487-b36e-4e6d-9b5e-0b58974c4b28"

/* Invitations that count are a day apart. */
#define DAY 86400

static const struct ledger_actor provider = { "provider", "partner-center" };

/* What a test says of the customer; the rest is as is usual. */
static struct ledger_sighting
of(const char *reseller, bool dap, char **domains)
{
	struct ledger_sighting s = { .reseller = reseller, .tenant = TENANT,
		.domains = domains, .kind = "reseller", .transacting = true,
		.dap = dap, .dap_told = true };

	while (domains[s.n_domains])
		s.n_domains++;
	return s;
}

#define DOMAINS(...) ((char *[]){ __VA_ARGS__, NULL })

static struct ledger_outcome out;

static unsigned
see(const struct ledger_sighting *s)
{
	ledger_outcome_deinit(&out);
	ck_assert_msg(ledger_see(registry, s, false, &provider, &out,
	    &err) == 0, "%s", err.text);
	return out.differences;
}

static enum err_kind
refused(const struct ledger_sighting *s)
{
	ledger_outcome_deinit(&out);
	ck_assert_int_eq(ledger_see(registry, s, false, &provider, &out,
	    &err), -1);
	ck_assert_uint_eq(out.differences, 0);
	return err.kind;
}

START_TEST(a_customer_that_is_not_known_is_added)
{
	struct ledger_sighting s = of("contoso", true, DOMAINS(
	    (char *)"Townhall.onmicrosoft.com", (char *)CUSTOMER));
	struct ledger_search all = { .reseller = "contoso",
		.state = LEDGER_ANY, .max = 10, .words = "townhall.ex" };
	int state = LEDGER_ANY;

	s.name = "Townhall Fees";
	ck_assert_uint_eq(see(&s), LEDGER_ADDED | LEDGER_IDENTIFIED |
	    LEDGER_RENAMED | LEDGER_BEGUN | LEDGER_DAP_GIVEN);
	ck_assert_str_eq(out.domain, "townhall.onmicrosoft.com");
	ck_assert_int_eq(standing("contoso"), LEDGER_ACCEPTED);
	ck_assert_uint_eq(see(&s), 0);
	/* From now on it goes by both. */
	invited(CUSTOMER, 1 * DAY);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM invitations"), 1);
	ck_assert_int_eq(ledger_customers(registry, &all, take_state, &state,
	    &err), 0);
	ck_assert_int_eq(state, LEDGER_ACCEPTED);
}
END_TEST

START_TEST(dap_follows_the_provider_and_the_relationship_stays)
{
	struct ledger_sighting s = of("contoso", false,
	    DOMAINS((char *)CUSTOMER));

	ck_assert_uint_eq(see(&s) & ~7U, LEDGER_BEGUN);
	ck_assert_int_eq(standing("contoso"), LEDGER_DAP_REMOVED);
	s.dap = true;
	ck_assert_uint_eq(see(&s), LEDGER_DAP_GIVEN);
	ck_assert_int_eq(standing("contoso"), LEDGER_ACCEPTED);
	s.dap = false;
	ck_assert_uint_eq(see(&s), LEDGER_DAP_TAKEN);
	s.dap_told = false;
	s.dap = true;
	ck_assert_uint_eq(see(&s), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_DAP_REMOVED);
	ck_assert_int_eq(number("SELECT count(*) FROM events WHERE"
	    " role = 'provider'"), 3);
}
END_TEST

START_TEST(an_open_invitation_is_answered_by_what_it_asked_for)
{
	struct ledger_sighting s = of("contoso", true,
	    DOMAINS((char *)CUSTOMER));

	invited(CUSTOMER, 2 * DAY);
	ck_assert_int_eq(standing("contoso"), LEDGER_INVITED);
	ck_assert_uint_eq(see(&s) & LEDGER_ADDED, 0);
	ck_assert_int_eq(number("SELECT count(*) FROM invitations WHERE"
	    " answer = 'accepted'"), 1);
	s.dap = false;
	see(&s);
	/* Invited again, and not yet accepted. */
	invited(CUSTOMER, 3 * DAY);
	ck_assert_uint_eq(see(&s), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM invitations WHERE"
	    " answer IS NULL"), 1);
	s.dap = true;
	see(&s);
	ck_assert_int_eq(number("SELECT count(*) FROM invitations WHERE"
	    " answer = 'accepted'"), 1);
}
END_TEST

START_TEST(what_is_over_at_the_provider_is_over)
{
	struct ledger_sighting s = of("contoso", true,
	    DOMAINS((char *)CUSTOMER));

	see(&s);
	s.kind = NULL;
	ck_assert_uint_eq(see(&s), LEDGER_OVER);
	ck_assert_int_eq(standing("contoso"), LEDGER_ENDED);
	ck_assert_uint_eq(see(&s), 0);
	s.kind = "reseller";
	ck_assert_uint_eq(see(&s), LEDGER_BEGUN | LEDGER_DAP_GIVEN);
}
END_TEST

START_TEST(who_has_no_relationship_is_not_added)
{
	struct ledger_sighting s = of("contoso", false,
	    DOMAINS((char *)CUSTOMER));

	s.kind = NULL;
	ck_assert_uint_eq(see(&s), 0);
	ck_assert_ptr_null(out.domain);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 0);
}
END_TEST

START_TEST(another_type_is_another_relationship)
{
	struct ledger_sighting s = of("contoso", false,
	    DOMAINS((char *)CUSTOMER));

	s.kind = "advisor";
	s.transacting = false;
	see(&s);
	s.kind = "reseller";
	s.transacting = true;
	ck_assert_uint_eq(see(&s), LEDGER_OVER | LEDGER_BEGUN);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships WHERE"
	    " until IS NULL AND kind = 'reseller' AND transacting = 1"), 1);
}
END_TEST

/* Each breaks a rule, which is told; nothing is different then. */
START_TEST(rules_are_not_broken_for_a_provider)
{
	struct ledger_sighting one = of("contoso", true,
	    DOMAINS((char *)CUSTOMER)), two = one, partner = one;

	see(&one);
	two.reseller = "fabrikam";
	ck_assert_int_eq(refused(&two), ERR_EXISTS);
	ck_assert_msg(strstr(err.text, "Contoso Ltd has"), "%s", err.text);
	ck_assert_int_eq(standing("fabrikam"), LEDGER_ANY);
	ck_assert_int_eq(sold("contoso", "active", 1, "contoso"), 0);
	one.kind = NULL;
	ck_assert_int_eq(refused(&one), ERR_EXISTS);
	ck_assert_msg(strstr(err.text, "suspend it"), "%s", err.text);
	ck_assert_int_eq(standing("contoso"), LEDGER_ACCEPTED);
	partner.tenant = ACCOUNT_2;
	ck_assert_int_eq(refused(&partner), ERR_DATA);
	one.reseller = "nobody";
	ck_assert_int_eq(refused(&one), ERR_NOT_FOUND);
}
END_TEST

START_TEST(a_domain_is_one_tenants)
{
	struct ledger_sighting s = of("contoso", true,
	    DOMAINS((char *)CUSTOMER));

	see(&s);
	s.tenant = OTHER_TENANT;
	ck_assert_int_eq(refused(&s), ERR_DATA);
	ck_assert_msg(strstr(err.text, TENANT), "%s", err.text);
	s.domains = DOMAINS((char *)"new.example", (char *)CUSTOMER);
	s.n_domains = 2;
	ck_assert_int_eq(refused(&s), ERR_DATA);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 1);
}
END_TEST

START_TEST(a_tenant_is_found_under_another_domain)
{
	struct ledger_customer known = { .domain = CUSTOMER,
		.tenant = TENANT };
	struct ledger_sighting s = of("contoso", true, DOMAINS(
	    (char *)"townhall.onmicrosoft.com"));

	ck_assert_int_eq(ledger_customer_set(registry, &known, &err), 0);
	ck_assert_uint_eq(see(&s) & LEDGER_ADDED, 0);
	ck_assert_str_eq(out.domain, CUSTOMER);
}
END_TEST

START_TEST(who_was_invited_twice_is_one_customer)
{
	struct ledger_sighting s = of("contoso", true, DOMAINS(
	    (char *)"townhall.onmicrosoft.com", (char *)CUSTOMER,
	    (char *)"townhall-fees.example"));

	invited("townhall-fees.example", 4 * DAY);
	invited(CUSTOMER, 5 * DAY);
	ck_assert_uint_eq(see(&s) & (LEDGER_ADDED | LEDGER_JOINED),
	    LEDGER_JOINED);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 1);
	ck_assert_int_eq(number("SELECT times FROM invitations WHERE"
	    " answer = 'accepted'"), 2);
	ck_assert_int_eq(number("SELECT count(*) FROM customer_domains"), 2);
}
END_TEST

START_TEST(who_has_relationships_of_its_own_stays_apart)
{
	struct ledger_sighting s = of("contoso", true, DOMAINS(
	    (char *)"townhall.onmicrosoft.com", (char *)CUSTOMER));

	accepted("fabrikam");
	s.domains = DOMAINS((char *)"townhall.onmicrosoft.com");
	s.n_domains = 1;
	see(&s);
	s.domains = DOMAINS((char *)"townhall.onmicrosoft.com",
	    (char *)CUSTOMER);
	s.n_domains = 2;
	ck_assert_uint_eq(see(&s), 0);
	ck_assert_str_eq(out.apart, CUSTOMER);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 2);
}
END_TEST

START_TEST(a_look_changes_nothing)
{
	struct ledger_sighting s = of("contoso", true,
	    DOMAINS((char *)CUSTOMER));
	struct ledger_outcome o;

	ck_assert_int_eq(ledger_see(registry, &s, true, &provider, &o, &err),
	    0);
	ck_assert_uint_ne(o.differences & LEDGER_BEGUN, 0);
	ck_assert_str_eq(o.domain, CUSTOMER);
	ledger_outcome_deinit(&o);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM people"), 0);
}
END_TEST

START_TEST(what_can_not_be_a_domain_or_a_name_is_passed_over)
{
	struct ledger_sighting s = of("contoso", true, DOMAINS(
	    (char *)"nodot", (char *)"a b.example", (char *)"",
	    (char *)"under_score.example", (char *)CUSTOMER));

	s.name = "two\nlines";
	see(&s);
	ck_assert_str_eq(out.domain, CUSTOMER);
	ck_assert_int_eq(number("SELECT count(*) FROM customers WHERE"
	    " name IS NULL"), 1);
	s.tenant = OTHER_TENANT;
	s.n_domains = 3;
	ck_assert_int_eq(refused(&s), ERR_DATA);
	ck_assert_msg(strstr(err.text, "no domain"), "%s", err.text);
}
END_TEST

START_TEST(the_tenant_of_a_customer_is_told)
{
	struct ledger_sighting s = of("contoso", true,
	    DOMAINS((char *)"x.example", (char *)CUSTOMER));
	char *tenant;

	ck_assert_int_eq(ledger_tenant(registry, CUSTOMER, &tenant, &err),
	    -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
	invited("other.example", 6 * DAY);
	ck_assert_int_eq(ledger_tenant(registry, "other.example", &tenant,
	    &err), 0);
	ck_assert_ptr_null(tenant);
	see(&s);
	ck_assert_int_eq(ledger_tenant(registry, CUSTOMER, &tenant, &err), 0);
	ck_assert_str_eq(tenant, TENANT);
	free(tenant);
}
END_TEST

static void
end(void)
{
	ledger_outcome_deinit(&out);
	tear_down();
}

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up_ledger, end);
	tcase_add_test(tcase, a_customer_that_is_not_known_is_added);
	tcase_add_test(tcase,
	    dap_follows_the_provider_and_the_relationship_stays);
	tcase_add_test(tcase,
	    an_open_invitation_is_answered_by_what_it_asked_for);
	tcase_add_test(tcase, what_is_over_at_the_provider_is_over);
	tcase_add_test(tcase, who_has_no_relationship_is_not_added);
	tcase_add_test(tcase, another_type_is_another_relationship);
	tcase_add_test(tcase, rules_are_not_broken_for_a_provider);
	tcase_add_test(tcase, a_domain_is_one_tenants);
	tcase_add_test(tcase, a_tenant_is_found_under_another_domain);
	tcase_add_test(tcase, who_was_invited_twice_is_one_customer);
	tcase_add_test(tcase, who_has_relationships_of_its_own_stays_apart);
	tcase_add_test(tcase, a_look_changes_nothing);
	tcase_add_test(tcase,
	    what_can_not_be_a_domain_or_a_name_is_passed_over);
	tcase_add_test(tcase, the_tenant_of_a_customer_is_told);
}

UNIT_MAIN("ledger_sighting", add_tests)
