#include "core/cut.h"

#include "mail.h"

static struct world w;
static struct buf mail, out;

static void
set_up(void)
{
	world_init(&w, 1);
	buf_init(&mail, 1 << 24);
}

static void
tear_down(void)
{
	buf_deinit(&mail);
	world_deinit(&w);
}

static void
fill(size_t n, const char *with)
{
	while (n--)
		buf_add_str(&mail, with);
}

/* Octets of the line that is found to be too long; 0 for none. */
static size_t
found(void)
{
	static const char words[] = "link would be cut: a line is ";
	const char *all = mail_findings(buf_str(&mail), &w, &out), *at;
	size_t n = 0;

	at = strstr(all, words);
	if (at)
		n = strtoul(at + sizeof(words) - 1, NULL, 10);
	buf_deinit(&out);
	buf_reset(&mail);
	return n;
}

/* HEAD, and a line of N octets that ends in LINK and EOL. */
static size_t
line_of(size_t n, const char *head, const char *link, const char *eol)
{
	buf_printf(&mail, "%s%sHello\r\n", head, eol);
	fill(n - strlen(link) - 1, ".");
	buf_printf(&mail, " %s%s", link, eol);
	return found();
}

START_TEST(what_a_line_holds_is_counted_without_its_end)
{
	ck_assert_uint_eq(line_of(LIMIT_LINE, PLAIN, CONTOSO_LINK, "\r\n"), 0);
	ck_assert_uint_eq(line_of(LIMIT_LINE + 1, PLAIN, CONTOSO_LINK,
		"\r\n"), LIMIT_LINE + 1);
	ck_assert_uint_eq(line_of(LIMIT_LINE, FROM, CONTOSO_LINK, "\n"), 0);
	ck_assert_uint_eq(line_of(LIMIT_LINE + 1, FROM, CONTOSO_LINK, "\n"),
		LIMIT_LINE + 1);
	buf_add_str(&mail, PLAIN "\r\n");
	fill(900, "x");
	buf_add_str(&mail, " " CONTOSO_LINK);
	ck_assert_uint_eq(found(), 901 + strlen(CONTOSO_LINK));
}
END_TEST

START_TEST(only_the_own_link_is_minded)
{
	ck_assert_uint_eq(line_of(3000, PLAIN, FABRIKAM_LINK, "\r\n"), 0);
	ck_assert_uint_eq(line_of(3000, PLAIN, "https://a.example/", "\r\n"),
		0);
	buf_add_str(&mail, PLAIN "\r\n" CONTOSO_LINK "\r\n\r\n> ");
	fill(300, "word ");
	buf_add_str(&mail, CONTOSO_LINK "\r\n");
	ck_assert_uint_eq(found(), 0);
}
END_TEST

START_TEST(in_plain_text_other_lines_do_not_count)
{
	buf_add_str(&mail, PLAIN "\r\n");
	fill(3000, "x");
	buf_add_str(&mail, "\r\n" CONTOSO_LINK "\r\n");
	fill(3000, "x");
	buf_add_str(&mail, "\r\n");
	ck_assert_uint_eq(found(), 0);
}
END_TEST

START_TEST(in_html_lines_before_the_link_count)
{
	buf_add_str(&mail, HTML "\r\n<style>");
	fill(500, "p{}");
	buf_add_str(&mail, "</style>\r\n<a href=\"" CONTOSO_LINK "\">x</a>");
	ck_assert_uint_eq(found(), 7 + 1500 + 8);
	buf_add_str(&mail, HTML "\r\n<a href=\"" CONTOSO_LINK "\">x</a>\r\n");
	fill(3000, "x");
	ck_assert_uint_eq(found(), 0);
}
END_TEST

START_TEST(octets_are_counted_and_not_characters)
{
	buf_add_str(&mail, PLAIN "\r\n");
	fill(450, "\xC3\xBC");
	buf_add_str(&mail, " " CONTOSO_LINK "\r\n");
	ck_assert_uint_eq(found(), 901 + strlen(CONTOSO_LINK));
	buf_add_str(&mail, FROM "Content-Type: text/plain; charset=iso-2022-jp"
		"\r\n\r\n");
	fill(300, "\x1B$B$3\x1B(B");	/* 3 bytes of UTF-8 are 8 octets */
	buf_add_str(&mail, "\r\n\x1B$B$3\x1B(B\r\n" CONTOSO_LINK "\r\n");
	ck_assert_uint_eq(found(), 0);
}
END_TEST

#define CODED(encoding) FROM "Content-Type: text/plain; charset=utf-8\r\n" \
	"Content-Transfer-Encoding: " encoding "\r\n\r\n"

