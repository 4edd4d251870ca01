#include "core/render.h"

#include "core/text_qp.h"

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

/* The mail that one with the body BEFORE, under HEAD, becomes. */
static void
edit(const char *head, const char *before, struct buf *out)
{
	struct edits *edits = edits_new();
	struct err err = { 0 };
	struct findings *findings;
	struct message *m;
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_init(out, 1 << 20);
	buf_printf(&b, "%s\r\n%s", head, before);
	m = mail_parse(buf_str(&b));
	findings = mail_find(m, &w);
	ck_assert_msg(render_edits(findings, &w.settings, edits, &err) == 0,
		"%s", err.text);
	ck_assert_msg(edits_apply(edits, m, out, &err) == 0, "%s", err.text);
	edits_free(&edits);
	findings_free(&findings);
	message_free(&m);
	buf_deinit(&b);
}

static const char *
body_of(struct buf *mail)
{
	return strstr(buf_str(mail), "\r\n\r\n") + 4;
}

/* The body BEFORE, under HEAD, is to become AFTER. */
static void
becomes(const char *head, const char *before, const char *after)
{
	struct buf out;

	edit(head, before, &out);
	ck_assert_str_eq(body_of(&out), after);
	buf_deinit(&out);
}

#define ALTERED ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=false" OLD_PAGE
#define WRAPPED ADMIN "\r\n" RESELLER CONTOSO_ID "&ms\r\nppId=0&DAP=true" \
	OLD_PAGE
#define ESCAPED ADMIN "?invType=ResellerRelationship&amp;partnerId=" \
	CONTOSO_ID "&amp;msppId=0&amp;DAP=true" OLD_PAGE

START_TEST(an_altered_link_is_put_right_where_it_stands)
{
	becomes(PLAIN, "Open " ALTERED ", please.\r\n",
		"Open " CONTOSO_LINK ", please.\r\n");
	becomes(PLAIN, "<" WRAPPED ">\r\n", "<" CONTOSO_LINK ">\r\n");
	becomes(PLAIN, WRAPPED "\r\nBye\r\n", CONTOSO_LINK "\r\nBye\r\n");
}
END_TEST

START_TEST(no_letter_of_another_script_touches_the_end)
{
	becomes(PLAIN, "\xE8\xAF\xB7 " ALTERED "\xEF\xBC\x8C\xE8\xB0\xA2\r\n",
		"\xE8\xAF\xB7 " CONTOSO_LINK
		"\r\n\xEF\xBC\x8C\xE8\xB0\xA2\r\n");
}
END_TEST

START_TEST(nothing_behind_goes_on_with_the_address)
{
	becomes(PLAIN, ADMIN "?invType=ResellerRelationship\xE2\x80\x8B"
		"&partnerId=3b33e682-00c3-41ee-9dd2-a54@adf56438.\r\n",
		CONTOSO_LINK ".\r\n");
	becomes(PLAIN, ALTERED "\xC2\xAD" "https://x.example\r\n",
		CONTOSO_LINK "\r\nhttps://x.example\r\n");
}
END_TEST

START_TEST(a_restored_link_does_not_flow_on)
{
	becomes(FROM "Content-Type: text/plain; format=flowed\r\n",
		"Open\r\n" ALTERED " \r\nBye\r\n",
		"Open\r\n" CONTOSO_LINK "\r\nBye\r\n");
}
END_TEST

/* BEFORE, a link, and the LINK that it becomes, behind 850 octets. */
static void
is_wrapped(const char *before, const char *link)
{
	struct buf old, new, decoded, out;

	buf_init(&old, 65536);
	buf_init(&new, 65536);
	buf_init(&decoded, 65536);
	for (int i = 0; i < 85; i++)
		buf_add_str(&old, "0123456789");
	buf_add(&new, buf_span(&old));
	buf_printf(&old, " %s end\r\n", before);
	buf_printf(&new, " %s end\r\n", link);
	edit(PLAIN, buf_str(&old), &out);
	ck_assert_ptr_nonnull(strstr(buf_str(&out),
		"\r\nContent-Transfer-Encoding: quoted-printable\r\n"));
	text_qp_decode(span_str(body_of(&out)), &decoded);
	ck_assert_str_eq(buf_str(&decoded), buf_str(&new));
	buf_deinit(&old);
	buf_deinit(&new);
	buf_deinit(&decoded);
	buf_deinit(&out);
}

START_TEST(a_link_that_would_be_cut_is_written_in_shorter_lines)
{
	is_wrapped(CONTOSO_LINK, CONTOSO_LINK);
	is_wrapped(ALTERED, CONTOSO_LINK);
	is_wrapped("http://admin.microsoft.com/AdminPortal/Home?partnerId="
		CONTOSO_ID, CONTOSO_LINK);
}
END_TEST

START_TEST(a_placeholder_gets_a_line_of_its_own)
{
	becomes(PLAIN, "[[reseller-link]]\r\n", CONTOSO_LINK "\r\n");
	becomes(PLAIN, "Open [[reseller-link]] now\r\n",
		"Open\r\n\r\n" CONTOSO_LINK "\r\n\r\nnow\r\n");
	becomes(PLAIN, "Open:\r\n[[Reseller-Link]]\r\nBye\r\n",
		"Open:\r\n\r\n" CONTOSO_LINK "\r\n\r\nBye\r\n");
	becomes(PLAIN, "a\r\n\r\n<[[reseller-link]]>\r\n",
		"a\r\n\r\n<" CONTOSO_LINK ">\r\n");
}
END_TEST

