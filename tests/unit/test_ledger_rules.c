/* Each rule of the programme (R10 to R21), and attempts to break it: by our
 * own functions, by SQL past them, and by two processes at once. */

#include "registry/ledger.h"

#include "ledger_place.h"

/* The database itself refuses SQL, in these words. */
static void
refused(const char *sql, const char *words)
{
	sqlite3 *db;
	int rc;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
	rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	ck_assert_msg(rc == SQLITE_CONSTRAINT, "taken: %s", sql);
	ck_assert_msg(strstr(sqlite3_errmsg(db), words) != NULL, "%s: %s",
		sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

START_TEST(r10_one_transacting_partner_with_dap_for_each_service)
{
	accepted("contoso");
	ck_assert_int_eq(ledger_accept(registry, "fabrikam", CUSTOMER, &ann,
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_ptr_nonnull(strstr(err.text, "Contoso Ltd"));
	ck_assert_int_eq(standing("fabrikam"), LEDGER_ANY);
	refused("INSERT INTO relationships (customer, reseller, service, kind,"
		" transacting, dap, dap_changed, since, who, role)"
		" SELECT customer, 2, service, kind, 1, 1, since, since, who,"
		" role FROM relationships", "only one partner");
}
END_TEST

START_TEST(r10_counts_neither_other_services_nor_who_does_not_sell)
{
	accepted("contoso");
	offered("fabrikam", "cloud", false);
	accepted("fabrikam");
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"
		" WHERE dap = 1"), 2);
	refused("UPDATE relationships SET transacting = 1", "keeps its type");
	add(registry, "agency", "736ee76b-2635-4b33-a942-25ed0673f31e");
	offered("agency", "storage", true);
	accepted("agency");
}
END_TEST

START_TEST(r10_holds_when_dap_is_restored)
{
	accepted("contoso");
	ck_assert_int_eq(ledger_remove_dap(registry, CUSTOMER, "contoso", NULL,
		&ann, &err), 0);
	accepted("fabrikam");
	ck_assert_int_eq(ledger_accept(registry, "contoso", CUSTOMER, &ann,
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	refused("UPDATE relationships SET dap = 1", "only one partner");
	/* Nor when it offers to sell no more, as long as it does sell. */
	offered("contoso", "cloud", false);
	ck_assert_int_eq(ledger_accept(registry, "contoso", CUSTOMER, &ann,
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
}
END_TEST

/* In a child: RESELLER is accepted by N customers, as far as it can be. */
static void
accept_all(const char *reseller, int n, int start)
{
	struct registry *r;
	char domain[40], c;
	int i;

	if (registry_open(url, false, &r, &err) != 0 ||
	    read(start, &c, 1) != 0)
		_exit(1);
	for (i = 0; i < n; i++) {
		snprintf(domain, sizeof domain, "c%d.townhall.example", i);
		if (ledger_accept(r, reseller, domain, &ann, &err) != 0 &&
		    err.kind != ERR_EXISTS)
			_exit(2);
	}
	registry_close(&r);
	_exit(0);
}

START_TEST(r10_holds_when_two_are_accepted_at_once)
{
	pid_t pids[2];
	int fds[2], i;

	ck_assert_int_eq(pipe(fds), 0);
	for (i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			close(fds[1]);
			accept_all(i ? "fabrikam" : "contoso", 40, fds[0]);
		}
	}
	close(fds[0]);
	close(fds[1]);
	wait_for(pids[0]);
	wait_for(pids[1]);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"
		" WHERE dap = 1"), 40);
	ck_assert_int_eq(number("SELECT count(DISTINCT customer)"
		" FROM relationships"), 40);
	ck_assert_int_eq(number("SELECT count(*) FROM events"), 40);
}
END_TEST

#define SALES "SELECT sum(seats * 1000 + length(addons) * 100" \
	" + coalesce(billed_by, 0) * 10 + coalesce(of_record, 0))" \
	" FROM subscriptions"

START_TEST(r11_accepting_changes_no_subscription)
{
	int64_t before;

	accepted("contoso");
	ck_assert_int_eq(sold("contoso", "active", 25, "contoso"), 0);
	before = number(SALES);
	ck_assert_int_eq(ledger_remove_dap(registry, CUSTOMER, "contoso", NULL,
		&ann, &err), 0);
	accepted("fabrikam");
	ck_assert_int_eq(number(SALES), before);
	ck_assert_int_eq(number("SELECT count(*) FROM subscriptions"), 1);
	ck_assert_int_eq(sold("fabrikam", "active", 1, "fabrikam"), -1);
	ck_assert_int_eq(sold("contoso", "active", 1, "fabrikam"), -1);
	ck_assert_int_eq(err.kind, ERR_NO_PERM);
	ck_assert_int_eq(number(SALES), before);
}
END_TEST

START_TEST(r11_nobody_takes_over_a_subscription)
{
	accepted("contoso");
	ck_assert_int_eq(sold("contoso", "active", 25, "contoso"), 0);
	refused("UPDATE subscriptions SET billed_by = 2", "partner of record");
	refused("UPDATE subscriptions SET of_record = 2", "partner of record");
	refused("UPDATE subscriptions SET billed_by = NULL",
		"partner of record");
	refused("UPDATE subscriptions SET seats = 5, changed_by = 2",
		"only who bills");
	refused("UPDATE subscriptions SET addons = 'backup', changed_by = 2",
		"only who bills");
	refused("UPDATE subscriptions SET state = 'ended', changed_by = NULL",
		"only who bills");
	ck_assert_int_eq(sold("contoso", "active", 26, "contoso"), 0);
	ck_assert_int_eq(number("SELECT seats FROM subscriptions"), 26);
}
END_TEST

START_TEST(r11_what_was_bought_elsewhere_stays_as_it_is)
{
	ck_assert_int_eq(sold(NULL, "active", 10, NULL), 0);
	accepted("contoso");
	ck_assert_int_eq(sold("contoso", "active", 12, "contoso"), -1);
	refused("UPDATE subscriptions SET seats = 12, changed_by = 1",
		"only who bills");
	ck_assert_int_eq(number("SELECT seats FROM subscriptions"), 10);
}
END_TEST

START_TEST(r13_taking_dap_keeps_the_relationship)
{
	accepted("contoso");
	ck_assert_int_eq(sold("contoso", "active", 25, "contoso"), 0);
	ck_assert_int_eq(ledger_remove_dap(registry, CUSTOMER, "contoso", NULL,
		&ann, &err), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"
		" WHERE until IS NULL AND dap = 0 AND transacting = 1"), 1);
	ck_assert_int_eq(sold("contoso", "active", 26, "contoso"), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_DAP_REMOVED);
}
END_TEST

START_TEST(r15_a_customer_cannot_end_a_resellers_relationship)
{
	accepted("contoso");
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &ann, &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_NO_PERM);
	refused("UPDATE relationships SET dap = 0, until = since,"
		" role = 'customer'", "only the partner");
	refused("DELETE FROM relationships", "not ended");
	refused("DELETE FROM customers", "not ended");
	refused("DELETE FROM resellers", "not ended");
	refused("UPDATE relationships SET kind = 'advisor', transacting = 0",
		"keeps its type");
	ck_assert_int_eq(raw("INSERT INTO relationships (customer, reseller,"
		" service, kind, transacting, dap, dap_changed, since, who,"
		" role) SELECT customer, 2, service, 'advisor', 0, 0, since,"
		" since, who, role FROM relationships"), SQLITE_OK);
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "fabrikam", &ann,
		&err), 0);
}
END_TEST

