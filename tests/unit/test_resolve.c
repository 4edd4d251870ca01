#include "smtp/resolve.h"

#include <netdb.h>
#include <netinet/in.h>

#include "unit.h"

START_TEST(an_address_becomes_a_name_and_back)
{
	static const char *const list[] = { "::1", "2001:db8::1",
		"::ffff:192.0.2.1" };
	size_t i;

	for (i = 0; i < 3; i++) {
		char *name = resolve_name(list[i]);
		char *back = resolve_address(name);

		ck_assert_str_eq(back, list[i]);
		free(name);
		free(back);
	}
	ck_assert_ptr_null(resolve_name("127.0.0.1"));
	ck_assert_ptr_null(resolve_name("mail.contoso.example"));
}
END_TEST

START_TEST(other_names_stay_what_they_are)
{
	ck_assert_ptr_null(resolve_address("localhost"));
	ck_assert_ptr_null(resolve_address("x.ipv6-literal.net"));
	ck_assert_ptr_null(resolve_address("--1.ipv6-literal.net.example"));
}
END_TEST

START_TEST(this_programs_getaddrinfo_knows_them)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list;

	ck_assert_int_eq(getaddrinfo("--1.ipv6-literal.net", "25", &hints,
		&list), 0);
	ck_assert_int_eq(list->ai_family, AF_INET6);
	ck_assert(IN6_IS_ADDR_LOOPBACK(&((struct sockaddr_in6 *)
		list->ai_addr)->sin6_addr));
	freeaddrinfo(list);
	ck_assert_int_eq(getaddrinfo("127.0.0.1", "25", &hints, &list), 0);
	ck_assert_int_eq(list->ai_family, AF_INET);
	freeaddrinfo(list);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, an_address_becomes_a_name_and_back);
	tcase_add_test(tcase, other_names_stay_what_they_are);
	tcase_add_test(tcase, this_programs_getaddrinfo_knows_them);
}

UNIT_MAIN("resolve", add_tests)
