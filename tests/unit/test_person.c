#include "registry/person.h"

#include <string.h>

#include "unit.h"

/* What of TEXT is meant, as one string with '|' between; "" for nothing. */
static const char *
found(enum person_kind kind, const char *what, const char *text)
{
	static char all[400];
	struct person p = { kind, what };
	size_t begin, end, from = 0;

	all[0] = '\0';
	for (; person_find(&p, text, from, &begin, &end); from = end) {
		ck_assert(begin >= from && end > begin);
		if (all[0])
			strncat(all, "|", 2);
		strncat(all, text + begin, end - begin);
	}
	return all;
}

#define ANN "ann@townhall.example"

START_TEST(an_address_is_found_whole_and_in_any_case)
{
	ck_assert_str_eq(found(PERSON_ADDRESS, ANN, "address " ANN), ANN);
	ck_assert_str_eq(found(PERSON_ADDRESS, ANN,
		"<Ann@Townhall.Example>, mailto:" ANN "."),
		"Ann@Townhall.Example|" ANN);
	ck_assert_str_eq(found(PERSON_ADDRESS, ANN, "joann@townhall.example"),
		"");
	ck_assert_str_eq(found(PERSON_ADDRESS, ANN, ANN ".br"), "");
	ck_assert_str_eq(found(PERSON_ADDRESS, ANN, ANN "s"), "");
	ck_assert_str_eq(found(PERSON_ADDRESS, ANN, "\xC3\xA4" ANN), "");
	ck_assert_str_eq(found(PERSON_ADDRESS, ANN, "@townhall.example"), "");
	ck_assert_str_eq(found(PERSON_ADDRESS, "ann", "ann"), "");
	ck_assert_str_eq(found(PERSON_ADDRESS, ANN, ""), "");
}
END_TEST

START_TEST(a_domain_means_all_its_addresses)
{
	ck_assert_str_eq(found(PERSON_DOMAIN, "townhall.example",
		"+ sender contoso address " ANN " and b+c@townhall.example, "
		"not x@a.townhall.example, y@townhall.example.br or "
		"domain townhall.example"), ANN "|b+c@townhall.example");
}
END_TEST

START_TEST(a_login_is_found_where_the_history_tells_of_it)
{
	ck_assert_str_eq(found(PERSON_LOGIN, "alice", "login alice"), "alice");
	ck_assert_str_eq(found(PERSON_LOGIN, "alice",
		"+ sender contoso login alice"), "alice");
	ck_assert_str_eq(found(PERSON_LOGIN, "alice", "login alice2"), "");
	ck_assert_str_eq(found(PERSON_LOGIN, "alice", "for alice"), "");
}
END_TEST

static bool
acted(const char *login, const char *who, size_t at)
{
	struct person p = { PERSON_LOGIN, login };
	size_t begin, end;

	return person_find_actor(&p, who, 0, &begin, &end) && begin == at &&
		end == at + strlen(login);
}

START_TEST(an_actor_is_found_behind_sudo_too)
{
	ck_assert(acted("alice", "alice", 0));
	ck_assert(acted("root", "root (sudo by alice)", 0));
	ck_assert(acted("alice", "root (sudo by alice)", 14));
	ck_assert(!acted("alic", "alice", 0));
	ck_assert(!acted("ali", "root (sudo by alice)", 14));
	ck_assert(!acted("lice", "alice", 1));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, an_address_is_found_whole_and_in_any_case);
	tcase_add_test(tcase, a_domain_means_all_its_addresses);
	tcase_add_test(tcase, a_login_is_found_where_the_history_tells_of_it);
	tcase_add_test(tcase, an_actor_is_found_behind_sudo_too);
}

UNIT_MAIN("person", add_tests)
