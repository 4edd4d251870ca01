#include "sys/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "unit.h"

static bool
holds(const char *network, const char *address)
{
	struct network n;
	struct err err;

	ck_assert_int_eq(network_parse(network, &n, &err), 0);
	return network_holds_text(&n, address);
}

START_TEST(a_network_holds_its_first_and_last_address_and_no_other)
{
	ck_assert(holds("192.0.2.64/26", "192.0.2.64"));
	ck_assert(holds("192.0.2.64/26", "192.0.2.127"));
	ck_assert(!holds("192.0.2.64/26", "192.0.2.63"));
	ck_assert(!holds("192.0.2.64/26", "192.0.2.128"));
	ck_assert(holds("2001:db8:8000::/33", "2001:db8:ffff::1"));
	ck_assert(!holds("2001:db8:8000::/33", "2001:db8:7fff::1"));
}
END_TEST

START_TEST(no_bits_hold_everything_of_one_family)
{
	ck_assert(holds("0.0.0.0/0", "203.0.113.9"));
	ck_assert(!holds("0.0.0.0/0", "2001:db8::1"));
	ck_assert(holds("::/0", "2001:db8::1"));
	ck_assert(!holds("::/0", "203.0.113.9"));
}
END_TEST

START_TEST(an_address_is_a_network_of_one)
{
	ck_assert(holds("::1", "::1"));
	ck_assert(!holds("::1", "::2"));
	ck_assert(holds("127.0.0.1", "127.0.0.1"));
	ck_assert(!holds("127.0.0.1", "127.0.0.2"));
}
END_TEST

START_TEST(a_mapped_address_counts_as_the_ipv4_address_that_it_is)
{
	ck_assert(holds("192.0.2.0/24", "::ffff:192.0.2.7"));
	ck_assert(!holds("192.0.2.0/24", "::ffff:198.51.100.7"));
}
END_TEST

START_TEST(a_socket_address_that_is_neither_family_lies_nowhere)
{
	struct network n;
	struct err err;
	struct sockaddr sa = { .sa_family = AF_UNIX };

	ck_assert_int_eq(network_parse("0.0.0.0/0", &n, &err), 0);
	ck_assert(!network_holds(&n, &sa));
	ck_assert(!network_holds_text(&n, "localhost"));
}
END_TEST

static const char *const wrong[] = {
	"", "/", "localhost", "192.0.2", "192.0.2.0/33", "2001:db8::/129",
	"192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/1 ", "192.0.2.0/0001",
	"192.0.2.1/24", "2001:db8::1/64", "[::1]", "192.0.2.0/24/24",
	"2001:db8:2001:db8:2001:db8:2001:db8:2001:db8:2001:db8:2001:db8:1/64",
};

START_TEST(what_is_no_network_is_refused)
{
	struct network n;
	struct err err = { 0 };

	ck_assert_int_eq(network_parse(wrong[_i], &n, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		a_network_holds_its_first_and_last_address_and_no_other);
	tcase_add_test(tcase, no_bits_hold_everything_of_one_family);
	tcase_add_test(tcase, an_address_is_a_network_of_one);
	tcase_add_test(tcase,
		a_mapped_address_counts_as_the_ipv4_address_that_it_is);
	tcase_add_test(tcase,
		a_socket_address_that_is_neither_family_lies_nowhere);
	tcase_add_loop_test(tcase, what_is_no_network_is_refused, 0,
		sizeof wrong / sizeof *wrong);
}

UNIT_MAIN("network", add_tests)
