#include "smtp/address.h"

#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "unit.h"

static const char *
read_address(const char *s)
{
	static char out[ERR_TEXT_MAX + 2];
	struct err err;
	char *address = NULL;

	if (address_read(span_str(s), &address, &err) < 0)
		snprintf(out, sizeof(out), "!%s", err.text);
	else
		snprintf(out, sizeof(out), "%s", address);
	free(address);
	return out;
}

START_TEST(the_domain_becomes_what_dns_knows)
{
	ck_assert_str_eq(read_address(" Ann@Contoso.EXAMPLE "),
		"Ann@contoso.example");
	ck_assert_str_eq(read_address("ann@b\xc3\xbc" "cher.example"),
		"ann@xn--bcher-kva.example");
}
END_TEST

START_TEST(letters_beyond_ascii_have_one_form)
{
	char *one, *other;

	ck_assert_str_eq(read_address("Ju\xcc\x88rgen@b.example"),
		"J\xc3\xbcrgen@b.example");
	ck_assert(!address_is_ascii("J\xc3\xbcrgen@b.example"));
	ck_assert(address_is_ascii("jurgen@b.example"));
	one = address_key("J\xc3\x9cRGEN@b.example");
	other = address_key("j\xc3\xbcrgen@b.example");
	ck_assert_str_eq(one, other);
	free(one);
	free(other);
}
END_TEST

START_TEST(nothing_that_ends_a_command_gets_through)
{
	static const char *const bad[] = {
		"a@b.example\r\nRCPT TO:<c@d.example>", "a@b.example>",
		"<a@b.example", "a b@c.example", "a\tb@c.example", "a@b@c.example",
		"a@b.example\x7f", "a@b .example", "\"a\"@b.example",
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(read_address(bad[i])[0] == '!', "%s", bad[i]);
}
END_TEST

START_TEST(what_is_no_address_is_told_with_a_cure)
{
	ck_assert_ptr_nonnull(strstr(read_address("ann"), "no @"));
	ck_assert_ptr_nonnull(strstr(read_address("@b.example"), "before"));
	ck_assert_ptr_nonnull(strstr(read_address("a@localhost"),
		"no full stop"));
	ck_assert_ptr_nonnull(strstr(read_address("a..b@c.example"),
		"full stop"));
	ck_assert_ptr_nonnull(strstr(read_address("a@b..example"), "!"));
	ck_assert_ptr_nonnull(strstr(read_address("j\xc3rgen@b.example"),
		"before the @"));
	ck_assert_ptr_nonnull(strstr(read_address("j\xe2\x80\x8f" "b@c.example"),
		"before the @"));
}
END_TEST

START_TEST(parts_have_lengths_and_not_one_more)
{
	char s[LIMIT_ADDRESS + 20];
	size_t i, n;

	memset(s, 'a', 65);
	memcpy(s + 64, "@b.example", 11);
	ck_assert_int_ne(read_address(s)[0], '!');
	memset(s, 'a', 65);
	memcpy(s + 65, "@b.example", 11);
	ck_assert_int_eq(read_address(s)[0], '!');
	/* 254 in all: labels of 59 and a dot */
	n = 0;
	s[n++] = 'a';
	s[n++] = '@';
	for (i = 0; i < 4; i++) {
		memset(s + n, 'b', 59);
		n += 59;
		s[n++] = '.';
	}
	memset(s + n, 'c', LIMIT_ADDRESS - n);
	s[LIMIT_ADDRESS] = '\0';
	ck_assert_int_ne(read_address(s)[0], '!');
	s[LIMIT_ADDRESS] = 'c';
	s[LIMIT_ADDRESS + 1] = '\0';
	ck_assert_int_eq(read_address(s)[0], '!');
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_domain_becomes_what_dns_knows);
	tcase_add_test(tcase, letters_beyond_ascii_have_one_form);
	tcase_add_test(tcase, nothing_that_ends_a_command_gets_through);
	tcase_add_test(tcase, what_is_no_address_is_told_with_a_cure);
	tcase_add_test(tcase, parts_have_lengths_and_not_one_more);
}

UNIT_MAIN("address", add_tests)
