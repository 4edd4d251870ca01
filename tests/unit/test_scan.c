#include "core/scan.h"

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

#define ALTERED ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=false" OLD_PAGE
#define EVIL "https://www.evil.example/"

/* "state" for each link found, "href:" and "hidden:" before it; "[]" for a
 * placeholder. */
static void
scans(const char *mail, const char *expected)
{
	struct message *m = mail_parse(mail);
	struct findings *findings = mail_find(m, &w);
	struct buf out;
	size_t i;

	buf_init(&out, 65536);
	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->kind != FINDING_LINK && f->kind != FINDING_PLACEHOLDER)
			continue;
		buf_printf(&out, "%s%s%s%s%s", out.n ? " " : "",
			f->quoted ? "quoted:" : "", f->hidden ? "hidden:" : "",
			f->in_href ? "href:" : "", f->kind == FINDING_LINK ?
			link_state_text(f->link.state) : "[]");
	}
	ck_assert_str_eq(buf_str(&out), expected);
	buf_deinit(&out);
	findings_free(&findings);
	message_free(&m);
}

/* What is found in N times "www.", without a blank. */
static void
scans_hosts(size_t n, const char *behind, const char *expected)
{
	struct buf mail, out;

	buf_init(&mail, 1 << 20);
	buf_add_str(&mail, FROM "\r\n");
	for (size_t i = 0; i < n; i++)
		buf_add_str(&mail, "www.");
	buf_add_str(&mail, behind);
	ck_assert_ptr_nonnull(strstr(mail_findings(buf_str(&mail), &w, &out),
		expected));
	buf_deinit(&out);
	buf_deinit(&mail);
}

START_TEST(a_place_is_looked_at_so_far)
{
	scans_hosts(SCAN_PLACE / 4 + 1, "\r\n" ALTERED "\r\n", "altered");
	scans_hosts(SCAN_LOOKED / SCAN_PLACE + SCAN_PLACE, "\r\n",
		"too many addresses");
}
END_TEST

START_TEST(an_href_counts_before_its_text)
{
	scans(HTML "\r\n<a href=\"" CONTOSO_LINK "\">Accept</a>",
		"href:intact");
	scans(HTML "\r\n<a href=\"" ALTERED "\">" CONTOSO_LINK "</a>",
		"href:altered intact");
}
END_TEST

START_TEST(one_address_over_another_is_an_imitation)
{
	scans(HTML "\r\n<a href=\"" EVIL "\">" CONTOSO_LINK "</a>",
		"imitation");
	scans(HTML "\r\n<a href=\"" EVIL "\">Accept</a>", "");
	scans(HTML "\r\n<a href=\"" FABRIKAM_LINK "\">" CONTOSO_LINK
		"</a>", "href:foreign imitation");
}
END_TEST

START_TEST(a_stranger_s_link_that_shows_itself_is_no_imitation)
{
	scans(HTML "\r\n<a href=\"" FABRIKAM_LINK "\">" FABRIKAM_LINK
		"</a>", "href:foreign foreign");
	scans(HTML "\r\n<a href=\"" EVIL "\">" FABRIKAM_LINK "</a>",
		"imitation");
}
END_TEST

START_TEST(line_ends_in_an_href_are_damage)
{
	scans(HTML "\r\n<a href=\" " CONTOSO_LINK "\r\n\">Accept</a>",
		"href:intact");
	scans(HTML "\r\n<a href=\"" ADMIN "\r\n" RESELLER CONTOSO_ID
		"&msppId=0&DAP=true" OLD_PAGE "\">Accept</a>", "href:altered");
}
END_TEST

START_TEST(tags_inside_an_address_are_damage)
{
	scans(HTML "\r\n<p>" ADMIN "<wbr>" RESELLER CONTOSO_ID
		"&msppId=0&DAP=true" OLD_PAGE "</p>", "altered");
	scans(HTML "\r\n<p><b>" CONTOSO_LINK "</b></p>", "intact");
}
END_TEST

