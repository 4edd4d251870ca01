#include "core/findings.h"

#include "mail.h"

static struct message *m;
static struct findings *findings;
static struct reseller contoso = { .name = "contoso" };

static void
setup(void)
{
	m = mail_parse(PLAIN "\r\nHello\r\n");
	findings = findings_new(m);
}

static void
teardown(void)
{
	findings_free(&findings);
	message_free(&m);
}

static struct finding *
add_link(enum link_state state)
{
	struct finding *f = findings_add(findings, FINDING_LINK, 0);

	f->link.state = state;
	f->link.whose = &contoso;
	return f;
}

START_TEST(findings_end_at_their_limit)
{
	int i;

	for (i = 0; i < LIMIT_FINDINGS; i++)
		ck_assert_ptr_nonnull(findings_add(findings, FINDING_LINK, 0));
	ck_assert(!findings->over);
	ck_assert_ptr_null(findings_add(findings, FINDING_LINK, 0));
	ck_assert(findings->over);
}
END_TEST

START_TEST(an_own_link_or_a_placeholder_holds)
{
	ck_assert(!findings_hold(findings, 0));
	add_link(LINK_ALTERED);
	ck_assert(findings_hold(findings, 0));
	ck_assert(!findings_hold(findings, 1));
	ck_assert(!findings_hold_intact(findings, 0));
	add_link(LINK_INTACT);
	ck_assert(findings_hold_intact(findings, 0));
	findings_add(findings, FINDING_PLACEHOLDER, 1);
	ck_assert(findings_hold(findings, 1));
	ck_assert(!findings_hold_intact(findings, 1));
}
END_TEST

START_TEST(what_no_reader_follows_does_not_hold)
{
	add_link(LINK_INTACT)->hidden = true;
	add_link(LINK_INTACT)->quoted = true;
	add_link(LINK_INTACT)->in_anchor = true;
	add_link(LINK_FOREIGN)->link.whose = NULL;
	ck_assert(!findings_hold(findings, 0));
}
END_TEST

START_TEST(another_resellers_link_does_not_hold)
{
	struct reseller fabrikam = { .name = "fabrikam" };

	add_link(LINK_INTACT);
	findings->reseller = &fabrikam;
	ck_assert(!findings_hold(findings, 0));
}
END_TEST

START_TEST(foreign_bytes_are_escaped_in_print)
{
	struct buf out;

	findings_add_uneditable(findings, SPAN_NONE, true, "a\r\nb\x7F\xC3");
	buf_init(&out, 1000);
	findings_print(findings, &out);
	ck_assert_str_eq(buf_str(&out),
		"message: can't be edited: a\\x0D\\x0Ab\\x7F\\xC3\n");
	buf_deinit(&out);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, findings_end_at_their_limit);
	tcase_add_test(tcase, an_own_link_or_a_placeholder_holds);
	tcase_add_test(tcase, what_no_reader_follows_does_not_hold);
	tcase_add_test(tcase, another_resellers_link_does_not_hold);
	tcase_add_test(tcase, foreign_bytes_are_escaped_in_print);
}

UNIT_MAIN("findings", add_tests)
