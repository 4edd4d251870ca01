#include "smtp/smtp_transport.h"

#include <string.h>

#include "unit.h"

static const char *
chosen(const char *name, unsigned needs, struct err *err)
{
	const struct smtp_transport *t;

	return smtp_choose(name, needs, &t, err) < 0 ? NULL : t->name;
}

START_TEST(libcurl_is_taken_for_what_libesmtp_can_not)
{
	struct err err;

	ck_assert_str_eq(chosen("auto", 0, &err), "libesmtp");
	ck_assert_str_eq(chosen("auto", SMTP_NEED_DSN, &err), "libesmtp");
	ck_assert_str_eq(chosen("auto", SMTP_NEED_UTF8, &err), "libcurl");
	ck_assert_str_eq(chosen("libcurl", 0, &err), "libcurl");
}
END_TEST

START_TEST(what_can_not_be_had_is_named)
{
	struct err err;

	ck_assert_ptr_null(chosen("libesmtp", SMTP_NEED_OAUTH |
		SMTP_NEED_DSN, &err));
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(err.text, "access token"));
	ck_assert_ptr_null(strstr(err.text, "delivery reports"));
	ck_assert_ptr_null(chosen("auto", SMTP_NEED_DSN |
		SMTP_NEED_IMPLICIT_TLS, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "smtps://"));
	ck_assert_ptr_nonnull(strstr(err.text, "delivery reports"));
}
END_TEST

START_TEST(settings_tell_what_they_need)
{
	struct smtp_settings s = { .host = "mail.example" };

	ck_assert_uint_eq(smtp_needs(&s), 0);
	s.implicit_tls = true;
	ck_assert_uint_eq(smtp_needs(&s), SMTP_NEED_IMPLICIT_TLS);
	s.auth = SMTP_AUTH_XOAUTH2;	/* nothing without a login */
	ck_assert_uint_eq(smtp_needs(&s), SMTP_NEED_IMPLICIT_TLS);
	s.login = "alice";
	s.notify = SMTP_NOTIFY_DELAY;
	ck_assert_uint_eq(smtp_needs(&s), SMTP_NEED_IMPLICIT_TLS |
		SMTP_NEED_OAUTH | SMTP_NEED_DSN);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, libcurl_is_taken_for_what_libesmtp_can_not);
	tcase_add_test(tcase, what_can_not_be_had_is_named);
	tcase_add_test(tcase, settings_tell_what_they_need);
}

UNIT_MAIN("smtp_transport", add_tests)
