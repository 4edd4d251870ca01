#include "registry/signin.h"

#include <stdlib.h>

#include "registry_place.h"

#define ANN "ann@townhall.example"
#define NOW 1800000000

static char code[SIGNIN_DIGITS + 1];

static void
issue(int64_t now)
{
	ck_assert_msg(signin_code(registry, ANN, "customer", now, code,
		&err) == 0, "%s", err.text);
	ck_assert_uint_eq(strspn(code, "0123456789"), SIGNIN_DIGITS);
}

static enum signin_result
redeem(const char *address, const char *role, const char *typed, int64_t now)
{
	enum signin_result result;

	ck_assert_int_eq(signin_redeem(registry, address, role, typed, now,
		&result, &err), 0);
	return result;
}

static const char *
wrong(void)
{
	return strcmp(code, "00000000") ? "00000000" : "11111111";
}

START_TEST(a_code_is_good_once)
{
	char typed[20];

	issue(NOW);
	snprintf(typed, sizeof typed, " %.4s-%s ", code, code + 4);
	ck_assert_int_eq(redeem(ANN, "customer", typed, NOW), SIGNIN_GOOD);
	ck_assert_int_eq(redeem(ANN, "customer", typed, NOW), SIGNIN_VOID);
}
END_TEST

START_TEST(a_code_is_for_one_address_and_role)
{
	issue(NOW);
	ck_assert_int_eq(redeem("bob@townhall.example", "customer", code, NOW),
		SIGNIN_VOID);
	ck_assert_int_eq(redeem(ANN, "partner", code, NOW), SIGNIN_VOID);
	ck_assert_int_eq(redeem(ANN, "customer", code, NOW), SIGNIN_GOOD);
}
END_TEST

START_TEST(a_code_expires)
{
	issue(NOW);
	ck_assert_int_eq(redeem(ANN, "customer", code,
		NOW + SIGNIN_MINUTES * 60), SIGNIN_VOID);
	ck_assert_int_eq(redeem(ANN, "customer", code,
		NOW + SIGNIN_MINUTES * 60 - 1), SIGNIN_GOOD);
}
END_TEST

START_TEST(a_new_code_makes_the_old_one_void)
{
	char old[SIGNIN_DIGITS + 1];

	do {
		issue(NOW);
		memcpy(old, code, sizeof old);
		issue(NOW);
	} while (strcmp(old, code) == 0);
	ck_assert_int_eq(redeem(ANN, "customer", old, NOW), SIGNIN_WRONG);
	ck_assert_int_eq(redeem(ANN, "customer", code, NOW), SIGNIN_GOOD);
}
END_TEST

START_TEST(SIGNIN_TRIES_wrong_ones_make_a_code_void)
{
	issue(NOW);
	for (int i = 0; i < SIGNIN_TRIES - 1; i++)
		ck_assert_int_eq(redeem(ANN, "customer", wrong(), NOW),
			SIGNIN_WRONG);
	ck_assert_int_eq(redeem(ANN, "customer", code, NOW), SIGNIN_GOOD);
	issue(NOW);
	for (int i = 0; i < SIGNIN_TRIES; i++)
		ck_assert_int_eq(redeem(ANN, "customer", wrong(), NOW),
			SIGNIN_WRONG);
	ck_assert_int_eq(redeem(ANN, "customer", code, NOW), SIGNIN_VOID);
}
END_TEST

START_TEST(what_is_no_code_is_wrong)
{
	char longer[SIGNIN_DIGITS + 2];

	issue(NOW);
	snprintf(longer, sizeof longer, "%s0", code);
	ck_assert_int_eq(redeem(ANN, "customer", longer, NOW), SIGNIN_WRONG);
	ck_assert_int_eq(redeem(ANN, "customer", "", NOW), SIGNIN_WRONG);
	code[SIGNIN_DIGITS - 1] = '\0';
	ck_assert_int_eq(redeem(ANN, "customer", code, NOW), SIGNIN_WRONG);
}
END_TEST

START_TEST(an_address_gets_SIGNIN_CODES_an_hour)
{
	for (int i = 0; i < SIGNIN_CODES; i++)
		issue(NOW + i);
	ck_assert_int_eq(signin_code(registry, ANN, "customer", NOW + 3599,
		code, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	issue(NOW + 3600);
}
END_TEST

/* In a child: 0 when the code was good. */
static void
redeem_at_once(void)
{
	enum signin_result result;
	struct registry *r;

	if (registry_open(url, false, &r, &err) != 0 ||
	    signin_redeem(r, ANN, "customer", code, NOW, &result, &err) != 0)
		_exit(2);
	registry_close(&r);
	_exit(result == SIGNIN_GOOD ? 0 : 1);
}

START_TEST(of_several_at_once_one_is_good)
{
	int good = 0, status;
	pid_t pids[4];

	issue(NOW);
	for (int i = 0; i < 4; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			redeem_at_once();
	}
	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
		ck_assert_int_lt(WEXITSTATUS(status), 2);
		good += status == 0;
	}
	ck_assert_int_eq(good, 1);
}
END_TEST

START_TEST(no_code_and_no_token_stands_in_the_registry)
{
	unsigned char token[SIGNIN_TOKEN] = "0123456789abcdef0123456789abcde";
	char sql[200];

	issue(NOW);
	ck_assert_int_eq(signin_begin(registry, token, ANN, "customer", NOW,
		NOW + 60, &err), 0);
	snprintf(sql, sizeof sql, "SELECT count(*) FROM codes WHERE"
		" instr(digest, '%s') OR instr(salt, '%s')", code, code);
	ck_assert_int_eq(number(sql), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM sessions"
		" WHERE instr(digest, '0123456789abcdef')"), 0);
}
END_TEST

START_TEST(a_session_lasts_until_it_expires_or_is_ended)
{
	unsigned char token[SIGNIN_TOKEN] = { 7 }, other[SIGNIN_TOKEN] = { 8 };
	char *address, *role;

	ck_assert_int_eq(signin_begin(registry, token, ANN, "customer", NOW,
		NOW + 60, &err), 0);
	ck_assert_int_eq(signin_bearer(registry, token, NOW + 59, &address,
		&role, &err), 0);
	ck_assert_str_eq(address, ANN);
	ck_assert_str_eq(role, "customer");
	free(address);
	free(role);
	ck_assert_int_eq(signin_bearer(registry, token, NOW + 60, &address,
		&role, &err), 0);
	ck_assert_ptr_null(address);
	ck_assert_int_eq(signin_bearer(registry, other, NOW, &address, &role,
		&err), 0);
	ck_assert_ptr_null(address);
	ck_assert_int_eq(signin_end(registry, token, &err), 0);
	ck_assert_int_eq(signin_bearer(registry, token, NOW, &address, &role,
		&err), 0);
	ck_assert_ptr_null(address);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_code_is_good_once);
	tcase_add_test(tcase, a_code_is_for_one_address_and_role);
	tcase_add_test(tcase, a_code_expires);
	tcase_add_test(tcase, a_new_code_makes_the_old_one_void);
	tcase_add_test(tcase, SIGNIN_TRIES_wrong_ones_make_a_code_void);
	tcase_add_test(tcase, what_is_no_code_is_wrong);
	tcase_add_test(tcase, an_address_gets_SIGNIN_CODES_an_hour);
	tcase_add_test(tcase, of_several_at_once_one_is_good);
	tcase_add_test(tcase, no_code_and_no_token_stands_in_the_registry);
	tcase_add_test(tcase, a_session_lasts_until_it_expires_or_is_ended);
}

UNIT_MAIN("signin", add_tests)
