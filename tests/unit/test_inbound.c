#include "core/inbound.h"

#include <stdlib.h>

#include "inbound_world.h"

#define RESULT "Linkseal-Result"
#define FORGED RESULT ": " MX "; verdict=genuine\r\n"

static struct inbound_world i;
static struct message *m;
static struct judgement *j;

static void
set_up(void)
{
	inbound_world_init(&i);
}

static void
tear_down(void)
{
	judgement_free(&j);
	message_free(&m);
	inbound_world_deinit(&i);
}

static void
judge(const char *mail)
{
	struct err err = { 0 };

	judgement_free(&j);
	message_free(&m);
	m = mail_parse(mail);
	ck_assert_msg(inbound_judge(m, &i.in, &j, &err) == 0, "%s", err.text);
	ck_assert(!edits_touch_body(j->edits));
}

static void
judges(const char *mail, enum verdict v, enum reason r)
{
	judge(mail);
	ck_assert_str_eq(policy_verdict_text(j->decision.verdict),
		policy_verdict_text(v));
	ck_assert_str_eq(policy_reason_text(j->wanted.reason),
		policy_reason_text(r));
}

/* The value of the field that was added; NULL: none was. */
static const char *
result(void)
{
	static char value[4096];
	const struct edit *e;
	size_t n = edits_count(j->edits);

	e = n ? edits_get(j->edits, n - 1) : NULL;
	if (e == NULL || e->kind != EDIT_HEADER_ADD)
		return NULL;
	ck_assert_str_eq(e->name, RESULT);
	snprintf(value, sizeof value, "%.*s", (int)e->n, (char *)e->text);
	return value;
}

static void
marks(const char *mail, enum reason r, const char *part)
{
	judges(mail, VERDICT_EDIT, r);
	ck_assert_ptr_nonnull(result());
	ck_assert_msg(strstr(result(), part) != NULL, "%s", result());
}

START_TEST(ordinary_mail_is_left_alone)
{
	judges(PLAIN "\r\nhello\r\n", VERDICT_PASS, REASON_NO_INVITATION);
	judges(PLAIN "\r\n" U12 "\r\n", VERDICT_PASS, REASON_NO_INVITATION);
	ck_assert_uint_eq(edits_count(j->edits), 0);
}
END_TEST

START_TEST(an_invitation_is_marked)
{
	marks(PLAIN "\r\n" CONTOSO_LINK "\r\n", REASON_GENUINE,
		MX "; verdict=genuine\n\treseller=contoso");
	ck_assert_ptr_eq(j->reseller, &i.w.contoso);
	marks(PLAIN "\r\n" FABRIKAM_LINK "\r\n", REASON_APPROVED,
		"verdict=approved\n\treseller=fabrikam");
	marks(PLAIN "\r\n" U3 "\r\n", REASON_DAMAGED,
		"reason=\"parameter DAP is false instead of true\"");
	marks(PLAIN "\r\n" STRANGER_LINK "\r\n", REASON_UNKNOWN,
		"verdict=unknown\n\treason=");
}
END_TEST

START_TEST(only_the_header_changes)
{
	judge(FORGED PLAIN FORGED "\r\n" CONTOSO_LINK "\r\n");
	ck_assert(span_eq(buf_span(&j->edited), span_str(PLAIN RESULT ": " MX
		"; verdict=genuine\r\n\treseller=contoso provider="
		"partner-center\r\n\treason=\"exactly as it was issued\"\r\n"
		"\r\n" CONTOSO_LINK "\r\n")));
}
END_TEST

START_TEST(a_forged_result_goes_from_ordinary_mail_too)
{
	judges(FORGED PLAIN "\r\nhello\r\n", VERDICT_EDIT,
		REASON_NO_INVITATION);
	ck_assert_ptr_null(result());
	ck_assert_str_eq(buf_str(&j->edited), PLAIN "\r\nhello\r\n");
}
END_TEST

START_TEST(both_halves_and_an_anchor_that_shows_itself_are_genuine)
{
	marks(TWO_PARTS("", CONTOSO_LINK, "<a href=\"" CONTOSO_LINK "\">"
		CONTOSO_LINK "</a>"), REASON_GENUINE, "genuine");
	marks(HTML "\r\n<a href=\"" FABRIKAM_LINK "\">" FABRIKAM_LINK "</a>",
		REASON_APPROVED, "approved");
	marks(HTML "\r\n<a href=\"" STRANGER_LINK "\">" STRANGER_LINK "</a>",
		REASON_UNKNOWN, "unknown");
}
END_TEST

START_TEST(the_worst_link_is_what_is_told)
{
	marks(PLAIN "\r\n" CONTOSO_LINK "\r\n\r\n" STRANGER_LINK "\r\n",
		REASON_UNKNOWN, SCREEN_ID);
	marks(TWO_PARTS("", CONTOSO_LINK, "<a href=\"" U3 "\">x</a>"),
		REASON_DAMAGED, "damaged");
	marks(PLAIN "\r\n" CONTOSO_LINK "\r\n\r\n" REVOKED_LINK "\r\n",
		REASON_UNKNOWN, "revoked here, 2026-11-21 (a mistake)");
}
END_TEST

