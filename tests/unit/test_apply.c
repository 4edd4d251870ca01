#include "milter/apply.h"

#include <string.h>

#include "fake_mta.h"
#include "unit.h"

static struct smfi_str mta;
static struct message *message;
static struct judgement judgement;

static const char original[] =
	"X-A: one\r\nSubject: hello\r\nX-A: two\r\nX-A: three\r\n\r\n"
	"first\r\nsecond\r\n";

static void
set_up(void)
{
	struct buf bytes;
	struct err err;

	fake_mta_init(&mta);
	buf_init(&bytes, 4096);
	buf_add_str(&bytes, original);
	ck_assert_int_eq(message_parse(&bytes, &message, &err), 0);
	buf_init(&judgement.edited, 4096);
	judgement.edits = edits_new();
	judgement.decision.verdict = VERDICT_EDIT;
	judgement.decision.reason = REASON_RESTORED;
	judgement.wanted = judgement.decision;
}

static void
tear_down(void)
{
	fake_mta_deinit(&mta);
	message_free(&message);
	edits_free(&judgement.edits);
	buf_deinit(&judgement.edited);
}

/* Both kinds of edits: "second" becomes "2nd"; headers in every way. */
static void
make_edits(void)
{
	struct err err;
	size_t at = message_body_offset(message) + 7;

	edits_body(judgement.edits, at, at + 6, span_str("2nd"), "body");
	edits_header_delete(judgement.edits, "X-A", 1, "del");
	edits_header_add(judgement.edits, "X-New", span_str("n"), "add");
	edits_header_delete(judgement.edits, "X-A", 3, "del");
	edits_header_change(judgement.edits, "Subject", 1,
		span_str(" a\n b"), "change");
	ck_assert_int_eq(edits_apply(judgement.edits, message,
		&judgement.edited, &err), 0);
}

START_TEST(the_body_goes_in_one_run_then_headers_deletes_from_the_last)
{
	make_edits();
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_CONTINUE);
	ck_assert_str_eq(buf_str(&mta.body), "first\r\n2nd\r\n");
	ck_assert_str_eq(buf_str(&mta.told), "body\n"
		"change Subject 1 \" a\\n b\"\n"
		"change X-A 3 \"\"\n"
		"change X-A 1 \"\"\n"
		"add X-New \" n\"\n");
}
END_TEST

START_TEST(without_leading_spaces_the_mail_server_puts_its_own)
{
	make_edits();
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, false),
		SMFIS_CONTINUE);
	ck_assert_ptr_nonnull(strstr(buf_str(&mta.told),
		"change Subject 1 \"a\\n b\""));
	ck_assert_ptr_nonnull(strstr(buf_str(&mta.told), "add X-New \"n\""));
}
END_TEST

START_TEST(whichever_call_fails_the_answer_is_tempfail)
{
	int calls;

	make_edits();
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_CONTINUE);
	calls = mta.calls;
	ck_assert_int_eq(calls, 5);
	for (mta.fail = 1; mta.fail <= calls; mta.fail++) {
		fake_mta_forget(&mta);
		ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement,
			true), SMFIS_TEMPFAIL);
		/* Nothing is sent behind a failure. */
		ck_assert_int_eq(mta.calls, mta.fail);
	}
}
END_TEST

START_TEST(an_edited_body_that_is_empty_is_replaced_too)
{
	struct err err;
	size_t at = message_body_offset(message);

	edits_body(judgement.edits, at, message_bytes(message).n,
		span_str(""), "all");
	ck_assert_int_eq(edits_apply(judgement.edits, message,
		&judgement.edited, &err), 0);
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_CONTINUE);
	ck_assert_int_eq(mta.body_calls, 1);
	ck_assert_uint_eq(mta.body.n, 0);
}
END_TEST

START_TEST(headers_alone_leave_the_body)
{
	struct err err;

	edits_header_change(judgement.edits, "Subject", 1, span_str(" x"),
		"change");
	ck_assert_int_eq(edits_apply(judgement.edits, message,
		&judgement.edited, &err), 0);
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_CONTINUE);
	ck_assert_int_eq(mta.body_calls, 0);
}
END_TEST

