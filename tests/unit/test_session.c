#include "milter/session.h"

#include "filter_house.h"
#include "unit.h"

static struct world *world;
static struct session *session;
static struct flight flight;

/* "Subject: x" CRLF, an empty line, and ten bytes. */
#define SMALL 24

static void
open_with(const char *settings)
{
	world = house_open(settings);
	flight_init(&flight);
	session = session_new(world, &flight);
	session->leading_space = true;
}

static void
tear_down(void)
{
	session_free(&session);
	if (world)
		house_close(&world);
}

static void
send_bytes(size_t n)
{
	ck_assert(session_mail(session, "<x@y.example>", "alice"));
	session_header(session, "Subject", " x");
	for (size_t i = 0; i < n; i++)
		session_body(session, span_str("a"));
	session_judge(session);
}

static const char *const arguments[][2] = {
	{ "<a@b.example>", "a@b.example" },
	{ "a@b.example", "a@b.example" },
	{ " <a@b.example> ", "a@b.example" },
	{ "<a@b.example> SMTPUTF8 SIZE=1", "a@b.example" },
	{ "<a@b.example", "a@b.example" },
	{ "<>", "" },
	{ "", "" },
	{ ">", ">" },
	{ "<\"a b\"@b.example>", "\"a b\"@b.example" },
};

START_TEST(the_sender_is_what_stands_in_brackets)
{
	char *s = session_sender(arguments[_i][0]);

	ck_assert_str_eq(s, arguments[_i][1]);
	free(s);
}
END_TEST

START_TEST(a_message_is_kept_as_it_came)
{
	open_with("");
	ck_assert(session_mail(session, "<x@y.example>", "alice"));
	session_header(session, "Subject", " a\n b");
	session_header(session, "X-Odd", "no space");
	session_body(session, span_str("x\r"));
	session_body(session, (struct span){ (const unsigned char *)"\n\0y",
		3 });
	session_judge(session);
	ck_assert(span_eq(message_bytes(session->mail->message),
		(struct span){ (const unsigned char *)
		"Subject: a\r\n b\r\nX-Odd:no space\r\n\r\nx\r\n\0y", 39 }));
	ck_assert_ptr_nonnull(session->mail->judgement);
}
END_TEST

START_TEST(without_leading_spaces_one_is_put_back)
{
	open_with("");
	session->leading_space = false;
	ck_assert(session_mail(session, "<x@y.example>", "alice"));
	session_header(session, "Subject", "x");
	session_judge(session);
	ck_assert(span_eq_str(message_bytes(session->mail->message),
		"Subject: x\r\n\r\n"));
}
END_TEST

START_TEST(a_message_of_the_limit_is_read_and_one_more_is_oversize)
{
	open_with("max_message = 24");
	send_bytes(SMALL - 14);
	ck_assert_uint_eq(message_bytes(session->mail->message).n, SMALL);
	ck_assert_int_eq(session->mail->judgement->decision.reason,
		REASON_NO_INVITATION);
	send_bytes(SMALL - 13);
	ck_assert_ptr_null(session->mail->message);
	ck_assert_int_eq(session->mail->judgement->decision.reason,
		REASON_OVERSIZE);
	ck_assert_int_eq(session->mail->judgement->decision.verdict,
		VERDICT_TEMPFAIL);
	/* Nothing of it was kept. */
	ck_assert_uint_eq(session->mail->bytes.n, 0);
	ck_assert_uint_eq(session->mail->bytes.cap, 0);
}
END_TEST

START_TEST(a_header_alone_can_be_oversize)
{
	open_with("max_message = 24\non_oversize = allow");
	ck_assert(session_mail(session, "<x@y.example>", "alice"));
	session_header(session, "Subject", " more than the limit says");
	session_body(session, span_str("x"));
	session_judge(session);
	ck_assert(session->mail->oversize);
	ck_assert_int_eq(session->mail->judgement->decision.verdict,
		VERDICT_PASS);
}
END_TEST

START_TEST(pretending_changes_nothing_of_oversize_mail_either)
{
	open_with("max_message = 24\nmode = pretend");
	send_bytes(100);
	ck_assert(session->mail->judgement->pretended);
	ck_assert_int_eq(session->mail->judgement->decision.verdict,
		VERDICT_PASS);
	ck_assert_int_eq(session->mail->judgement->wanted.verdict,
		VERDICT_TEMPFAIL);
}
END_TEST

START_TEST(more_fields_than_the_limit_cannot_be_edited)
{
	open_with("");
	ck_assert(session_mail(session, "<x@y.example>", "alice"));
	for (int i = 0; i < LIMIT_FIELDS + 1; i++)
		session_header(session, "X", " y");
	session_judge(session);
	ck_assert_int_eq(session->mail->judgement->decision.reason,
		REASON_UNEDITABLE);
}
END_TEST

START_TEST(a_header_that_ends_early_for_us_is_never_edited)
{
	open_with("");
	ck_assert(session_mail(session, "<x@y.example>", "alice"));
	/* A line that is no field: the rest would be body to us. */
	session_header(session, "Not a field\r\nX", " y");
	session_header(session, "Content-Type", " text/plain");
	session_body(session, span_str("[[reseller-link]]\r\n"));
	session_judge(session);
	ck_assert_int_ne(session->mail->judgement->decision.verdict,
		VERDICT_EDIT);
	ck_assert_int_ne(session->mail->judgement->decision.verdict,
		VERDICT_PASS);
}
END_TEST

static void
set_up(void)
{
	/* Each test opens the house with settings of its own. */
	world = NULL;
	session = NULL;
}

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, the_sender_is_what_stands_in_brackets, 0,
		sizeof arguments / sizeof *arguments);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_message_is_kept_as_it_came);
	tcase_add_test(tcase, without_leading_spaces_one_is_put_back);
	tcase_add_test(tcase,
		a_message_of_the_limit_is_read_and_one_more_is_oversize);
	tcase_add_test(tcase, a_header_alone_can_be_oversize);
	tcase_add_test(tcase,
		pretending_changes_nothing_of_oversize_mail_either);
	tcase_add_test(tcase, more_fields_than_the_limit_cannot_be_edited);
	tcase_add_test(tcase, a_header_that_ends_early_for_us_is_never_edited);
}

UNIT_MAIN("session", add_tests)