#define OPAQUE "https://protect-us.mimecast.com/s/AbCdEfGhIjK"

START_TEST(what_a_click_leads_to_counts)
{
	marks(HTML "\r\n<a href=\"https://evil.example/\">" CONTOSO_LINK
		"</a>", REASON_IMITATION, "imitation");
	marks(HTML "\r\n<a href=\"" OPAQUE "\">" CONTOSO_LINK "</a>",
		REASON_DAMAGED, "Mimecast");
	marks(HTML "\r\n<a href=\"" STRANGER_LINK "\">" CONTOSO_LINK "</a>",
		REASON_IMITATION, "imitation");
	marks(HTML "\r\n<a href=\"" FABRIKAM_LINK "\">" CONTOSO_LINK "</a>",
		REASON_IMITATION, "another partner's link");
	marks(HTML "\r\n<a href=\"" U3 "\">" CONTOSO_LINK "</a>",
		REASON_DAMAGED, "DAP");
}
END_TEST

START_TEST(what_the_sender_s_side_calls_altered_is_damaged)
{
	marks(HTML "\r\n<p>" ADMIN "<wbr>" RESELLER CONTOSO_ID
		"&msppId=0&DAP=true" OLD_PAGE "</p>", REASON_DAMAGED,
		"tags stand inside");
	marks(PLAIN "\r\n" ADMIN "\r\n" RESELLER FABRIKAM_ID
		"&msppId=0&DAP=true" OLD_PAGE "\r\n", REASON_DAMAGED,
		"verdict=damaged");
	marks(PLAIN "\r\n" FABRIKAM_LINK "\xE2\x80\x8B" "x\r\n",
		REASON_DAMAGED, "fabrikam");
}
END_TEST

START_TEST(quoted_history_is_no_invitation)
{
	judges(PLAIN "\r\nYes!\r\n\r\n> " CONTOSO_LINK "\r\n", VERDICT_PASS,
		REASON_NO_INVITATION);
	judges(PLAIN "\r\nYes!\r\n\r\n> " STRANGER_LINK "\r\n", VERDICT_PASS,
		REASON_NO_INVITATION);
	i.w.settings.judge_quoted = true;
	marks(PLAIN "\r\nYes!\r\n\r\n> " STRANGER_LINK "\r\n",
		REASON_UNKNOWN, "unknown");
}
END_TEST

#define HIDDEN(x) "<p style=\"display:none\"><a href=\"" x "\">y</a></p>"

START_TEST(a_hidden_link_proves_nothing)
{
	marks(HTML "\r\n" HIDDEN(CONTOSO_LINK), REASON_DAMAGED,
		"no reader sees it");
	marks(HTML "\r\n" HIDDEN(CONTOSO_LINK) "<a href=\"" CONTOSO_LINK
		"\">x</a>", REASON_GENUINE, "genuine");
	marks(HTML "\r\n" HIDDEN(STRANGER_LINK), REASON_UNKNOWN, "unknown");
}
END_TEST

START_TEST(an_invitation_without_its_link_is_damaged)
{
	marks(MARK PLAIN "\r\nplease accept\r\n", REASON_DAMAGED,
		"has lost its link");
}
END_TEST

START_TEST(the_sender_names_nobody)
{
	marks("Linkseal-Reseller: fabrikam\r\n" PLAIN "\r\n" CONTOSO_LINK
		"\r\n", REASON_GENUINE, "reseller=contoso");
	marks("Linkseal-Reseller: contoso\r\n" PLAIN "\r\n" STRANGER_LINK
		"\r\n", REASON_UNKNOWN, "verdict=unknown\n\treason=");
}
END_TEST

START_TEST(what_can_t_be_read_is_unknown)
{
	marks("Content-Type: text/html\r\n" PLAIN "\r\n" CONTOSO_LINK "\r\n",
		REASON_UNKNOWN, "can't be checked");
}
END_TEST

static const struct row {
	enum policy_action action;
	enum verdict verdict;
	bool marked;
} actions[] = {
	{ ACTION_MARK, VERDICT_EDIT, true },
	{ ACTION_QUARANTINE, VERDICT_QUARANTINE, true },
	{ ACTION_REJECT, VERDICT_REJECT, false },
	{ ACTION_ALLOW, VERDICT_PASS, false },
};