START_TEST(r15_an_active_subscription_holds_the_relationship)
{
	accepted("contoso");
	ck_assert_int_eq(sold("contoso", "active", 25, "contoso"), 0);
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_ptr_nonnull(strstr(err.text, "Business Standard"));
	refused("UPDATE relationships SET dap = 0, until = since,"
		" role = 'partner'", "subscription is active");
	ck_assert_int_eq(sold("contoso", "suspended", 25, "contoso"), 0);
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(sold("contoso", "active", 25, "contoso"), -1);
	refused("UPDATE subscriptions SET state = 'active'",
		"no relationship");
}
END_TEST

/* In a child: sells (SELL) N times, or tries to end until it was done N times;
 * once nobody sells any more, every try is. */
static void
sell_or_end(bool sell, int n)
{
	struct registry *r;

	if (registry_open(url, false, &registry, &err) != 0)
		_exit(1);
	r = registry;
	for (int i = 0; i < n;) {
		if (sell) {
			(void)!sold("contoso", "active", i, "contoso");
			(void)!sold("contoso", "suspended", i++, "contoso");
		} else if (ledger_end(r, CUSTOMER, "contoso", &alice,
		    &err) == 0) {
			i++;
			if (ledger_accept(r, "contoso", CUSTOMER, &ann,
			    &err) != 0)
				_exit(2);
		}
	}
	registry_close(&registry);
	_exit(0);
}

