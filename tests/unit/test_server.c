#include "smtp/server.h"

#include <string.h>

#include "unit.h"

static void
ck_server(const char *s, const char *host, const char *port)
{
	struct server r;
	struct err err;
	int rc = server_parse(s, &r, &err);

	if (host == NULL) {
		ck_assert_msg(rc == -1, "%s", s);
	} else {
		ck_assert_int_eq(rc, 0);
		ck_assert_str_eq(r.host, host);
		ck_assert_str_eq(r.port, port);
	}
	server_deinit(&r);
}

START_TEST(names_and_addresses_are_taken_apart)
{
	ck_server("mail.contoso.example:587", "mail.contoso.example", "587");
	ck_server("mail.contoso.example", "mail.contoso.example", "25");
	ck_server("192.0.2.1:2525", "192.0.2.1", "2525");
	ck_server("[::1]:25", "::1", "25");
	ck_server("[2001:db8::1]", "2001:db8::1", "25");
	ck_server("", NULL, NULL);
	ck_server(":25", NULL, NULL);
	ck_server("a:", NULL, NULL);
	ck_server("a:0", NULL, NULL);
	ck_server("a:65535", "a", "65535");
	ck_server("a:65536", NULL, NULL);
	ck_server("a:x", NULL, NULL);
	ck_server("::1", NULL, NULL);
	ck_server("[::1", NULL, NULL);
	ck_server("[::1]x", NULL, NULL);
}
END_TEST

START_TEST(tls_from_the_first_byte_is_a_scheme)
{
	struct server r;
	struct err err;

	ck_server("smtps://mail.contoso.example", "mail.contoso.example", "465");
	ck_server("SMTPS://[::1]:4650", "::1", "4650");
	ck_server("smtp://mail.contoso.example:587", "mail.contoso.example",
		"587");
	ck_server("https://mail.contoso.example", NULL, NULL);
	ck_server("smtps://", NULL, NULL);
	ck_assert_int_eq(server_parse("smtps://a.example", &r, &err), 0);
	ck_assert(r.implicit_tls);
	server_deinit(&r);
	ck_assert_int_eq(server_parse("smtp://a.example", &r, &err), 0);
	ck_assert(!r.implicit_tls);
	server_deinit(&r);
}
END_TEST

START_TEST(only_this_machine_is_loopback)
{
	static const struct {
		const char *name;
		bool here;
	} list[] = {
		{ "127.0.0.1:25", true }, { "[::1]:25", true },
		{ "localhost:25", true }, { "localhost.contoso.example", false },
		{ "192.0.2.1:25", false }, { "127.evil.example", false },
	};
	struct server r;
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		ck_assert_int_eq(server_parse(list[i].name, &r, &err), 0);
		ck_assert_msg(server_is_loopback(&r) == list[i].here, "%s",
			list[i].name);
		server_deinit(&r);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, names_and_addresses_are_taken_apart);
	tcase_add_test(tcase, tls_from_the_first_byte_is_a_scheme);
	tcase_add_test(tcase, only_this_machine_is_loopback);
}

UNIT_MAIN("server", add_tests)
