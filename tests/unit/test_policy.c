#include "core/policy.h"

#include <string.h>

#include "core/find.h"

#include "unit.h"

static const struct reseller contoso = {
	.name = "contoso", .link = "https://admin.example/x",
};

static const struct reseller unissued = { .name = "fabrikam" };

static struct finding list[3];
static struct findings findings;
static struct settings settings;

static void
setup(void)
{
	memset(list, 0, sizeof(list));
	settings = settings_default;
	findings = (struct findings){
		.list = list,
		.invitation = true,
		.reseller = &contoso,
	};
}

static struct finding *
add_link(enum link_state state)
{
	struct finding *f = &list[findings.n++];

	f->kind = FINDING_LINK;
	f->link.state = state;
	return f;
}

static struct finding *
add(enum finding_kind kind)
{
	list[findings.n].kind = kind;
	return &list[findings.n++];
}

static void
decides(enum verdict v, enum reason r)
{
	struct decision d = policy_decide(&findings, &settings);

	ck_assert_str_eq(policy_verdict_text(d.verdict),
		policy_verdict_text(v));
	ck_assert_str_eq(policy_reason_text(d.reason), policy_reason_text(r));
}

START_TEST(ordinary_mail_passes)
{
	findings.invitation = false;
	decides(VERDICT_PASS, REASON_NO_INVITATION);
}
END_TEST

START_TEST(the_defaults_are_the_table)
{
	add_link(LINK_INTACT);
	decides(VERDICT_PASS, REASON_INTACT);
	list[0].link.state = LINK_ALTERED;
	decides(VERDICT_EDIT, REASON_RESTORED);
	list[0].link.state = LINK_FOREIGN;
	decides(VERDICT_REJECT, REASON_FOREIGN);
	list[0].link.state = LINK_IMITATION;
	decides(VERDICT_REJECT, REASON_IMITATION);
	list[0].kind = FINDING_MISSING;
	decides(VERDICT_EDIT, REASON_INJECTED);
	list[0].kind = FINDING_PLACEHOLDER;
	decides(VERDICT_EDIT, REASON_INJECTED);
	list[0].kind = FINDING_LONG_LINE;
	decides(VERDICT_EDIT, REASON_LONG_LINE);
	list[0].kind = FINDING_UNEDITABLE;
	list[0].blind = true;
	decides(VERDICT_REJECT, REASON_UNEDITABLE);
}
END_TEST

START_TEST(every_setting_chooses_its_verdict)
{
	static const enum policy_action actions[] = { ACTION_REJECT,
		ACTION_QUARANTINE, ACTION_TEMPFAIL, ACTION_ALLOW };
	static const enum verdict verdicts[] = { VERDICT_REJECT,
		VERDICT_QUARANTINE, VERDICT_TEMPFAIL, VERDICT_PASS };
	size_t i;

	add_link(LINK_ALTERED);
	for (i = 0; i < 4; i++) {
		settings.on_altered = settings.on_missing =
			settings.on_foreign = settings.on_imitation =
			settings.on_uneditable = actions[i];
		list[0].kind = FINDING_LINK;
		list[0].link.state = LINK_ALTERED;
		ck_assert_int_eq(policy_decide(&findings, &settings).verdict,
			(int)verdicts[i]);
		list[0].link.state = LINK_FOREIGN;
		ck_assert_int_eq(policy_decide(&findings, &settings).verdict,
			(int)verdicts[i]);
		list[0].link.state = LINK_IMITATION;
		ck_assert_int_eq(policy_decide(&findings, &settings).verdict,
			(int)verdicts[i]);
		list[0].kind = FINDING_MISSING;
		ck_assert_int_eq(policy_decide(&findings, &settings).verdict,
			(int)verdicts[i]);
		list[0].kind = FINDING_UNEDITABLE;
		list[0].blind = true;
		ck_assert_int_eq(policy_decide(&findings, &settings).verdict,
			(int)verdicts[i]);
	}
}
END_TEST

START_TEST(the_most_severe_finding_wins)
{
	add_link(LINK_ALTERED);
	add(FINDING_MISSING);
	decides(VERDICT_EDIT, REASON_RESTORED);
	settings.on_missing = ACTION_TEMPFAIL;
	decides(VERDICT_TEMPFAIL, REASON_MISSING);
	add_link(LINK_FOREIGN);
	settings.on_foreign = ACTION_QUARANTINE;
	decides(VERDICT_QUARANTINE, REASON_FOREIGN);
	settings.on_altered = ACTION_REJECT;
	decides(VERDICT_REJECT, REASON_ALTERED);
}
END_TEST

