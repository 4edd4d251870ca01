#include "portal/visitor.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "unit.h"

static struct network proxies[2];

static void
set_up(void)
{
	struct err err;

	ck_assert_int_eq(network_parse("192.0.2.0/24", &proxies[0], &err), 0);
	ck_assert_int_eq(network_parse("2001:db8::/64", &proxies[1], &err), 0);
}

static const char *
visitor(const char *peer, const char *forwarded, bool trusted)
{
	static char out[64];
	struct sockaddr_storage a = { .ss_family = AF_INET };

	if (inet_pton(AF_INET, peer,
	    &((struct sockaddr_in *)(void *)&a)->sin_addr) != 1) {
		a.ss_family = AF_INET6;
		ck_assert_int_eq(inet_pton(AF_INET6, peer,
			&((struct sockaddr_in6 *)(void *)&a)->sin6_addr), 1);
	}
	ck_assert_int_eq(visitor_find(proxies, 2, (struct sockaddr *)&a,
		forwarded, out, sizeof out), trusted);
	return out;
}

START_TEST(a_stranger_is_his_own_address_whatever_he_says)
{
	ck_assert_str_eq(visitor("198.51.100.7", NULL, false), "198.51.100.7");
	ck_assert_str_eq(visitor("198.51.100.7", "203.0.113.1", false),
		"198.51.100.7");
}
END_TEST

START_TEST(a_proxy_names_the_visitor)
{
	ck_assert_str_eq(visitor("192.0.2.1", NULL, true), "192.0.2.1");
	ck_assert_str_eq(visitor("192.0.2.1", "203.0.113.1", true),
		"203.0.113.1");
	ck_assert_str_eq(visitor("2001:db8::1", " 203.0.113.1 ", true),
		"203.0.113.1");
}
END_TEST

START_TEST(what_the_visitor_wrote_before_does_not_count)
{
	ck_assert_str_eq(visitor("192.0.2.1", "203.0.113.9, 203.0.113.1",
		true), "203.0.113.1");
	ck_assert_str_eq(visitor("192.0.2.1",
		"203.0.113.9, 203.0.113.1,192.0.2.7", true), "203.0.113.1");
	ck_assert_str_eq(visitor("192.0.2.1", "x, 192.0.2.7", true),
		"192.0.2.7");
	ck_assert_str_eq(visitor("192.0.2.1", ",,,", true), "192.0.2.1");
	ck_assert_str_eq(visitor("192.0.2.1", "nonsense", true), "192.0.2.1");
}
END_TEST

START_TEST(of_ipv6_the_first_half_counts)
{
	ck_assert_str_eq(visitor("2001:db8:0:1:a:b:c:d", NULL, false),
		"2001:db8:0:1::");
	ck_assert_str_eq(visitor("192.0.2.1", "2001:db8:5::1", true),
		"2001:db8:5::");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, NULL);
	tcase_add_test(tcase, a_stranger_is_his_own_address_whatever_he_says);
	tcase_add_test(tcase, a_proxy_names_the_visitor);
	tcase_add_test(tcase, what_the_visitor_wrote_before_does_not_count);
	tcase_add_test(tcase, of_ipv6_the_first_half_counts);
}

UNIT_MAIN("visitor", add_tests)
