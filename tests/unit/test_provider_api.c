#include "core/provider_api.h"

#include <string.h>

#include "unit.h"

static void
set(struct provider_api *api, const char *key, const char *value)
{
	struct err err = { 0 };

	ck_assert_msg(provider_api_set(api, key, value, &err) == 0, "%s",
	    err.text);
}

START_TEST(a_tenant_is_filled_in_and_escaped)
{
	static const char *const rows[][3] = {
		{ "https://a.example/{tenant}/t", "contoso.example",
		  "https://a.example/contoso.example/t" },
		{ "https://a.example/{tenant}/t", "../x?y#z%",
		  "https://a.example/..%2Fx%3Fy%23z%25/t" },
		{ "https://a.example/common/t", "x",
		  "https://a.example/common/t" },
	};

	for (size_t i = 0; i < 3; i++) {
		struct provider_api api = { .base = NULL };
		struct buf out;

		buf_init(&out, 200);
		set(&api, "token", rows[i][0]);
		provider_api_token_url(&api, rows[i][1], &out);
		ck_assert_str_eq(buf_str(&out), rows[i][2]);
		provider_api_deinit(&api);
		buf_deinit(&out);
	}
}
END_TEST

START_TEST(what_is_no_plain_https_address_is_refused)
{
	static const char *const bad[] = {
		"", "a.example", "http://a.example", "https://",
		"https://u@a.example", "https://a.example?x", "HTTPS://a.example",
		"https://a.example#x", "https://a .example", "ftp://a.example",
	};
	struct provider_api api = { .base = NULL };
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		ck_assert_msg(provider_api_set(&api, "base", bad[i], &err) ==
		    -1, "%s", bad[i]);
		ck_assert_int_eq(err.kind, ERR_CONFIG);
		ck_assert_ptr_null(api.base);
	}
	ck_assert_int_eq(provider_api_set(&api, "base",
	    "https://a.example/", &err), -1);
	ck_assert_int_eq(provider_api_set(&api, "colour", "red", &err), -1);
	ck_assert_int_eq(provider_api_set(&api, "certificates",
	    "https://a.example/cert", &err), -1);
	ck_assert_int_eq(provider_api_set(&api, "issuers",
	    "http://a.example/cert/", &err), -1);
	ck_assert_int_eq(provider_api_set(&api, "signer", "", &err), -1);
	set(&api, "certificates", "https://a.example/cert/");
	provider_api_deinit(&api);
	ck_assert_ptr_null(api.certificates);
}
END_TEST

START_TEST(an_api_is_whole_or_refused)
{
	struct provider_api api = { .base = NULL };
	struct err err = { 0 };

	ck_assert_int_eq(provider_api_check(&api, &err), -1);
	ck_assert(strstr(err.text, "base is missing"));
	set(&api, "base", "https://a.example");
	ck_assert_int_eq(provider_api_check(&api, &err), -1);
	ck_assert(strstr(err.text, "token is missing"));
	set(&api, "token", "https://b.example/t");
	ck_assert_int_eq(provider_api_check(&api, &err), -1);
	ck_assert(strstr(err.text, "add resource or scope"));
	set(&api, "scope", "https://a.example/.default");
	ck_assert_int_eq(provider_api_check(&api, &err), 0);
	set(&api, "resource", "https://a.example");
	ck_assert_int_eq(provider_api_check(&api, &err), -1);
	provider_api_deinit(&api);
	ck_assert_ptr_null(api.scope);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_tenant_is_filled_in_and_escaped);
	tcase_add_test(tcase, what_is_no_plain_https_address_is_refused);
	tcase_add_test(tcase, an_api_is_whole_or_refused);
}

UNIT_MAIN("provider_api", add_tests)
