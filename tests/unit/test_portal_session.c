#include "portal/session.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static struct session session;

static void
cookie(char *out, size_t max)
{
	struct buf b;

	buf_init(&b, 400);
	session_cookie(&session, &b);
	snprintf(out, max, "%.*s", (int)strcspn(buf_str(&b), ";"),
		buf_str(&b));
	buf_deinit(&b);
}

START_TEST(a_cookie_comes_back_as_the_same_session)
{
	char field[400], value[200];
	struct session again;

	session_read(&session, NULL);
	ck_assert(!session.sent);
	cookie(value, sizeof value);
	snprintf(field, sizeof field, "a=b; %s; c=d", value);
	session_read(&again, field);
	ck_assert(again.sent);
	ck_assert_mem_eq(again.token, session.token, SIGNIN_TOKEN);
}
END_TEST

START_TEST(what_is_no_cookie_of_ours_is_a_new_session)
{
	static const char *const bad[] = { "", "x", "__Host-linkseal=",
		"__Host-linkseal=00", "__Host-linkseal=zz", ";;;", "= ; =",
		"x__Host-linkseal=00",
		"__Host-linkseal=00000000000000000000000000000000"
		"000000000000000000000000000000000" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		session_read(&session, bad[i]);
		ck_assert_msg(!session.sent, "%s", bad[i]);
	}
}
END_TEST

START_TEST(a_proof_is_of_one_session)
{
	char proof[SESSION_PROOF], other[SESSION_PROOF];

	session_read(&session, NULL);
	session_proof(&session, proof);
	ck_assert_uint_eq(strlen(proof), SESSION_PROOF - 1);
	ck_assert(!session_proven(&session, proof));	/* has no cookie yet */
	session.sent = true;
	ck_assert(session_proven(&session, proof));
	ck_assert(!session_proven(&session, NULL));
	ck_assert(!session_proven(&session, ""));
	proof[10] = proof[10] == 'a' ? 'b' : 'a';
	ck_assert(!session_proven(&session, proof));
	session_proof(&session, proof);
	session_renew(&session);
	session.sent = true;
	session_proof(&session, other);
	ck_assert_str_ne(proof, other);
	ck_assert(!session_proven(&session, proof));
}
END_TEST

START_TEST(a_cookie_is_found_by_its_whole_name)
{
	char value[8];

	ck_assert(session_find_cookie("ab=1; a=22; b=3", "a", value,
		sizeof value));
	ck_assert_str_eq(value, "22");
	ck_assert(!session_find_cookie("ab=1", "a", value, sizeof value));
	ck_assert(session_find_cookie("a=1234567", "a", value, sizeof value));
	ck_assert(!session_find_cookie("a=12345678", "a", value,
		sizeof value));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_cookie_comes_back_as_the_same_session);
	tcase_add_test(tcase, what_is_no_cookie_of_ours_is_a_new_session);
	tcase_add_test(tcase, a_proof_is_of_one_session);
	tcase_add_test(tcase, a_cookie_is_found_by_its_whole_name);
}

UNIT_MAIN("portal_session", add_tests)
