#include "milter/report.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static struct judgement judgement;
static struct err error;
static struct report report;
static struct buf line;

static void
set_up(void)
{
	judgement = (struct judgement){ .edits = edits_new() };
	error = (struct err){ 0 };
	report = (struct report){
		.queue_id = "4F12", .sender = "a@contoso.example",
		.judgement = &judgement, .error = &error, .applied = true,
		.ms = 7,
	};
	buf_init(&line, 4096);
}

static void
tear_down(void)
{
	edits_free(&judgement.edits);
	buf_deinit(&line);
}

static const char *
written(void)
{
	buf_reset(&line);
	report_line(&report, &line);
	return buf_str(&line);
}

START_TEST(a_line_begins_with_the_queue_id_and_tells_all)
{
	static const struct reseller contoso = { .name = "contoso" };
	struct finding list[] = {
		{ .kind = FINDING_LINK, .link = { .state = LINK_ALTERED } },
		{ .kind = FINDING_MISSING },
		{ .kind = FINDING_LINK, .link = { .state = LINK_ALTERED } },
		{ .kind = FINDING_LINK, .quoted = true,
			.link = { .state = LINK_ALTERED } },
	};
	struct findings findings = { .list = list, .n = 4 };

	judgement.decision.verdict = VERDICT_EDIT;
	judgement.decision.reason = REASON_RESTORED;
	judgement.wanted = judgement.decision;
	judgement.reseller = &contoso;
	judgement.findings = &findings;
	edits_body(judgement.edits, 0, 1, span_str("x"), "why");
	ck_assert_str_eq(written(), "4F12: verdict=edit reason=link-restored "
		"reseller=contoso sender=\"a@contoso.example\" "
		"findings=altered:2,missing:1,quoted-altered:1 edits=1 ms=7");
}
END_TEST

START_TEST(what_was_pretended_and_what_failed_is_told)
{
	judgement.wanted.verdict = VERDICT_REJECT;
	judgement.wanted.reason = REASON_FOREIGN;
	judgement.pretended = true;
	report.applied = false;
	error.kind = ERR_BUG;
	snprintf(error.text, sizeof error.text, "a \"b\"\n");
	ck_assert_str_eq(written(), "4F12: verdict=pass reason=link-foreign "
		"pretended=reject reseller=none sender=\"a@contoso.example\" "
		"findings=none edits=0 applied=no error=\"a \\\"b\\\"\\n\" "
		"ms=7");
}
END_TEST

START_TEST(a_message_without_an_id_has_a_word_in_its_place)
{
	report.queue_id = NULL;
	ck_assert_int_eq(strncmp(written(), "NOQUEUE: ", 9), 0);
	report.queue_id = "";
	ck_assert_int_eq(strncmp(written(), "NOQUEUE: ", 9), 0);
}
END_TEST

START_TEST(what_strangers_write_cannot_forge_a_line)
{
	report.queue_id = "4F\n12: x";
	report.sender = "\"\nfake: verdict=pass\"@x\033[1m";
	report.login = "\xE2\x80\xAE" "evil\r";
	written();
	ck_assert_ptr_null(strchr(buf_str(&line), '\n'));
	ck_assert_ptr_null(strchr(buf_str(&line), '\r'));
	ck_assert_ptr_null(strchr(buf_str(&line), '\033'));
	ck_assert_ptr_nonnull(strstr(buf_str(&line),
		"sender=\"\\\"\\nfake: verdict=pass\\\"@x\\x1B[1m\""));
	ck_assert_ptr_nonnull(strstr(buf_str(&line),
		"login=\"\\xE2\\x80\\xAEevil\\r\""));
	ck_assert_int_eq(strncmp(buf_str(&line), "4F?12??x: ", 10), 0);
}
END_TEST

START_TEST(a_long_name_does_not_push_out_what_follows)
{
	static char sender[100001];

	memset(sender, '\n', sizeof sender - 1);
	report.sender = sender;
	written();
	ck_assert(buf_ok(&line));
	ck_assert_ptr_nonnull(strstr(buf_str(&line), "\\n\"... findings=none "
		"edits=0 ms=7"));
	ck_assert_uint_lt(line.n, 700);
}
END_TEST

START_TEST(a_message_that_was_not_decided_on_has_its_line)
{
	struct mail m = { .sender = (char *)"a@\nb", .size = 12 };

	buf_reset(&line);
	report_unfinished("4F12", "verdict=none reason=aborted", &m, &line);
	ck_assert_int_eq(strncmp(buf_str(&line), "4F12: verdict=none "
		"reason=aborted sender=\"a@\\nb\" bytes=12 ms=",
		strlen("4F12: verdict=none reason=aborted "
		"sender=\"a@\\nb\" bytes=12 ms=")), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_line_begins_with_the_queue_id_and_tells_all);
	tcase_add_test(tcase, what_was_pretended_and_what_failed_is_told);
	tcase_add_test(tcase, a_message_without_an_id_has_a_word_in_its_place);
	tcase_add_test(tcase, what_strangers_write_cannot_forge_a_line);
	tcase_add_test(tcase, a_long_name_does_not_push_out_what_follows);
	tcase_add_test(tcase, a_message_that_was_not_decided_on_has_its_line);
}

UNIT_MAIN("report", add_tests)