START_TEST(a_value_that_c_strings_cannot_carry_is_tempfail)
{
	static const unsigned char nul[] = " a\0b";

	edits_header_add(judgement.edits, "X", (struct span){ nul, 4 }, "nul");
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_TEMPFAIL);
	ck_assert_int_eq(mta.calls, 0);
}
END_TEST

START_TEST(a_pass_says_nothing)
{
	judgement.decision.verdict = VERDICT_PASS;
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_CONTINUE);
	ck_assert_int_eq(mta.calls, 0);
}
END_TEST

START_TEST(a_quarantine_is_told_why_and_may_fail)
{
	judgement.decision.verdict = VERDICT_QUARANTINE;
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_CONTINUE);
	ck_assert_str_eq(buf_str(&mta.told), "quarantine link-restored\n");
	fake_mta_forget(&mta);
	mta.fail = 1;
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_TEMPFAIL);
}
END_TEST

/* _i: a reason. libmilter ignores a code of the other class silently. */
START_TEST(what_is_held_is_edited_first)
{
	edits_header_delete(judgement.edits, "X-A", 2, "del");
	edits_header_add(judgement.edits, "X-New", span_str(" n"), "add");
	judgement.decision.verdict = VERDICT_QUARANTINE;
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_CONTINUE);
	ck_assert_str_eq(buf_str(&mta.told), "change X-A 2 \"\"\n"
		"add X-New \" n\"\nquarantine link-restored\n");
	for (unsigned call = 1; call <= 3; call++) {
		fake_mta_forget(&mta);
		mta.fail = call;
		ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement,
			true), SMFIS_TEMPFAIL);
	}
}
END_TEST

START_TEST(reply_codes_fit_the_answer)
{
	struct decision d = { VERDICT_REJECT, (enum reason)_i };

	judgement.decision = judgement.wanted = d;
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_REJECT);
	ck_assert_int_eq(strncmp(buf_str(&mta.told), "reply 5", 7), 0);
	ck_assert_ptr_nonnull(strstr(buf_str(&mta.told), " 5."));
	fake_mta_forget(&mta);
	d.verdict = VERDICT_TEMPFAIL;
	judgement.decision = judgement.wanted = d;
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_TEMPFAIL);
	ck_assert_int_eq(strncmp(buf_str(&mta.told), "reply 4", 7), 0);
	ck_assert_ptr_nonnull(strstr(buf_str(&mta.told), " 4."));
}
END_TEST

START_TEST(a_reply_that_is_refused_is_tempfail)
{
	judgement.decision.verdict = VERDICT_REJECT;
	mta.fail = 1;
	ck_assert_int_eq(apply_judgement(&fake_mta, &mta, message, &judgement, true),
		SMFIS_TEMPFAIL);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase,
		the_body_goes_in_one_run_then_headers_deletes_from_the_last);
	tcase_add_test(tcase,
		without_leading_spaces_the_mail_server_puts_its_own);
	tcase_add_test(tcase, whichever_call_fails_the_answer_is_tempfail);
	tcase_add_test(tcase, an_edited_body_that_is_empty_is_replaced_too);
	tcase_add_test(tcase, headers_alone_leave_the_body);
	tcase_add_test(tcase, a_value_that_c_strings_cannot_carry_is_tempfail);
	tcase_add_test(tcase, a_pass_says_nothing);
	tcase_add_test(tcase, a_quarantine_is_told_why_and_may_fail);
	tcase_add_test(tcase, what_is_held_is_edited_first);
	tcase_add_loop_test(tcase, reply_codes_fit_the_answer,
		REASON_NO_INVITATION, REASON_ERROR + 1);
	tcase_add_test(tcase, a_reply_that_is_refused_is_tempfail);
}

UNIT_MAIN("apply", add_tests)
