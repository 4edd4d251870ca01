#include "registry/erasure.h"

#include "registry_place.h"

#define ANN "ann@townhall.example"

static int
apply(struct registry *r, void *ctx, struct err *e)
{
	const struct person *p = ctx;
	unsigned long n = 0;

	if (erasure_apply(r, p, &n, e) != 0)
		return -1;
	return n == 0 ? 1 : 0;
}

static int
erased(enum person_kind kind, const char *what)
{
	struct person p = { kind, what };

	return registry_batch(registry, apply, &p, &err);
}

static void
wrote(const char *who, const char *detail)
{
	char sql[600];

	snprintf(sql, sizeof sql, "INSERT INTO history (at, who, command,"
		" action, reseller, detail) VALUES ('2026-11-21T10:00:00Z',"
		" '%s', 'test', 'sender add', 'contoso', '%s')", who, detail);
	ck_assert_int_eq(raw(sql), SQLITE_OK);
}

START_TEST(a_person_is_the_same_nobody_in_all_lines)
{
	wrote("alice", "address " ANN);
	wrote("alice", "Gr\xC3\xBC\xC3\x9F""e an Ann@Townhall.example, " ANN);
	wrote("alice", "address joann@townhall.example");
	ck_assert_int_eq(erased(PERSON_ADDRESS, ANN), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM history WHERE detail"
		" LIKE '%person-________%'"), 2);
	ck_assert_int_eq(number("SELECT count(DISTINCT substr(detail, -15))"
		" FROM history WHERE detail LIKE '%person-%'"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM history WHERE detail"
		" LIKE 'Gr\xC3\xBC\xC3\x9F""e an person-________,"
		" person-________'"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM history WHERE detail"
		" = 'address joann@townhall.example'"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM erasures"), 0);
	ck_assert_int_eq(erased(PERSON_ADDRESS, ANN), 1);
}
END_TEST

START_TEST(two_persons_of_a_domain_are_two)
{
	wrote("alice", "address " ANN);
	wrote("alice", "address bob@townhall.example");
	ck_assert_int_eq(erased(PERSON_DOMAIN, "townhall.example"), 0);
	ck_assert_int_eq(number("SELECT count(DISTINCT detail) FROM history"
		" WHERE detail LIKE 'address person-________'"), 2);
}
END_TEST

START_TEST(who_did_it_can_be_forgotten)
{
	wrote("root (sudo by alice)", "login alice");
	wrote("alice", "address " ANN);
	ck_assert_int_eq(erased(PERSON_LOGIN, "alice"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM history WHERE who LIKE"
		" 'root (sudo by person-________)'"
		" AND detail LIKE 'login person-________'"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM history WHERE who LIKE"
		" 'person-________' AND detail = 'address " ANN "'"), 1);
}
END_TEST

#define ERASURE(place, word, pseudonym) "INSERT INTO erasures VALUES (1, " \
	place ", '" word "', '" pseudonym "');"

START_TEST(nothing_else_of_the_history_can_be_changed)
{
	static const char *const attempts[] = {
		"UPDATE history SET who = 'bob'",
		"UPDATE history SET detail = 'address bob@x.example'",
		"UPDATE history SET detail = 'address person-00000000'",
		/* a word in place of another, and more than the word */
		ERASURE("9", ANN, "person-00000000")
		"UPDATE history SET detail = 'address bob@x.example'",
		ERASURE("9", ANN, "person-00000000")
		"UPDATE history SET detail = 'domain person-00000000'",
		ERASURE("9", ANN, "person-00000000") "UPDATE history SET"
		" detail = 'address person-00000000', at ="
		" '2020-01-01T00:00:00Z'",
		ERASURE("9", ANN, "person-00000000") "UPDATE history SET"
		" detail = 'address person-00000000', action = 'key add'",
		ERASURE("9", ANN, "person-00000000") "UPDATE history SET"
		" detail = 'address person-00000000', reseller = NULL",
		ERASURE("9", ANN, "person-00000000") "UPDATE history SET"
		" detail = 'address person-00000000', who = 'bob'",
		/* what is no person */
		ERASURE("1", "address", "person-00000000")
		"UPDATE history SET detail = 'person-00000000 " ANN "'",
		ERASURE("9", ANN, "bob@x.example")
		"UPDATE history SET detail = 'address bob@x.example'",
		ERASURE("9", ANN, "person-0000000x")
		"UPDATE history SET detail = 'address person-0000000x'",
		"DELETE FROM history",
		"INSERT OR REPLACE INTO history SELECT id, at, 'bob', command,"
		" action, reseller, detail FROM history",
	};

	wrote("alice", "address " ANN);
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		ck_assert_msg(raw(attempts[i]) == SQLITE_CONSTRAINT,
			"taken: %s", attempts[i]);
		ck_assert_int_eq(raw("DELETE FROM erasures"), SQLITE_OK);
	}
	ck_assert_int_eq(number("SELECT count(*) FROM history WHERE who ="
		" 'alice' AND detail = 'address " ANN "'"), 1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_person_is_the_same_nobody_in_all_lines);
	tcase_add_test(tcase, two_persons_of_a_domain_are_two);
	tcase_add_test(tcase, who_did_it_can_be_forgotten);
	tcase_add_test(tcase, nothing_else_of_the_history_can_be_changed);
}

UNIT_MAIN("erasure", add_tests)
