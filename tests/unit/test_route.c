#include "smtp/route.h"

#include "unit.h"

static const struct config_mailer standard = {
	.smtp = (char *)"mail.contoso.example:587", .tls = (char *)"require",
	.transport = (char *)"auto", .auth = (char *)"password",
	.hostname = (char *)"desk.contoso.example",
};

START_TEST(the_configuration_names_server_and_tls)
{
	struct route r;
	struct err err;

	ck_assert_int_eq(route_init(&r, &standard, NULL, NULL, &err), 0);
	ck_assert_str_eq(r.settings.host, "mail.contoso.example");
	ck_assert_str_eq(r.settings.port, "587");
	ck_assert_int_eq(r.settings.tls, SMTP_TLS_REQUIRE);
	ck_assert_int_eq(route_login(&r, &err), 0);
	ck_assert_ptr_null(r.settings.password);
	route_deinit(&r);
	ck_assert_int_eq(route_init(&r, &standard, "[::1]:25", "none", &err),
		0);
	ck_assert_str_eq(r.settings.host, "::1");
	ck_assert_int_eq(r.settings.tls, SMTP_TLS_NONE);
	route_deinit(&r);
}
END_TEST

START_TEST(what_is_wrong_is_told)
{
	struct route r;
	struct err err;

	ck_assert_int_eq(route_init(&r, &standard, "::1", NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	route_deinit(&r);
	ck_assert_int_eq(route_init(&r, &standard, NULL, "maybe", &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE);
	route_deinit(&r);
}
END_TEST

START_TEST(a_password_crosses_no_network_unprotected)
{
	struct config_mailer c = standard;
	struct route r;
	struct err err;

	c.login = (char *)"alice";
	ck_assert_int_eq(route_init(&r, &c, NULL, "none", &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	route_deinit(&r);
	ck_assert_int_eq(route_init(&r, &c, NULL, "opportunistic", &err), -1);
	route_deinit(&r);
	ck_assert_int_eq(route_init(&r, &c, "localhost:25", "none", &err), 0);
	route_deinit(&r);
}
END_TEST

START_TEST(the_password_comes_with_the_login)
{
	struct config_mailer c = standard;
	struct route r;
	struct err err;

	c.login = (char *)"alice";
	c.password_command = (char *)"echo secret-of-alice";
	ck_assert_int_eq(route_init(&r, &c, NULL, NULL, &err), 0);
	ck_assert_int_eq(route_login(&r, &err), 0);
	ck_assert_str_eq(r.settings.login, "alice");
	ck_assert_str_eq(r.settings.password, "secret-of-alice");
	route_deinit(&r);
	ck_assert_ptr_null(r.settings.password);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_configuration_names_server_and_tls);
	tcase_add_test(tcase, what_is_wrong_is_told);
	tcase_add_test(tcase, a_password_crosses_no_network_unprotected);
	tcase_add_test(tcase, the_password_comes_with_the_login);
}

UNIT_MAIN("route", add_tests)
