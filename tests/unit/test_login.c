#include "milter/login.h"

#include <stdlib.h>

#include "unit.h"

static const struct {
	const char *macro, *version, *login;
} logins[] = {
	{ NULL, "8.17.1.9", NULL },
	{ "", "8.17.1.9", NULL },
	{ "", "Postfix 3.7.11", NULL },
	{ "alice", "8.17.1.9", "alice" },
	{ "dora+2Bpc", "8.17.1.9", "dora+pc" },
	{ "+2B+3D", "8.17.1.9", "+=" },
	{ "d+C3+B6ra", "8.17.1.9", "d\xc3\xb6ra" },
	{ "dora+2Bpc", "Postfix 3.7.11", "dora+2Bpc" },
	{ "dora+2Bpc", NULL, "dora+2Bpc" },
	{ "dora+2Bpc", "", "dora+2Bpc" },
	/* not written by Sendmail: left alone */
	{ "dora+2bpc", "8.17.1.9", "dora+2bpc" },
	{ "dora+pc", "8.17.1.9", "dora+pc" },
	{ "dora+2", "8.17.1.9", "dora+2" },
	{ "dora+", "8.17.1.9", "dora+" },
	{ "dora+00pc", "8.17.1.9", "dora+00pc" },
	{ "dora+2B2Bpc", "8.17.1.9", "dora+2Bpc" },
};

START_TEST(a_login_is_read_as_the_client_gave_it)
{
	char *login = login_read(logins[_i].macro, logins[_i].version);

	if (logins[_i].login)
		ck_assert_str_eq(login, logins[_i].login);
	else
		ck_assert_ptr_null(login);
	free(login);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, a_login_is_read_as_the_client_gave_it, 0,
		sizeof logins / sizeof *logins);
}

UNIT_MAIN("login", add_tests)