START_TEST(allow_leaves_the_other_findings)
{
	add_link(LINK_ALTERED);
	add(FINDING_MISSING);
	settings.on_altered = ACTION_ALLOW;
	decides(VERDICT_EDIT, REASON_INJECTED);
}
END_TEST

START_TEST(history_counts_only_when_it_is_judged)
{
	add_link(LINK_FOREIGN)->quoted = true;
	decides(VERDICT_PASS, REASON_INTACT);
	settings.judge_quoted = true;
	decides(VERDICT_REJECT, REASON_FOREIGN);
	findings.invitation = false;
	decides(VERDICT_REJECT, REASON_FOREIGN);
}
END_TEST

START_TEST(a_seal_hurts_only_where_an_edit_is_wanted)
{
	struct finding *link = add_link(LINK_INTACT);

	add(FINDING_UNEDITABLE);
	decides(VERDICT_PASS, REASON_INTACT);
	link->link.state = LINK_ALTERED;
	decides(VERDICT_REJECT, REASON_UNEDITABLE);
	link->part = 7;
	decides(VERDICT_EDIT, REASON_RESTORED);
	link->part = 0;
	settings.on_uneditable = ACTION_ALLOW;
	decides(VERDICT_PASS, REASON_UNEDITABLE);
	settings.on_altered = ACTION_ALLOW;
	decides(VERDICT_PASS, REASON_ALTERED);
}
END_TEST

START_TEST(no_link_can_be_put_in_for_nobody)
{
	add(FINDING_MISSING);
	findings.reseller = NULL;
	findings.which = true;
	decides(VERDICT_REJECT, REASON_WHICH_RESELLER);
	findings.which = false;
	findings.reseller = &unissued;
	decides(VERDICT_REJECT, REASON_NO_LINK_ISSUED);
}
END_TEST

START_TEST(a_link_that_lapsed_is_neither_put_in_nor_let_out)
{
	struct finding *link = add_link(LINK_ALTERED);

	findings.lapsed = true;
	decides(VERDICT_REJECT, REASON_LINK_LAPSED);
	add(FINDING_UNEDITABLE);
	decides(VERDICT_REJECT, REASON_LINK_LAPSED);
	link->kind = FINDING_MISSING;
	decides(VERDICT_REJECT, REASON_LINK_LAPSED);
	findings.n = 1;
	settings.on_missing = ACTION_QUARANTINE;
	decides(VERDICT_QUARANTINE, REASON_MISSING);
	findings.n = 0;
	decides(VERDICT_PASS, REASON_INTACT);
}
END_TEST

START_TEST(replies_are_one_plain_line)
{
	int r, refused;

	for (r = REASON_NO_INVITATION; r <= REASON_ERROR; r++)
		for (refused = 0; refused < 2; refused++) {
			struct decision d = { refused ? VERDICT_REJECT :
				VERDICT_TEMPFAIL, (enum reason)r };
			struct policy_reply reply = policy_reply(d);
			const char *s;

			ck_assert_str_eq(reply.code, refused ? "550" : "451");
			ck_assert_int_eq(reply.enhanced[0], refused ? '5' : '4');
			for (s = reply.text; *s; s++)
				ck_assert(*s >= ' ' && *s <= '~' && *s != '%');
			ck_assert_uint_gt(strlen(policy_reason_text(d.reason)),
				0);
		}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, NULL);
	tcase_add_test(tcase, ordinary_mail_passes);
	tcase_add_test(tcase, the_defaults_are_the_table);
	tcase_add_test(tcase, every_setting_chooses_its_verdict);
	tcase_add_test(tcase, the_most_severe_finding_wins);
	tcase_add_test(tcase, allow_leaves_the_other_findings);
	tcase_add_test(tcase, history_counts_only_when_it_is_judged);
	tcase_add_test(tcase, a_seal_hurts_only_where_an_edit_is_wanted);
	tcase_add_test(tcase, no_link_can_be_put_in_for_nobody);
	tcase_add_test(tcase,
		a_link_that_lapsed_is_neither_put_in_nor_let_out);
	tcase_add_test(tcase, replies_are_one_plain_line);
}

UNIT_MAIN("policy", add_tests)
