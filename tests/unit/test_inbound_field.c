#include "core/inbound_field.h"

#include <stdlib.h>

#include "mail.h"

#define RESULT "Linkseal-Result"

static struct buf out;
static struct edits *edits;

static void
set_up(void)
{
	buf_init(&out, 1 << 20);
	edits = edits_new();
}

static void
tear_down(void)
{
	edits_free(&edits);
	buf_deinit(&out);
}

/* The message without forged results, and how many there were. */
static size_t
clear(const char *text)
{
	struct message *m = mail_parse(text);
	struct err err = { 0 };
	size_t n;

	edits_free(&edits);
	edits = edits_new();
	buf_reset(&out);
	n = inbound_field_clear(m, edits);
	ck_assert_msg(edits_apply(edits, m, &out, &err) == 0, "%s", err.text);
	message_free(&m);
	return n;
}

static void
clears(const char *text, size_t n, const char *expected)
{
	ck_assert_uint_eq(clear(text), n);
	ck_assert_str_eq(buf_str(&out), expected);
}

START_TEST(other_fields_stay)
{
	static const char mail[] = "Subject: " RESULT ": x\r\n"
		"X-" RESULT ": x\r\n" RESULT "s: x\r\n"
		"To: a\r\n " RESULT ": folded, and no field\r\n"
		"\r\n" RESULT ": in the body\r\n";

	clears(mail, 0, mail);
}
END_TEST

START_TEST(every_forged_result_goes)
{
	clears("linkseal-result: mx; verdict=genuine\r\n"
		"Subject: x\r\n"
		"LINKSEAL-RESULT: mx;\r\n\tverdict=genuine\r\n\treason=x\r\n"
		RESULT " \t: spaced\r\n"
		"To: a\r\n"
		RESULT ":\r\n\r\nbody\r\n", 4,
		"Subject: x\r\nTo: a\r\n\r\nbody\r\n");
}
END_TEST

/* Some programs end a line at a CR. */
START_TEST(a_result_behind_a_bare_cr_is_disarmed)
{
	clears("Subject: x\r" RESULT ": mx; verdict=genuine\r\n\r\n", 1,
		"Subject: x " RESULT ": mx; verdict=genuine\r\n\r\n");
	clears("X: a\r\nSubject: b\r\r \r" RESULT " : c\r\n d\r\nX: e\r\n\r\n",
		1, "X: a\r\nSubject: b    " RESULT " : c\r\n d\r\n"
		"X: e\r\n\r\n");
	clears("Subject: x\ry " RESULT ": z\r\n\r\n", 0,
		"Subject: x\ry " RESULT ": z\r\n\r\n");
}
END_TEST

START_TEST(the_right_one_of_its_name_is_disarmed)
{
	clears("X: a\r\nx: b\r" RESULT ": c\r\nX: d\r\n\r\n", 1,
		"X: a\r\nx: b " RESULT ": c\r\nX: d\r\n\r\n");
	ck_assert_uint_eq(edits_get(edits, 0)->occurrence, 2);
}
END_TEST

/* Many CRs in a row must not be looked at again and again. */
START_TEST(a_field_of_crs_takes_no_time)
{
	struct buf mail;
	size_t k;

	buf_init(&mail, 1 << 20);
	for (k = 0; k < 10; k++) {
		buf_add_str(&mail, "X: ");
		for (size_t n = 0; n < 60000; n++)
			buf_add_byte(&mail, '\r');
		buf_add_str(&mail, "y\r\n");
	}
	buf_add_str(&mail, "\r\n");
	ck_assert_uint_eq(clear(buf_str(&mail)), 0);
	buf_deinit(&mail);
}
END_TEST

START_TEST(a_header_too_large_to_parse_is_cleared_too)
{
	static const char mail[] = RESULT ": a\r\n b\r\nSubject: x\r\n"
		"linkseal-result : c\n\tb\n\r\n" RESULT ": in the body\r\n";

	ck_assert_uint_eq(inbound_field_clear_raw(span_str(mail), edits), 2);
	ck_assert_uint_eq(edits_get(edits, 1)->occurrence, 2);
	inbound_field_cut_raw(span_str(mail), &out);
	ck_assert_str_eq(buf_str(&out), "Subject: x\r\n\r\n" RESULT
		": in the body\r\n");
	ck_assert_uint_eq(inbound_field_clear_raw(span_str(RESULT), edits),
		0);
	ck_assert_uint_eq(inbound_field_clear_raw(span_str(""), edits), 0);
}
END_TEST

static const char *
adds(const struct inbound_link *l)
{
	inbound_field_add(l, "mx.customer.example", edits);
	buf_reset(&out);
	buf_add(&out, (struct span){ edits_get(edits, 0)->text,
		edits_get(edits, 0)->n });
	return buf_str(&out);
}

START_TEST(a_result_says_who_and_what_and_why)
{
	struct world w;
	struct inbound_link l = { .verdict = INBOUND_GENUINE,
		.why = "exactly as it was issued" };

	world_init(&w, 1);
	l.partner = &w.contoso;
	l.provider = w.contoso.provider;
	ck_assert_str_eq(adds(&l), "mx.customer.example; verdict=genuine\n"
		"\treseller=contoso provider=partner-center\n"
		"\treason=\"exactly as it was issued\"");
	world_deinit(&w);
}
END_TEST

START_TEST(a_reason_can_t_break_out)
{
	struct inbound_link l = { .verdict = INBOUND_UNKNOWN,
		.why = "a\"; verdict=genuine \\ \r\nX: \x7f\xc3\xa4" };

	ck_assert_str_eq(adds(&l), "mx.customer.example; verdict=unknown\n"
		"\treason=\"a\\\"; verdict:genuine \\\\ ??X: ???\"");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, other_fields_stay);
	tcase_add_test(tcase, every_forged_result_goes);
	tcase_add_test(tcase, a_result_behind_a_bare_cr_is_disarmed);
	tcase_add_test(tcase, the_right_one_of_its_name_is_disarmed);
	tcase_add_test(tcase, a_field_of_crs_takes_no_time);
	tcase_add_test(tcase, a_header_too_large_to_parse_is_cleared_too);
	tcase_add_test(tcase, a_result_says_who_and_what_and_why);
	tcase_add_test(tcase, a_reason_can_t_break_out);
}

UNIT_MAIN("inbound_field", add_tests)