START_TEST(r15_holds_when_one_sells_while_another_ends)
{
	pid_t pids[2];

	ck_assert_int_eq(raw("CREATE TABLE broken (n INTEGER);"
		"CREATE TRIGGER watch AFTER UPDATE ON relationships BEGIN"
		" INSERT INTO broken SELECT 1 FROM subscriptions"
		" WHERE state = 'active' AND NEW.until NOT NULL; END"),
		SQLITE_OK);
	accepted("contoso");
	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			sell_or_end(i == 0, 40);
	}
	wait_for(pids[0]);
	wait_for(pids[1]);
	ck_assert_int_eq(number("SELECT count(*) FROM broken"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"
		" WHERE until IS NULL"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"), 41);
}
END_TEST

START_TEST(r16_the_end_takes_dap_and_the_place_in_the_list)
{
	accepted("contoso");
	refused("UPDATE relationships SET until = since, role = 'partner'",
		"CHECK");
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(number(DAP_OF("contoso")), 0);
	ck_assert_int_eq(standing("contoso"), LEDGER_ENDED);
	refused("UPDATE relationships SET dap = 1", "ended");
	refused("UPDATE relationships SET until = NULL", "ended");
}
END_TEST

START_TEST(r18_partner_and_customer_are_in_one_region)
{
	struct ledger_customer c = { .domain = CUSTOMER, .region = "BR" };

	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), 0);
	ck_assert_int_eq(raw("UPDATE resellers SET region = 'US'"), SQLITE_OK);
	ck_assert_int_eq(ledger_accept(registry, "contoso", CUSTOMER, &ann,
		&err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "regions"));
	refused("INSERT INTO people VALUES (1, 'x');"
		"INSERT INTO relationships (customer, reseller, service, kind,"
		" transacting, dap, dap_changed, since, who, role) SELECT id,"
		" 1, 'cloud', 'reseller', 1, 1, added, added, 1, 'customer'"
		" FROM customers", "regions");
	ck_assert_int_eq(raw("UPDATE resellers SET region = 'BR'"), SQLITE_OK);
	accepted("contoso");
}
END_TEST

START_TEST(r21_a_partners_tenant_is_nobodys_customer)
{
	struct ledger_customer c = { .domain = CUSTOMER, .tenant = ACCOUNT_2 };

	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), 0);
	ck_assert_int_eq(ledger_accept(registry, "contoso", CUSTOMER, &ann,
		&err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "partner"));
	ck_assert_int_eq(raw("UPDATE customers SET tenant = NULL"), SQLITE_OK);
	accepted("contoso");
	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), -1);
	refused("UPDATE customers SET tenant = '" ACCOUNT_2 "'",
		"customer of another");
	refused("UPDATE resellers SET domain = '" CUSTOMER "'"
		" WHERE name = 'fabrikam'", "customer of another");
}
END_TEST

START_TEST(r21_a_customer_does_not_become_a_partner)
{
	struct ledger_customer c = { .domain = CUSTOMER,
		.tenant = "736ee76b-2635-4b33-a942-25ed0673f31e" };
	struct registry_reseller s = fixture("agency",
		"736ee76b-2635-4b33-a942-25ed0673f31e");

	accepted("contoso");
	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), 0);
	ck_assert_int_eq(registry_reseller_add(registry, &s, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "customer of another"));
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(registry_reseller_add(registry, &s, &err), 0);
}
END_TEST

START_TEST(no_change_goes_without_its_line_in_the_history)
{
	accepted("contoso");
	ck_assert_int_eq(raw("UPDATE relationships SET dap = 0"), SQLITE_OK);
	ck_assert_int_eq(number("SELECT count(*) FROM events"
		" WHERE action = 'dap-removed'"), 1);
	refused("UPDATE events SET action = 'declined'", "append-only");
	refused("DELETE FROM events", "append-only");
	refused("INSERT OR REPLACE INTO events SELECT id, at, customer,"
		" 'fabrikam', service, action, who, role FROM events",
		"append-only");
	refused("UPDATE relationships SET since = dap_changed, customer = 9",
		"parties");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up_ledger, tear_down);
	tcase_add_test(tcase,
		r10_one_transacting_partner_with_dap_for_each_service);
	tcase_add_test(tcase,
		r10_counts_neither_other_services_nor_who_does_not_sell);
	tcase_add_test(tcase, r10_holds_when_dap_is_restored);
	tcase_add_test(tcase, r10_holds_when_two_are_accepted_at_once);
	tcase_add_test(tcase, r11_accepting_changes_no_subscription);
	tcase_add_test(tcase, r11_nobody_takes_over_a_subscription);
	tcase_add_test(tcase, r11_what_was_bought_elsewhere_stays_as_it_is);
	tcase_add_test(tcase, r13_taking_dap_keeps_the_relationship);
	tcase_add_test(tcase, r15_a_customer_cannot_end_a_resellers_relationship);
	tcase_add_test(tcase, r15_an_active_subscription_holds_the_relationship);
	tcase_add_test(tcase, r15_holds_when_one_sells_while_another_ends);
	tcase_add_test(tcase, r16_the_end_takes_dap_and_the_place_in_the_list);
	tcase_add_test(tcase, r18_partner_and_customer_are_in_one_region);
	tcase_add_test(tcase, r21_a_partners_tenant_is_nobodys_customer);
	tcase_add_test(tcase, r21_a_customer_does_not_become_a_partner);
	tcase_add_test(tcase, no_change_goes_without_its_line_in_the_history);
}

UNIT_MAIN("ledger_rules", add_tests)
