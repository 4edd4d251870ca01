#include "registry/sender.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static char *
address(const char *s)
{
	return sender_fold_address(span_str(s));
}

static char *
domain(const char *s)
{
	return sender_fold_domain(span_str(s));
}

static void
check(char *got, const char *expected)
{
	if (expected == NULL) {
		ck_assert_ptr_null(got);
		return;
	}
	ck_assert_ptr_nonnull(got);
	ck_assert_str_eq(got, expected);
	free(got);
}

START_TEST(each_way_of_writing_a_sender_has_its_kind)
{
	static const char *const rows[][3] = {
		{ "Alice@Contoso.Example", "address",
			"alice@contoso.example" },
		{ "@Invite.contoso.example", "domain",
			"invite.contoso.example" },
		{ "login:Alice", "login", "Alice" },
		{ "login:alice@contoso.example", "login",
			"alice@contoso.example" },
	};
	struct registry_sender s;
	struct err err;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		ck_assert_int_eq(sender_parse(rows[i][0], &s, &err), 0);
		ck_assert_str_eq(s.kind, rows[i][1]);
		ck_assert_str_eq(s.value, rows[i][2]);
		ck_assert_str_eq(sender_prefix(s.kind),
			i == 0 ? "" : i == 1 ? "@" : "login:");
		registry_sender_deinit(&s);
	}
}
END_TEST

START_TEST(what_is_no_sender_is_refused_with_examples)
{
	static const char *const bad[] = { "", "alice", "@", "login:",
		"login:a b", "alice@", "alice@contoso..example", "a b@x",
		"alice@-contoso.example", "alice@contoso example",
		"alice@contoso.example\n", "@x@y", "Login:alice" };
	struct registry_sender s;
	struct err err;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		ck_assert_msg(sender_parse(bad[i], &s, &err) == -1,
			"taken: \"%s\"", bad[i]);
		ck_assert_int_eq(err.kind, ERR_USAGE);
		ck_assert_ptr_nonnull(strstr(err.text, "login:alice"));
	}
}
END_TEST

START_TEST(an_envelope_address_may_have_its_brackets)
{
	check(address("<Alice@contoso.example>"), "alice@contoso.example");
	check(address("<>"), NULL);
	check(address("<alice@contoso.example"), NULL);
}
END_TEST

START_TEST(the_last_at_sign_stands_before_the_domain)
{
	check(address("\"a@b\"@contoso.example"), "\"a@b\"@contoso.example");
	check(address("\"a b\"@contoso.example"), "\"a b\"@contoso.example");
}
END_TEST

START_TEST(domains_become_a_labels_without_a_final_dot)
{
	check(domain("Contoso.Example."), "contoso.example");
	check(domain("b\xC3\xBC" "cher.example"), "xn--bcher-kva.example");
	check(domain("B\xC3\x9C" "CHER.example"), "xn--bcher-kva.example");
	check(address("alice@b\xC3\xBC" "cher.example"),
		"alice@xn--bcher-kva.example");
	check(domain("\xff\xfe.example"), NULL);
	check(domain("."), NULL);
}
END_TEST

START_TEST(a_nul_is_never_part_of_a_domain)
{
	static const char bytes[] = "contoso.example\0.evil";

	ck_assert_ptr_null(sender_fold_domain((struct span){
		(const unsigned char *)bytes, sizeof bytes - 1 }));
}
END_TEST

START_TEST(an_address_may_have_254_bytes_and_not_255)
{
	char s[300];
	int i, n = 0;

	n += snprintf(s, sizeof s, "alice@");
	for (i = 0; i < 4; i++)
		n += snprintf(s + n, sizeof s - (size_t)n, "%.61s.",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			"aaaaaaaaaa");
	s[253] = 'b';
	s[254] = '\0';
	check(address(s), s);
	s[254] = 'b';
	s[255] = '\0';
	check(address(s), NULL);
}
END_TEST

START_TEST(a_local_part_may_have_64_bytes_and_not_65)
{
	char s[100];

	memset(s, 'a', 65);
	snprintf(s + 65, sizeof s - 65, "@contoso.example");
	check(address(s), NULL);
	check(address(s + 1), s + 1);
}
END_TEST

START_TEST(a_label_may_have_63_bytes_and_not_64)
{
	char s[100];

	memset(s, 'a', 64);
	snprintf(s + 64, sizeof s - 64, ".example");
	check(domain(s), NULL);
	check(domain(s + 1), s + 1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, each_way_of_writing_a_sender_has_its_kind);
	tcase_add_test(tcase, what_is_no_sender_is_refused_with_examples);
	tcase_add_test(tcase, an_envelope_address_may_have_its_brackets);
	tcase_add_test(tcase, the_last_at_sign_stands_before_the_domain);
	tcase_add_test(tcase, domains_become_a_labels_without_a_final_dot);
	tcase_add_test(tcase, a_nul_is_never_part_of_a_domain);
	tcase_add_test(tcase, an_address_may_have_254_bytes_and_not_255);
	tcase_add_test(tcase, a_local_part_may_have_64_bytes_and_not_65);
	tcase_add_test(tcase, a_label_may_have_63_bytes_and_not_64);
}

UNIT_MAIN("sender", add_tests)
