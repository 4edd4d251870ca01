#include "core/guard.h"

#include "mail.h"

static struct world w;
static struct message *m;
static struct judgement *j;
static struct buf out;

static void
setup(void)
{
	world_init(&w, 1);
	buf_init(&out, 1 << 20);
}

static void
teardown(void)
{
	judgement_free(&j);
	message_free(&m);
	buf_deinit(&out);
	world_deinit(&w);
}

static void
judge(const char *mail)
{
	struct err err = { 0 };

	judgement_free(&j);
	message_free(&m);
	buf_reset(&out);
	m = mail_parse(mail);
	ck_assert_msg(guard_judge(m, &w.facts, &j, &err) == 0, "%s", err.text);
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

#define ALTERED ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=false" OLD_PAGE

START_TEST(mail_of_nobody_is_not_looked_at)
{
	w.facts.n_resellers = 0;
	judges(PLAIN "\r\n" FABRIKAM_LINK "\r\n", VERDICT_PASS, REASON_NOBODY);
	ck_assert_ptr_null(j->findings);
	ck_assert_uint_eq(edits_count(j->edits), 0);
}
END_TEST

START_TEST(mail_of_an_unfit_reseller_is_our_failure_and_does_not_pass)
{
	struct reseller unfit = { .name = "lost", .unfit = "no profile" };
	const struct reseller *list[] = { &unfit };
	struct err err = { 0 };

	w.facts.resellers = list;
	m = mail_parse(PLAIN "\r\nhello\r\n");
	ck_assert_int_eq(guard_judge(m, &w.facts, &j, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(err.text, "lost: no profile"));
	ck_assert_ptr_null(j);
}
END_TEST

START_TEST(a_damaged_link_is_restored_and_proved)
{
	judges(PLAIN "\r\nOpen " ALTERED "\r\n", VERDICT_EDIT,
		REASON_RESTORED);
	ck_assert_str_eq(buf_str(&j->edited),
		PLAIN "\r\nOpen " CONTOSO_LINK "\r\n");
}
END_TEST

START_TEST(a_link_that_lapsed_is_refused_however_it_came)
{
	struct buf reply;

	w.contoso.lapses = 1775086200;
	w.contoso.lapse_time = "2026-04-01T23:30:00Z";
	w.facts.now = w.contoso.lapses;
	judges(PLAIN MARK "\r\nHello\r\n", VERDICT_REJECT,
		REASON_LINK_LAPSED);
	judges(PLAIN "\r\nOpen " ALTERED "\r\n", VERDICT_REJECT,
		REASON_LINK_LAPSED);
	judges(PLAIN "\r\nHello\r\n", VERDICT_PASS, REASON_NO_INVITATION);
	judges(PLAIN "\r\n" CONTOSO_LINK "\r\n", VERDICT_REJECT,
		REASON_LINK_LAPSED);
	buf_init(&reply, 1000);
	judgement_reply(j, &reply);
	ck_assert_ptr_nonnull(strstr(buf_str(&reply), "lapsed on 2026-04-01"));
	buf_deinit(&reply);
	w.facts.now--;
	judges(PLAIN "\r\n" CONTOSO_LINK "\r\n", VERDICT_PASS,
		REASON_INTACT);
}
END_TEST

START_TEST(both_texts_get_the_link)
{
	judges(TWO_PARTS(MARK, "Hello\r\n", "<p>Hello</p>"), VERDICT_EDIT,
		REASON_INJECTED);
	ck_assert_uint_eq(edits_count(j->edits), 2);
}
END_TEST

START_TEST(pretending_changes_nothing)
{
	w.settings.pretend = true;
	judges(PLAIN "\r\nOpen " ALTERED "\r\n", VERDICT_PASS,
		REASON_RESTORED);
	ck_assert(j->pretended);
	ck_assert_int_eq(j->wanted.verdict, VERDICT_EDIT);
	ck_assert_uint_eq(j->edited.n, 0);
	ck_assert_uint_eq(edits_count(j->edits), 1);
	judges(PLAIN "\r\nHello\r\n", VERDICT_PASS, REASON_NO_INVITATION);
	ck_assert(!j->pretended);
}
END_TEST

START_TEST(the_size_is_allowed_up_to_the_limit)
{
	w.settings.max_message = strlen(PLAIN "\r\nHello\r\n");
	judges(PLAIN "\r\nHello\r\n", VERDICT_PASS, REASON_NO_INVITATION);
	judges(PLAIN "\r\nHello!\r\n", VERDICT_TEMPFAIL, REASON_OVERSIZE);
	w.settings.on_oversize = ACTION_ALLOW;
	judges(PLAIN "\r\nHello!\r\n", VERDICT_PASS, REASON_OVERSIZE);
}
END_TEST

START_TEST(a_judgement_prints_as_text)
{
	judge(PLAIN "\r\nOpen " CONTOSO_LINK "\r\n");
	judgement_print(j, &out);
	ck_assert_str_eq(buf_str(&out), "verdict: pass\nreason: link-intact\n"
		"reseller: contoso\npart 1 text/plain: link intact\n");
}
END_TEST

START_TEST(every_reason_is_printed)
{
	judge(TWO_PARTS("", FABRIKAM_LINK "\r\n" ALTERED, "<p>Hello</p>"));
	judgement_print(j, &out);
	ck_assert_ptr_nonnull(strstr(buf_str(&out), "verdict: reject\n"
		"reason: link-foreign\nalso: link-restored\n"
		"also: link-injected\n"));
}
END_TEST

START_TEST(a_reply_names_the_place_on_one_line)
{
	const char *s;

	judge(PLAIN "\r\nOpen " FABRIKAM_LINK "%0d%0a\r\n");
	judgement_reply(j, &out);
	ck_assert_uint_le(out.n, 400);
	ck_assert_ptr_nonnull(strstr(buf_str(&out), "part 1 text/plain"));
	for (s = buf_str(&out); *s; s++)
		ck_assert(*s >= ' ' && *s <= '~' && *s != '%');
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, mail_of_nobody_is_not_looked_at);
	tcase_add_test(tcase,
		mail_of_an_unfit_reseller_is_our_failure_and_does_not_pass);
	tcase_add_test(tcase, a_damaged_link_is_restored_and_proved);
	tcase_add_test(tcase, a_link_that_lapsed_is_refused_however_it_came);
	tcase_add_test(tcase, both_texts_get_the_link);
	tcase_add_test(tcase, pretending_changes_nothing);
	tcase_add_test(tcase, the_size_is_allowed_up_to_the_limit);
	tcase_add_test(tcase, a_judgement_prints_as_text);
	tcase_add_test(tcase, every_reason_is_printed);
	tcase_add_test(tcase, a_reply_names_the_place_on_one_line);
}

UNIT_MAIN("guard", add_tests)
