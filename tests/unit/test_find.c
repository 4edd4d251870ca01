#include "core/find.h"

#include "mail.h"

static struct world w;

static void
setup(void)
{
	world_init(&w, 1);
}

static void
teardown(void)
{
	world_deinit(&w);
}

static void
finds(const char *mail, const char *expected)
{
	struct buf out;

	ck_assert_str_eq(mail_findings(mail, &w, &out), expected);
	buf_deinit(&out);
}

START_TEST(ordinary_mail_has_no_findings)
{
	finds(PLAIN "\r\nSee https://www.contoso.example/?a=1 and our id "
		CONTOSO_ID ".\r\n", "");
}
END_TEST

START_TEST(the_issued_link_is_intact)
{
	finds(PLAIN "\r\nOpen:\r\n" CONTOSO_LINK "\r\n",
		"part 1 text/plain: link intact\n");
}
END_TEST

START_TEST(another_account_is_foreign)
{
	struct buf out;

	ck_assert_ptr_nonnull(strstr(mail_findings(PLAIN "\r\n" FABRIKAM_LINK,
		&w, &out), "part 1 text/plain: link foreign"));
	buf_deinit(&out);
}
END_TEST

START_TEST(a_marked_mail_misses_its_link)
{
	finds(PLAIN MARK "\r\nHello\r\n", "part 1 text/plain: link missing\n");
	finds(PLAIN MARK "\r\n", "part 1 text/plain: link missing\n");
}
END_TEST

START_TEST(each_alternative_must_hold_the_link)
{
	finds(TWO_PARTS("", "Open " CONTOSO_LINK "\r\n", "<p>Hello</p>"),
		"part 1 text/plain: link intact\n"
		"part 2 text/html: link missing\n");
}
END_TEST

START_TEST(a_foreign_link_alone_asks_for_no_link_of_ours)
{
	struct buf out;

	ck_assert_ptr_null(strstr(mail_findings(TWO_PARTS("", FABRIKAM_LINK,
		"<p>Hello</p>"), &w, &out), "missing"));
	buf_deinit(&out);
}
END_TEST

/* Where the missing link of a marked mail with BODY belongs. */
static size_t
place(const char *head, const char *body)
{
	struct message *m;
	struct findings *findings;
	struct buf b;
	size_t at;

	buf_init(&b, 65536);
	buf_printf(&b, "%s" MARK "\r\n%s", head, body);
	m = mail_parse(buf_str(&b));
	findings = mail_find(m, &w);
	ck_assert_uint_eq(findings->n, 1);
	ck_assert_int_eq(findings->list[0].kind, FINDING_MISSING);
	ck_assert_uint_eq(findings->list[0].begin, findings->list[0].end);
	at = findings->list[0].begin;
	findings_free(&findings);
	message_free(&m);
	buf_deinit(&b);
	return at;
}

START_TEST(the_link_belongs_behind_the_second_paragraph)
{
	size_t at = place(PLAIN, "One\r\n\r\nTwo\r\nmore\r\n\r\nThree\r\n");

	ck_assert_uint_ge(at, strlen("One\r\n\r\nTwo\r\nmore"));
	ck_assert_uint_lt(at, strlen("One\r\n\r\nTwo\r\nmore\r\n\r\nT"));
	at = place(HTML, "<p>One</p><p>Two</p><p>Three</p>");
	ck_assert_uint_eq(at, strlen("<p>One</p><p>Two</p>"));
}
END_TEST

START_TEST(the_link_belongs_before_signature_and_history)
{
	size_t at = place(PLAIN, "One\r\n\r\n-- \r\nAlice\r\n");

	ck_assert_uint_le(at, strlen("One\r\n\r\n"));
	at = place(PLAIN, "> history\r\n");
	ck_assert_uint_eq(at, 0);
}
END_TEST