START_TEST(a_missing_link_stands_between_empty_lines)
{
	becomes(PLAIN MARK, "", CONTOSO_LINK "\r\n");
	becomes(PLAIN MARK, "One", "One\r\n\r\n" CONTOSO_LINK);
	becomes(PLAIN MARK, "One\r\n\r\nTwo\r\n\r\nThree\r\n",
		"One\r\n\r\nTwo\r\n\r\n" CONTOSO_LINK "\r\n\r\nThree\r\n");
	becomes(PLAIN MARK, "> old\r\n", CONTOSO_LINK "\r\n\r\n> old\r\n");
}
END_TEST

START_TEST(an_href_is_replaced_with_its_quotes)
{
	becomes(HTML, "<a href='" ALTERED "'>Accept</a>",
		"<a href=\"" ESCAPED "\">Accept</a>");
	becomes(HTML, "<a href=" ALTERED ">Accept</a>",
		"<a href=\"" ESCAPED "\">Accept</a>");
	becomes(HTML, "<a href=\"[[reseller-link]]\">Accept</a>",
		"<a href=\"" ESCAPED "\">Accept</a>");
}
END_TEST

START_TEST(the_words_of_a_link_end_behind_its_address)
{
	becomes(HTML, "<a href=\"" CONTOSO_LINK "\">[[reseller-link]]now</a>",
		"<a href=\"" CONTOSO_LINK "\">" ESCAPED "\r\nnow</a>");
	becomes(HTML, "<a href=\"" CONTOSO_LINK "\">[[reseller-link]]<b\r\n>"
		"now</b></a>", "<a href=\"" CONTOSO_LINK "\">" ESCAPED
		"\r\n<b\r\n>now</b></a>");
	becomes(HTML, "<a href=\"" CONTOSO_LINK "\">[[reseller-link]].</a>now",
		"<a href=\"" CONTOSO_LINK "\">" ESCAPED ".</a>now");
}
END_TEST

START_TEST(shown_text_becomes_a_link)
{
	becomes(HTML, "<p>Open " ALTERED " now</p>", "<p>Open <a href=\""
		ESCAPED "\">" ESCAPED "</a> now</p>");
	becomes(HTML, "<p>Open [[reseller-link]] now</p>", "<p>Open <a href=\""
		ESCAPED "\">" ESCAPED "</a> now</p>");
}
END_TEST

START_TEST(tags_inside_an_address_stay_closed)
{
	becomes(HTML, "<p>" ADMIN "<b>" RESELLER CONTOSO_ID "</b>&amp;msppId=0"
		"<wbr>&amp;DAP=true" OLD_PAGE "</p>", "<p><a href=\"" ESCAPED
		"\">" ESCAPED "</a><b></b></p>");
}
END_TEST

START_TEST(a_missing_link_is_a_paragraph)
{
	becomes(HTML MARK, "<p>One</p>\r\n", "<p>One</p>\r\n"
		"<p dir=\"ltr\"><a href=\"" ESCAPED "\">" ESCAPED
		"</a></p>\r\n\r\n");
}
END_TEST

START_TEST(settings_choose_what_is_edited)
{
	w.settings.on_altered = ACTION_ALLOW;
	becomes(PLAIN, ALTERED "\r\n", ALTERED "\r\n");
}
END_TEST

START_TEST(what_overlaps_is_refused)
{
	struct edits *edits = edits_new();
	struct err err = { 0 };
	struct message *m = mail_parse(PLAIN "\r\n" ALTERED "\r\n");
	struct findings *findings = mail_find(m, &w);
	struct finding *again = findings_add(findings, FINDING_PLACEHOLDER, 0);

	again->begin = findings->list[0].begin + 1;
	again->end = findings->list[0].end;
	ck_assert_int_eq(render_edits(findings, &w.settings, edits, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	edits_free(&edits);
	findings_free(&findings);
	message_free(&m);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, an_altered_link_is_put_right_where_it_stands);
	tcase_add_test(tcase, no_letter_of_another_script_touches_the_end);
	tcase_add_test(tcase, nothing_behind_goes_on_with_the_address);
	tcase_add_test(tcase, a_restored_link_does_not_flow_on);
	tcase_add_test(tcase, a_link_that_would_be_cut_is_written_in_shorter_lines);
	tcase_add_test(tcase, a_placeholder_gets_a_line_of_its_own);
	tcase_add_test(tcase, a_missing_link_stands_between_empty_lines);
	tcase_add_test(tcase, an_href_is_replaced_with_its_quotes);
	tcase_add_test(tcase, the_words_of_a_link_end_behind_its_address);
	tcase_add_test(tcase, shown_text_becomes_a_link);
	tcase_add_test(tcase, tags_inside_an_address_stay_closed);
	tcase_add_test(tcase, a_missing_link_is_a_paragraph);
	tcase_add_test(tcase, settings_choose_what_is_edited);
	tcase_add_test(tcase, what_overlaps_is_refused);
}

UNIT_MAIN("render", add_tests)