START_TEST(settings_decide_what_happens)
{
	const struct row *row = &actions[_i];

	i.in.settings.on_damaged = i.in.settings.on_unknown =
		i.in.settings.on_imitation = row->action;
	judges(PLAIN "\r\n" U3 "\r\n", row->verdict, REASON_DAMAGED);
	ck_assert(row->marked == (result() != NULL));
	judges(PLAIN "\r\n" STRANGER_LINK "\r\n", row->verdict,
		REASON_UNKNOWN);
	judges(HTML "\r\n<a href=\"https://evil.example/\">" CONTOSO_LINK
		"</a>", row->verdict, REASON_IMITATION);
	judges(PLAIN "\r\n" CONTOSO_LINK "\r\n", VERDICT_EDIT,
		REASON_GENUINE);
}
END_TEST

START_TEST(a_forged_result_goes_whatever_is_done)
{
	i.in.settings.on_unknown = ACTION_ALLOW;
	judges(FORGED PLAIN "\r\n" STRANGER_LINK "\r\n", VERDICT_EDIT,
		REASON_UNKNOWN);
	ck_assert_ptr_null(result());
	i.in.settings.on_unknown = ACTION_QUARANTINE;
	judges(FORGED PLAIN "\r\n" STRANGER_LINK "\r\n", VERDICT_QUARANTINE,
		REASON_UNKNOWN);
	ck_assert_uint_eq(edits_count(j->edits), 2);
}
END_TEST

START_TEST(nothing_happens_when_it_is_pretended)
{
	i.w.settings.pretend = true;
	judges(FORGED PLAIN "\r\n" STRANGER_LINK "\r\n", VERDICT_PASS,
		REASON_UNKNOWN);
	ck_assert(j->pretended && j->wanted.verdict == VERDICT_EDIT);
	ck_assert_uint_eq(j->edited.n, 0);
}
END_TEST

START_TEST(a_message_that_is_not_read_loses_forged_results)
{
	static const char mail[] = FORGED PLAIN "\r\n" FORGED;

	j = inbound_pass(span_str(mail), &i.in, REASON_OVERSIZE);
	ck_assert_int_eq(j->decision.verdict, VERDICT_EDIT);
	ck_assert_str_eq(buf_str(&j->edited), PLAIN "\r\n" FORGED);
	judgement_free(&j);
	j = inbound_pass(span_str(PLAIN "\r\n"), &i.in, REASON_OVERSIZE);
	ck_assert_int_eq(j->decision.verdict, VERDICT_PASS);
	ck_assert_int_eq(j->wanted.reason, REASON_OVERSIZE);
}
END_TEST

START_TEST(a_refusal_says_where_and_why)
{
	struct buf out;

	buf_init(&out, 65536);
	i.in.settings.on_unknown = ACTION_REJECT;
	judge(PLAIN "\r\n" CONTOSO_LINK "\r\n" STRANGER_LINK "\r\n");
	judgement_reply(j, &out);
	ck_assert_ptr_nonnull(strstr(buf_str(&out), "not approved here"));
	ck_assert_ptr_nonnull(strstr(buf_str(&out), "(part 1 text/plain: link "
		"foreign: it belongs to the account " SCREEN_ID));
	buf_deinit(&out);
}
END_TEST

START_TEST(findings_are_told_in_the_receiver_s_words)
{
	struct buf out;

	buf_init(&out, 65536);
	judge(PLAIN "\r\n" STRANGER_LINK "\r\n");
	judgement_print(j, &out);
	ck_assert_ptr_nonnull(strstr(buf_str(&out), "link foreign: it belongs "
		"to the account " SCREEN_ID ", which is no approved"));
	ck_assert_ptr_null(strstr(buf_str(&out), "also:"));
	buf_deinit(&out);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, ordinary_mail_is_left_alone);
	tcase_add_test(tcase, an_invitation_is_marked);
	tcase_add_test(tcase, only_the_header_changes);
	tcase_add_test(tcase, a_forged_result_goes_from_ordinary_mail_too);
	tcase_add_test(tcase,
		both_halves_and_an_anchor_that_shows_itself_are_genuine);
	tcase_add_test(tcase, the_worst_link_is_what_is_told);
	tcase_add_test(tcase, what_a_click_leads_to_counts);
	tcase_add_test(tcase,
		what_the_sender_s_side_calls_altered_is_damaged);
	tcase_add_test(tcase, quoted_history_is_no_invitation);
	tcase_add_test(tcase, a_hidden_link_proves_nothing);
	tcase_add_test(tcase, an_invitation_without_its_link_is_damaged);
	tcase_add_test(tcase, the_sender_names_nobody);
	tcase_add_test(tcase, what_can_t_be_read_is_unknown);
	tcase_add_loop_test(tcase, settings_decide_what_happens, 0,
		(int)(sizeof actions / sizeof *actions));
	tcase_add_test(tcase, a_forged_result_goes_whatever_is_done);
	tcase_add_test(tcase, nothing_happens_when_it_is_pretended);
	tcase_add_test(tcase,
		a_message_that_is_not_read_loses_forged_results);
	tcase_add_test(tcase, a_refusal_says_where_and_why);
	tcase_add_test(tcase, findings_are_told_in_the_receiver_s_words);
}

UNIT_MAIN("inbound", add_tests)