START_TEST(a_header_or_body_that_programs_read_differently_is_uneditable)
{
	struct buf out;

	ck_assert_ptr_nonnull(strstr(mail_findings(PLAIN
		"Content-Type: text/html\r\n\r\n" CONTOSO_LINK "\r\n", &w,
		&out), "message: can't be edited: mail programs disagree"));
	buf_deinit(&out);
	finds(PLAIN "Content-Type: text/html\r\n\r\nordinary\r\n", "");
}
END_TEST

/* N links in one body. */
static struct findings *
many(size_t n, struct message **m_r)
{
	struct buf b;
	struct findings *findings;

	buf_init(&b, 1 << 20);
	buf_add_str(&b, PLAIN "\r\n");
	while (n--)
		buf_add_str(&b, CONTOSO_LINK "\r\n");
	*m_r = mail_parse(buf_str(&b));
	findings = mail_find(*m_r, &w);
	buf_deinit(&b);
	return findings;
}

START_TEST(too_many_links_are_uneditable)
{
	struct message *m;
	struct findings *findings = many(LIMIT_FINDINGS, &m);

	ck_assert_uint_eq(findings->n, LIMIT_FINDINGS);
	ck_assert(!findings->over);
	findings_free(&findings);
	message_free(&m);
	findings = many(LIMIT_FINDINGS + 1, &m);
	ck_assert_uint_eq(findings->n, LIMIT_FINDINGS);
	ck_assert_int_eq(findings->list[LIMIT_FINDINGS - 1].kind,
		FINDING_UNEDITABLE);
	ck_assert(findings->list[LIMIT_FINDINGS - 1].blind);
	findings_free(&findings);
	message_free(&m);
}
END_TEST

START_TEST(what_is_nested_too_deep_is_judged_by_its_bytes)
{
	struct message *m;
	struct findings *findings;
	struct buf b;
	int i;

	buf_init(&b, 1 << 20);
	buf_add_str(&b, FROM "MIME-Version: 1.0\r\n");
	for (i = 0; i <= LIMIT_MIME_DEPTH; i++)
		buf_printf(&b, "Content-Type: multipart/mixed; boundary=b%d"
			"\r\n\r\n--b%d\r\n", i, i);
	buf_add_str(&b, "\r\n" CONTOSO_LINK "\r\n");
	m = mail_parse(buf_str(&b));
	findings = mail_find(m, &w);
	ck_assert_ptr_null(findings->mime);
	ck_assert(findings->invitation);
	ck_assert_uint_eq(findings->n, 1);
	ck_assert(findings->list[0].blind);
	findings_free(&findings);
	message_free(&m);
	buf_deinit(&b);
}
END_TEST

START_TEST(settings_are_the_resellers_then_global_then_default)
{
	struct settings own = settings_default;
	struct facts f = w.facts;

	w.contoso.settings = &own;
	ck_assert_ptr_eq(find_settings(&f, &w.contoso), &own);
	ck_assert_ptr_eq(find_settings(&f, NULL), &w.settings);
	f.settings = NULL;
	ck_assert_ptr_eq(find_settings(&f, NULL), &settings_default);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, ordinary_mail_has_no_findings);
	tcase_add_test(tcase, the_issued_link_is_intact);
	tcase_add_test(tcase, another_account_is_foreign);
	tcase_add_test(tcase, a_marked_mail_misses_its_link);
	tcase_add_test(tcase, each_alternative_must_hold_the_link);
	tcase_add_test(tcase, a_foreign_link_alone_asks_for_no_link_of_ours);
	tcase_add_test(tcase, the_link_belongs_behind_the_second_paragraph);
	tcase_add_test(tcase, the_link_belongs_before_signature_and_history);
	tcase_add_test(tcase,
		a_header_or_body_that_programs_read_differently_is_uneditable);
	tcase_add_test(tcase, too_many_links_are_uneditable);
	tcase_add_test(tcase, what_is_nested_too_deep_is_judged_by_its_bytes);
	tcase_add_test(tcase,
		settings_are_the_resellers_then_global_then_default);
}

UNIT_MAIN("find", add_tests)
