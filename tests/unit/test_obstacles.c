#include "smtp/obstacles.h"

#include <string.h>

#include "unit.h"

static const struct smtp_settings tls = { .host = "mail.example",
	.port = "587", .tls = SMTP_TLS_REQUIRE };
static const struct smtp_settings login = { .host = "mail.example",
	.port = "587", .tls = SMTP_TLS_NONE, .login = "alice" };

START_TEST(nothing_goes_out_without_what_was_demanded)
{
	struct obstacles o = { .certificate = "" };

	ck_assert(obstacles_bar(&o, &tls));
	ck_assert(obstacles_bar(&o, &login));
	o.encrypted = true;
	ck_assert(!obstacles_bar(&o, &tls));
	o.dialogue.authenticated = true;
	ck_assert(!obstacles_bar(&o, &login));
	o.dialogue.injected = true;
	ck_assert(obstacles_bar(&o, &tls));
	o.dialogue.injected = false;
	o.fatal.kind = ERR_IO;
	ck_assert(obstacles_bar(&o, &tls));
}
END_TEST

START_TEST(the_nearest_cause_is_told)
{
	struct obstacles o = { .certificate = "" };
	struct err err;

	obstacles_explain(&o, &tls, "reset", &err);
	ck_assert_int_eq(err.kind, ERR_UNAVAILABLE);
	ck_assert_ptr_nonnull(strstr(err.text, "reset"));
	o.tls_missing = true;
	obstacles_explain(&o, &tls, "reset", &err);
	ck_assert_ptr_nonnull(strstr(err.text, "--tls none"));
	o.certificate = "self-signed certificate";
	obstacles_explain(&o, &tls, "reset", &err);
	ck_assert_ptr_nonnull(strstr(err.text, "self-signed"));
	o.dialogue.injected = true;
	obstacles_explain(&o, &tls, "reset", &err);
	ck_assert_ptr_nonnull(strstr(err.text, "slipped answers in"));
	o = (struct obstacles){ .certificate = "" };
	o.dialogue.login_refused = true;
	obstacles_explain(&o, &login, "reset", &err);
	ck_assert_int_eq(err.kind, ERR_NO_PERM);
}
END_TEST

START_TEST(what_may_pass_is_told_from_what_stays)
{
	struct obstacles o = { .certificate = "" };
	struct err err;

	obstacles_explain(&o, &tls, "reset", &err);
	ck_assert_int_eq(err.kind, ERR_UNAVAILABLE);
	o.lost = true;
	obstacles_explain(&o, &tls, "reset", &err);
	ck_assert_int_eq(err.kind, ERR_TEMP);
	o.lost = false;
	o.closing = true;
	obstacles_explain(&o, &tls, "reset", &err);
	ck_assert_int_eq(err.kind, ERR_TEMP);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, nothing_goes_out_without_what_was_demanded);
	tcase_add_test(tcase, the_nearest_cause_is_told);
	tcase_add_test(tcase, what_may_pass_is_told_from_what_stays);
}

UNIT_MAIN("obstacles", add_tests)
