/* Attempts to go around a rule by SQL: each with foreign keys on, as our own
 * programs have them, and off, as a shell on the file has. And by two
 * processes that do at once what one after the other may not. */

#include "registry/schema_rules.h"

#include "ledger_place.h"

#define T "'2026-11-21T10:00:00Z'"
#define BEGIN(how, customer, reseller, service, kind, transacting, dap) \
	"INSERT " how " INTO relationships (customer, reseller, service," \
	" kind, transacting, dap, dap_changed, since, who, role) VALUES (" \
	customer ", " reseller ", " service ", " kind ", " transacting ", " \
	dap ", " T ", " T ", 1, 'customer')"
#define SUSPEND "UPDATE subscriptions SET state = 'suspended'," \
	" changed_by = 1 WHERE id = 1;"
#define END "UPDATE relationships SET dap = 0, until = since," \
	" role = 'partner'"

static const struct {
	const char *sql;
	const char *words;
} attempts[] = {
	/* R10: a second one who sells */
	{ BEGIN("OR REPLACE", "1", "2", "'cloud'", "'reseller'", "1", "1"),
		"only one partner" },
	{ BEGIN("OR IGNORE", "1", "2", "'cloud'", "'reseller'", "1", "1"),
		"only one partner" },
	{ BEGIN("", "1", "2", "'cloud'", "'reseller'", "1", "0") ";"
		"UPDATE OR REPLACE relationships SET dap = 1",
		"only one partner" },
	{ BEGIN("", "1", "2", "'cloud'", "'reseller'", "0", "1") ";"
		"UPDATE OR REPLACE relationships SET transacting = 1"
		" WHERE reseller = 2", "keeps its type" },
	{ BEGIN("OR REPLACE", "1", "1", "'cloud'", "'advisor'", "0", "0"),
		"is there" },
	{ "UPDATE OR REPLACE relationships SET id = 7, customer = 2",
		"parties" },
	/* R11: what was bought changes by who bills it alone */
	{ "INSERT OR REPLACE INTO subscriptions (customer, service, name,"
		" billed_by, seats, addons, state) VALUES (1, 'cloud',"
		" 'Business Standard', NULL, 1, '', 'active')", "is there" },
	{ "UPDATE OR REPLACE subscriptions SET name = 'Bought elsewhere',"
		" changed_by = 1 WHERE id = 1", "is there" },
	{ "DELETE FROM subscriptions WHERE id = 1", "not deleted" },
	{ "DELETE FROM subscriptions WHERE id = 2", "not deleted" },
	{ "UPDATE subscriptions SET id = 9 WHERE id = 1", "is there" },
	{ "UPDATE subscriptions SET of_record = NULL", "partner of record" },
	{ "UPDATE subscriptions SET of_record = 2", "partner of record" },
	{ "UPDATE subscriptions SET billed_by = 2", "partner of record" },
	{ "UPDATE subscriptions SET seats = 1, changed_by = 2",
		"only who bills" },
	/* R13, R15: it ends by the partner, and nothing takes it away */
	{ "DELETE FROM relationships", "not ended" },
	{ "UPDATE relationships SET kind = 'advisor', transacting = 0",
		"keeps its type" },
	{ "UPDATE relationships SET dap = 0, until = since, kind = 'advisor',"
		" transacting = 0, role = 'customer'", "" },
	{ "DELETE FROM customers", "not ended" },
	{ "DELETE FROM resellers", "not ended" },
	{ "INSERT OR REPLACE INTO customers (domain, added) VALUES ('"
		CUSTOMER "', " T ")", "is there" },
	{ "INSERT INTO customers (domain, added) VALUES ('a.example', " T ");"
		"UPDATE OR REPLACE customers SET domain = '" CUSTOMER "'"
		" WHERE domain = 'a.example'", "one customer's" },
	{ "INSERT OR REPLACE INTO resellers (name, display, provider,"
		" account, locale, added) VALUES ('contoso', 'x', 'p', 'a',"
		" 'en', " T ")", "is there" },
	{ "UPDATE OR REPLACE resellers SET name = 'contoso' WHERE id = 2",
		"one reseller's" },
	{ "UPDATE customers SET id = 9", "keeps its number" },
	{ "UPDATE resellers SET id = 9 WHERE id = 1", "keeps its number" },
	{ "DELETE FROM services", "is sold" },
	{ "UPDATE services SET name = 'mail'", "keeps its name" },
	{ END, "subscription is active" },
	{ SUSPEND "UPDATE relationships SET dap = 0,"
		" until = '2020-01-01T00:00:00Z', role = 'partner'", "CHECK" },
	/* R16: who has left buys no more, and does not come back so */
	{ SUSPEND END "; UPDATE subscriptions SET seats = 99, changed_by = 1"
		" WHERE id = 1", "no relationship" },
	{ SUSPEND END "; UPDATE subscriptions SET addons = 'backup',"
		" changed_by = 1 WHERE id = 1", "no relationship" },
	{ SUSPEND END "; UPDATE relationships SET until = NULL, dap = 1",
		"has ended" },
	/* R18 */
	{ "UPDATE customers SET region = 'US'", "different regions" },
	{ "UPDATE resellers SET region = 'US' WHERE id = 1",
		"different regions" },
	/* R21 */
	{ "UPDATE customers SET tenant = upper('" ACCOUNT_2 "')",
		"customer of another" },
	{ "UPDATE resellers SET tenant = 'x' WHERE id = 2;"
		"UPDATE customers SET tenant = 'x'", "customer of another" },
	{ "UPDATE resellers SET domain = '" CUSTOMER "' WHERE id = 2",
		"customer of another" },
	{ "INSERT INTO customers (domain, added, tenant) VALUES"
		" ('c.example', " T ", '" ACCOUNT_2 "');"
		BEGIN("", "2", "1", "'cloud'", "'reseller'", "0", "0"),
		"customer of another" },
	/* What happened, and who did it */
	{ "UPDATE people SET address = 'eve@weavers.example'",
		"who did it" },
	{ "DELETE FROM people", "who did it" },
	{ "INSERT OR REPLACE INTO people VALUES (1, 'eve@weavers.example')",
		"is there" },
	{ "UPDATE people SET address = NULL;"
		"UPDATE people SET address = 'eve@weavers.example'",
		"who did it" },
	{ "UPDATE relationships SET dap = 0, who = 99", "nobody" },
	{ "UPDATE relationships SET dap = 0, role = 'root'", "CHECK" },
	{ "INSERT OR REPLACE INTO events SELECT id, at, customer,"
		" 'fabrikam', service, action, who, role FROM events",
		"append-only" },
	{ "UPDATE OR REPLACE events SET action = 'declined'", "append-only" },
	{ "DELETE FROM events", "append-only" },
	/* Of parties that are not there */
	{ BEGIN("", "77", "2", "'cloud'", "'reseller'", "0", "0"), "needs" },
	{ BEGIN("", "1", "77", "'cloud'", "'reseller'", "0", "0"), "needs" },
	{ BEGIN("", "1", "2", "'gold'", "'reseller'", "0", "0"), "needs" },
};