START_TEST(every_line_of_quoted_printable_counts_as_it_travels)
{
	buf_add_str(&mail, CODED("quoted-printable") "Hello=20\r\n");
	fill(1001, "x");
	buf_add_str(&mail, "\r\n" ADMIN "?invType=3DResellerRelationship&"
		"partnerId=3D" CONTOSO_ID "&msppId=3D0&DAP=3Dtrue" OLD_PAGE
		"\r\n");
	ck_assert_uint_eq(found(), 1001);
	buf_add_str(&mail, CODED("quoted-printable"));
	fill(40, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\r\n");
	buf_add_str(&mail, " " ADMIN "?invType=3DResellerRelationship&"
		"partnerId=3D" CONTOSO_ID "&msppId=3D0&DAP=3Dtrue" OLD_PAGE
		"\r\n");
	ck_assert_uint_eq(found(), 0);
}
END_TEST

START_TEST(utf_16_has_lines_where_mail_servers_see_them)
{
	const char *link = CONTOSO_LINK;
	struct message *m;
	struct findings *findings;
	struct err err;

	buf_add_str(&mail, FROM "Content-Type: text/plain; charset=utf-16be"
		"\r\n\r\n");
	for (size_t i = 0; i < 1100; i++)
		buf_add(&mail, (struct span){ (const unsigned char *)"\0x",
			2 });
	buf_add(&mail, (struct span){ (const unsigned char *)"\0\n", 2 });
	for (; *link; link++) {
		buf_add_byte(&mail, '\0');
		buf_add_byte(&mail, (unsigned char)*link);
	}
	ck_assert_int_eq(message_parse(&mail, &m, &err), 0);
	findings = mail_find(m, &w);
	ck_assert_uint_eq(findings->n, 2);
	ck_assert_int_eq(findings->list[0].link.state, LINK_INTACT);
	ck_assert_int_eq(findings->list[1].kind, FINDING_LONG_LINE);
	findings_free(&findings);
	message_free(&m);
}
END_TEST

/* What is left to cut when CHANGE is made in HEAD and TEXT. */
static size_t
left(const char *head, const struct text_change *change, struct span raw)
{
	struct message *m = mail_parse(head);
	struct findings *findings = mail_find(m, &w);
	size_t n;

	ck_assert_uint_eq(findings->n_bodies, 1);
	n = cut_length(findings, &findings->bodies[0], change, 1, raw);
	findings_free(&findings);
	message_free(&m);
	return n;
}

START_TEST(what_is_put_in_counts_where_it_stands_then)
{
	struct text_change first = { 0, 0, span_str(CONTOSO_LINK "\r\n") };
	struct text_change within = { 4, 4, span_str(" " CONTOSO_LINK) };

	buf_add_str(&mail, CONTOSO_LINK "\r\nHere");
	fill(2000, "x");
	ck_assert_uint_eq(left(PLAIN MARK "\r\nHello", &first,
		buf_span(&mail)), 0);
	buf_reset(&mail);
	buf_add_str(&mail, "Here " CONTOSO_LINK);
	fill(2000, " ");
	ck_assert_uint_eq(left(PLAIN MARK "\r\nHere", &within,
		buf_span(&mail)), 5 + strlen(CONTOSO_LINK) + 2000);
}
END_TEST

START_TEST(what_stays_counts_where_the_changes_move_it)
{
	struct text_change change = { 0, 11, span_str(CONTOSO_LINK) };
	char link[] = CONTOSO_LINK;

	buf_add_str(&mail, CONTOSO_LINK "\r\n");
	fill(2000, "x");
	buf_printf(&mail, "\r\n%s\r\n", link);
	ck_assert_uint_eq(left(PLAIN "\r\nplaceholder\r\n1\r\n" CONTOSO_LINK,
		&change, buf_span(&mail)), 2000);
	buf_reset(&mail);
	buf_printf(&mail, "%s\r\n1\r\n%s\r\n", link, link);
	fill(2000, "x");
	ck_assert_uint_eq(left(PLAIN "\r\nplaceholder\r\n1\r\n" CONTOSO_LINK,
		&change, buf_span(&mail)), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, what_a_line_holds_is_counted_without_its_end);
	tcase_add_test(tcase, only_the_own_link_is_minded);
	tcase_add_test(tcase, in_plain_text_other_lines_do_not_count);
	tcase_add_test(tcase, in_html_lines_before_the_link_count);
	tcase_add_test(tcase, octets_are_counted_and_not_characters);
	tcase_add_test(tcase,
		every_line_of_quoted_printable_counts_as_it_travels);
	tcase_add_test(tcase, utf_16_has_lines_where_mail_servers_see_them);
	tcase_add_test(tcase, what_is_put_in_counts_where_it_stands_then);
	tcase_add_test(tcase, what_stays_counts_where_the_changes_move_it);
}

UNIT_MAIN("cut", add_tests)
