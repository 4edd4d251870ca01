#include "mailer/envelope.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static void
ck_sender(bool verp, const char *to, const char *want)
{
	struct envelope e = { "bounces@contoso.example", verp };
	char *got = envelope_sender(&e, to, "0123456789abcdef");

	ck_assert_str_eq(got, want);
	free(got);
}

START_TEST(bounces_tell_whose_mail_it_was)
{
	ck_sender(false, "anna@customer.example", "bounces@contoso.example");
	ck_sender(true, "anna@customer.example",
		"bounces+anna=customer.example@contoso.example");
	ck_sender(true, "j\xc3\xbcrgen@customer.example",
		"bounces+0123456789abcdef@contoso.example");
}
END_TEST

START_TEST(a_sender_has_64_characters_before_the_at_and_not_one_more)
{
	char to[80], want[100];

	/* 7 for bounces, one for the plus, 56 left */
	memset(to, 'a', sizeof(to));
	memcpy(to + 56 - 10, "@b.example", 11);
	snprintf(want, sizeof(want), "bounces+%.46s=b.example"
		"@contoso.example", to);
	ck_sender(true, to, want);
	memset(to, 'a', sizeof(to));
	memcpy(to + 57 - 10, "@b.example", 11);
	ck_sender(true, to, "bounces+0123456789abcdef@contoso.example");
}
END_TEST

START_TEST(the_mark_of_a_mail_is_its_message_id)
{
	char id[SMTP_ENVID_MAX + 1], lots[2 * SMTP_ENVID_MAX];

	envelope_id("<0123abcd@contoso.example>", id);
	ck_assert_str_eq(id, "0123abcd");
	memset(lots, 'a', sizeof(lots));
	lots[0] = '<';
	lots[sizeof(lots) - 1] = '\0';
	envelope_id(lots, id);
	ck_assert_uint_eq(strlen(id), SMTP_ENVID_MAX);
}
END_TEST

START_TEST(a_mark_stands_in_the_address_to_unsubscribe_at)
{
	char *s = envelope_unsubscribe("https://a.example/{id}?x={id}", "07");

	ck_assert_str_eq(s, "<https://a.example/07?x=07>");
	free(s);
	s = envelope_unsubscribe("mailto:stop@a.example", "07");
	ck_assert_str_eq(s, "<mailto:stop@a.example>");
	free(s);
}
END_TEST

START_TEST(what_is_no_address_to_unsubscribe_at_is_refused)
{
	static const char *const bad[] = {
		"http://a.example/", "stop@a.example", "https://a.example/ x",
		"https://a.example/\r\nBcc: x", "https://a.example/>", "",
	};
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_int_eq(envelope_check_unsubscribe(bad[i], &err),
			-1);
	ck_assert_int_eq(envelope_check_unsubscribe("https://a.example/{id}",
		&err), 0);
	ck_assert_int_eq(envelope_check_unsubscribe("mailto:stop@a.example",
		&err), 0);
}
END_TEST

START_TEST(reports_are_asked_for_by_words)
{
	struct err err;
	unsigned n;

	ck_assert_int_eq(envelope_notify("failure, delay", &n, &err), 0);
	ck_assert_uint_eq(n, SMTP_NOTIFY_FAILURE | SMTP_NOTIFY_DELAY);
	ck_assert_int_eq(envelope_notify("NEVER", &n, &err), 0);
	ck_assert_uint_eq(n, SMTP_NOTIFY_NEVER);
	ck_assert_int_eq(envelope_notify("success", &n, &err), 0);
	ck_assert_int_eq(envelope_notify("never,delay", &n, &err), -1);
	ck_assert_int_eq(envelope_notify("delay,", &n, &err), -1);
	ck_assert_int_eq(envelope_notify("", &n, &err), -1);
	ck_assert_int_eq(envelope_notify("always", &n, &err), -1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, bounces_tell_whose_mail_it_was);
	tcase_add_test(tcase,
		a_sender_has_64_characters_before_the_at_and_not_one_more);
	tcase_add_test(tcase, the_mark_of_a_mail_is_its_message_id);
	tcase_add_test(tcase, a_mark_stands_in_the_address_to_unsubscribe_at);
	tcase_add_test(tcase,
		what_is_no_address_to_unsubscribe_at_is_refused);
	tcase_add_test(tcase, reports_are_asked_for_by_words);
}

UNIT_MAIN("envelope", add_tests)