/* The customer with a relationship, a subscription in it and one bought
 * elsewhere. */
static void
set_up_sold(void)
{
	struct ledger_customer c = { .domain = CUSTOMER, .region = "DE" };

	set_up_ledger();
	ck_assert_int_eq(raw("UPDATE resellers SET region = 'eu'"), SQLITE_OK);
	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), 0);
	accepted("contoso");
	ck_assert_int_eq(sold("contoso", "active", 25, "contoso"), 0);
	ck_assert_int_eq(raw("INSERT INTO subscriptions (customer, service,"
		" name, seats, addons, state) VALUES (1, 'cloud',"
		" 'Bought elsewhere', 10, '', 'active')"), SQLITE_OK);
}

static void
attempt(size_t i, const char *pragma)
{
	const char *sql = attempts[i].sql;
	sqlite3 *db;
	int rc;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db, pragma, NULL, NULL, NULL);
	sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
	rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	ck_assert_msg(rc == SQLITE_CONSTRAINT, "taken: %s", sql);
	ck_assert_msg(strstr(sqlite3_errmsg(db), attempts[i].words) != NULL,
		"%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
}

START_TEST(no_sql_goes_around_a_rule)
{
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		attempt(i, "PRAGMA foreign_keys = ON");
		attempt(i, "PRAGMA foreign_keys = OFF");
	}
}
END_TEST

START_TEST(what_goes_with_its_customer_may_go)
{
	ck_assert_int_eq(sold("contoso", "suspended", 25, "contoso"), 0);
	ck_assert_int_eq(ledger_end(registry, CUSTOMER, "contoso", &alice,
		&err), 0);
	ck_assert_int_eq(raw("DELETE FROM customers"), SQLITE_OK);
	ck_assert_int_eq(number("SELECT count(*) FROM subscriptions"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships"), 0);
}
END_TEST

START_TEST(r18_countries_of_the_european_union_are_one_market)
{
	struct ledger_customer c = { .domain = "a.example", .region = "fr" };

	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), 0);
	ck_assert_int_eq(ledger_accept(registry, "contoso", "a.example", &ann,
		&err), 0);
	c.region = "CH";
	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), -1);
	c.domain = "b.example";
	ck_assert_int_eq(ledger_customer_set(registry, &c, &err), 0);
	ck_assert_int_eq(ledger_accept(registry, "contoso", "b.example", &ann,
		&err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "regions"));
}
END_TEST