START_TEST(letters_that_touch_a_link_are_damage)
{
	scans(PLAIN "\r\nsee" CONTOSO_LINK "\r\n", "altered");
	scans(PLAIN "\r\n" CONTOSO_LINK CONTOSO_LINK "\r\n",
		"altered altered");
	scans(HTML "\r\n<a href=\"" CONTOSO_LINK "\">" CONTOSO_LINK
		"</a>", "href:intact intact");
}
END_TEST

START_TEST(a_target_is_read_through_its_damage)
{
	scans(HTML "\r\n<a href=\"here:" CONTOSO_LINK "\">x</a>",
		"href:altered");
	scans(HTML "\r\n<a href=\"&lt;" CONTOSO_LINK "&gt;\">x</a>",
		"href:altered");
	scans(HTML "\r\n<a href=\"https://admin.mi=\r\ncrosoft.com/"
		"Adminportal/Home" RESELLER CONTOSO_ID "&msppId=7&DAP=true"
		OLD_PAGE "\">x</a>", "href:altered");
	scans(HTML "\r\n<a href=\"mailto:?body=" CONTOSO_LINK "\">x</a>",
		"");
}
END_TEST

START_TEST(a_placeholder_stands_in_text_or_href)
{
	scans(PLAIN "\r\nOpen [[Reseller-Link]]\r\n", "[]");
	scans(PLAIN "\r\nOpen [[reseller-\r\nlink]]\r\n", "[]");
	scans(HTML "\r\n<a href=\"http://%5B%5Breseller-link%5D%5D\">x</a>",
		"href:[]");
	scans(HTML "\r\n<a href=\"" EVIL "\">[[reseller-link]]</a>",
		"[] href:[]");
}
END_TEST

START_TEST(history_is_told_from_own_words)
{
	scans(PLAIN "\r\nHello\r\n\r\n> " ALTERED "\r\n", "quoted:altered");
	scans(HTML "\r\n<p>Hello</p><blockquote type=cite><a href=\"" ALTERED
		"\">x</a></blockquote>", "quoted:href:altered");
}
END_TEST

START_TEST(a_hidden_link_is_told)
{
	scans(HTML "\r\n<div style=\"display:none\"><a href=\"" CONTOSO_LINK
		"\">x</a></div>", "hidden:href:intact");
}
END_TEST

START_TEST(a_link_inside_another_address_is_altered)
{
	scans(PLAIN "\r\nhttps://click.contoso.example/?u=" CONTOSO_LINK "\r\n",
		"altered");
}
END_TEST

START_TEST(several_links_are_several_findings)
{
	scans(PLAIN "\r\n" CONTOSO_LINK "\r\n" ALTERED "\r\n" FABRIKAM_LINK
		"\r\nhttps://www.contoso.example/\r\n",
		"intact altered foreign");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_place_is_looked_at_so_far);
	tcase_add_test(tcase, an_href_counts_before_its_text);
	tcase_add_test(tcase, one_address_over_another_is_an_imitation);
	tcase_add_test(tcase,
		a_stranger_s_link_that_shows_itself_is_no_imitation);
	tcase_add_test(tcase, line_ends_in_an_href_are_damage);
	tcase_add_test(tcase, tags_inside_an_address_are_damage);
	tcase_add_test(tcase, letters_that_touch_a_link_are_damage);
	tcase_add_test(tcase, a_target_is_read_through_its_damage);
	tcase_add_test(tcase, a_placeholder_stands_in_text_or_href);
	tcase_add_test(tcase, history_is_told_from_own_words);
	tcase_add_test(tcase, a_hidden_link_is_told);
	tcase_add_test(tcase, a_link_inside_another_address_is_altered);
	tcase_add_test(tcase, several_links_are_several_findings);
}

UNIT_MAIN("scan", add_tests)