#define TURNS 30

/* In a child, when START is closed: does FN for each of TURNS customers. */
static void
each_turn(int start, void (*fn)(const char *domain, int i))
{
	char domain[40], c;

	if (registry_open(url, false, &registry, &err) != 0 ||
	    read(start, &c, 1) != 0)
		_exit(1);
	for (int i = 0; i < TURNS; i++) {
		snprintf(domain, sizeof domain, "c%d.weavers.example", i);
		fn(domain, i);
	}
	registry_close(&registry);
	_exit(0);
}

static void
at_once(void (*one)(const char *domain, int i),
	void (*other)(const char *domain, int i))
{
	pid_t pids[2];
	int fds[2];

	ck_assert_int_eq(pipe(fds), 0);
	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			close(fds[1]);
			each_turn(fds[0], i ? other : one);
		}
	}
	close(fds[0]);
	close(fds[1]);
	wait_for(pids[0]);
	wait_for(pids[1]);
}

static void
accept_one(const char *domain, int i)
{
	(void)i;
	(void)!ledger_accept(registry, "contoso", domain, &ann, &err);
}

static void
move(const char *domain, int i)
{
	struct ledger_customer c = { .domain = domain, .region = "US" };

	(void)i;
	(void)!ledger_customer_set(registry, &c, &err);
}

START_TEST(r18_holds_when_a_customer_moves_while_it_accepts)
{
	at_once(accept_one, move);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships o"
		" JOIN customers c ON c.id = o.customer"
		" WHERE c.region = 'US'"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customers"), TURNS + 1);
}
END_TEST

/* A partner whose own domain is the customer's. */
static void
become_partner(const char *domain, int i)
{
	char name[20];
	struct registry_reseller s;

	snprintf(name, sizeof name, "c%d", i);
	s = fixture(name, name);
	s.domain = (char *)domain;
	(void)!registry_reseller_add(registry, &s, &err);
}

START_TEST(r21_holds_when_a_customer_becomes_a_partner_while_it_accepts)
{
	at_once(accept_one, become_partner);
	ck_assert_int_eq(number("SELECT count(*) FROM relationships o"
		" JOIN customers c ON c.id = o.customer"
		" JOIN resellers r ON r.domain = c.domain"), 0);
	ck_assert_int_eq(number("SELECT (SELECT count(*) FROM relationships)"
		" + (SELECT count(*) FROM resellers WHERE domain NOT NULL)"),
		TURNS + 1);
}
END_TEST

static void
restore_contoso(const char *domain, int i)
{
	(void)domain;
	(void)i;
	(void)!ledger_accept(registry, "contoso", CUSTOMER, &ann, &err);
	(void)!ledger_remove_dap(registry, CUSTOMER, "contoso", NULL, &ann,
		&err);
}

static void
restore_fabrikam(const char *domain, int i)
{
	(void)domain;
	(void)i;
	(void)!ledger_accept(registry, "fabrikam", CUSTOMER, &ann, &err);
	(void)!ledger_remove_dap(registry, CUSTOMER, "fabrikam", NULL, &ann,
		&err);
}

START_TEST(r10_holds_when_two_are_restored_in_turns_and_at_once)
{
	ck_assert_int_eq(raw("CREATE TABLE broken (n INTEGER);"
		"CREATE TRIGGER watch AFTER UPDATE ON relationships"
		" WHEN 1 < (SELECT count(*) FROM relationships"
		"  WHERE dap = 1 AND transacting = 1 AND until IS NULL)"
		" BEGIN INSERT INTO broken VALUES (1); END"), SQLITE_OK);
	at_once(restore_contoso, restore_fabrikam);
	ck_assert_int_eq(number("SELECT count(*) FROM broken"), 0);
	ck_assert_int_gt(number("SELECT count(*) FROM events"
		" WHERE action = 'dap-restored'"), 1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up_sold, tear_down);
	tcase_add_test(tcase, no_sql_goes_around_a_rule);
	tcase_add_test(tcase, what_goes_with_its_customer_may_go);
	tcase_add_test(tcase,
		r18_countries_of_the_european_union_are_one_market);
	tcase_add_test(tcase,
		r18_holds_when_a_customer_moves_while_it_accepts);
	tcase_add_test(tcase,
		r21_holds_when_a_customer_becomes_a_partner_while_it_accepts);
	tcase_add_test(tcase,
		r10_holds_when_two_are_restored_in_turns_and_at_once);
}

UNIT_MAIN("schema_rules", add_tests)
