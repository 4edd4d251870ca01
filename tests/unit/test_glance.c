#include "core/glance.h"

#include <dirent.h>
#include <stdio.h>

#include "mail.h"
#include "sys/file.h"

/* A glance may say "nothing" only where find_all finds nothing: held here by
 * mail that is ordinary, by all cases, and by thousands of mails that were
 * changed at random, always the same ones. */

#define CHANGED 2500
#define MADE 4000

static struct world w;
static unsigned long state;
static unsigned skipped;

static void
setup(void)
{
	world_init(&w, 2);
	state = 4711;
	skipped = 0;
}

static void
teardown(void)
{
	world_deinit(&w);
}

static size_t
dice(size_t n)
{
	state = state * 6364136223846793005UL + 1442695040888963407UL;
	return (size_t)(state >> 33) % n;
}

static bool
may_matter(const char *text)
{
	struct message *m = mail_parse(text);
	bool matters = glance_may_matter(m, &w.facts);

	message_free(&m);
	return matters;
}

/* Takes BYTES over; they need not be a message. */
static void
holds(struct buf *bytes)
{
	struct message *m;
	struct findings *findings;
	struct err err;

	if (message_parse(bytes, &m, &err) != 0)
		return;
	if (!glance_may_matter(m, &w.facts)) {
		skipped++;
		ck_assert(find_all(m, &w.facts, &findings, &err) == 0);
		ck_assert_msg(!findings->invitation && findings->n == 0,
			"a glance passes over this:\n%.*s",
			(int)message_bytes(m).n,
			(const char *)message_bytes(m).p);
		findings_free(&findings);
	}
	message_free(&m);
}

#define SIGNATURE "-- \r\nAlice, Contoso Ltd\r\nhttps://www.contoso.example" \
	"/contact\r\n"

START_TEST(an_ordinary_letter_does_not_matter)
{
	ck_assert(!may_matter(PLAIN "\r\nDear Tom,\r\n\r\nsee you on Friday."
		"\r\n\r\n" SIGNATURE));
	ck_assert(!may_matter(HTML "\r\n<!DOCTYPE html>\r\n<html><body "
		"text=\"#000\"><p style=\"color:red\">Dear Tom,</p>\r\n<p>see "
		"<b>you</b> on Friday</p></body></html>"));
	ck_assert(!may_matter(HTML "\r\n<html><body><p>Caf\xc3\xa9 &amp; bar,"
		"</p>\r\n<div><a href=\"https://www.contoso.example/a\">our "
		"page</a>, www.contoso.example.</div></body></html>"));
	ck_assert(!may_matter(HTML "\r\n<head><meta http-equiv=\"content-type"
		"\" content=\"text/html; charset=utf-8\"></head><p>Dear Tom"));
	ck_assert(!may_matter(TWO_PARTS("", "Dear Tom\r\n" SIGNATURE,
		"<p>Dear Tom</p>")));
}
END_TEST

START_TEST(an_attachment_is_not_read)
{
	ck_assert(!may_matter(FROM "MIME-Version: 1.0\r\nContent-Type: "
		"multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nDear Tom\r\n"
		"--x\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\n"
		"aHR0cHM6Ly9hZG1pbi5taWNyb3NvZnQuY29t\r\n--x--\r\n"));
}
END_TEST

START_TEST(what_may_be_a_link_matters)
{
	static const char *const words[] = {
		CONTOSO_LINK, "[[reseller-link]]", CONTOSO_ID,
		"see admin.microsoft.com", "https://adrnin.microsoft.com/a",
		"https://admin.micros0ft.com", "https://admin-microsoft-com.e.x",
		"https://x.example/?u=https%3A%2F%2Fadmin", "http://[::1]/",
		"https://x.example/https://y.example", "https://b\xc3\xbc.example",
		"https://admin.micro\r\nsoft.com/Adminportal/Home",
		"https://a@x.example/", "https://xn--dmin-43d.microsoft.com/",
		"https://x.example/3b33e682-00c3-41ee-9dd2-a548adf56438",
		"https://x.example/to/admin.micr0soft.com/Adminportal/Home",
		"https://admin.microsft.com.mcas.ms/Adminportal/Home",
		"https://ad)min.microsoft.com/x?invType=ResellerRelationship",
	};
	char mail[2000];

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		snprintf(mail, sizeof mail, PLAIN "\r\nDear Tom,\r\n%s\r\n",
			words[i]);
		ck_assert_msg(may_matter(mail), "%s", words[i]);
		snprintf(mail, sizeof mail, HTML "\r\n<p>Dear Tom,</p>\r\n"
			"<p>%s</p>\r\n", words[i]);
		ck_assert_msg(may_matter(mail), "%s", words[i]);
	}
}
END_TEST

START_TEST(what_is_unusual_matters)
{
	ck_assert(may_matter(MARK PLAIN "\r\nDear Tom\r\n"));
	ck_assert(may_matter(HTML "\r\n<meta http-equiv=\"refresh\" content="
		"\"0;url=https://www.contoso.example/\"><p>Dear Tom"));
	ck_assert(may_matter("Linkseal-Reseller: contoso\r\n" PLAIN "\r\na"));
	ck_assert(may_matter(FROM "MIME-Version: 1.0\r\nContent-Type: "
		"text/plain; charset=utf-16\r\n\r\nab\r\n"));
	ck_assert(may_matter(FROM "MIME-Version: 1.0\r\nContent-Type: "
		"text/plain; charset=utf-7\r\n\r\nab\r\n"));
	ck_assert(may_matter(FROM "MIME-Version: 1.0\r\nContent-Type: "
		"text/plain\r\nContent-Type: text/html\r\n\r\nab\r\n"));
	ck_assert(may_matter(FROM "MIME-Version: 1.0\r\nContent-Type: "
		"multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nno end\r\n"));
	ck_assert(may_matter(FROM "MIME-Version: 1.0\r\nContent-Type: "
		"text/plain\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n"));
	ck_assert(may_matter(FROM "MIME-Version: 1.0\r\nContent-T"
		CONTOSO_LINK "ype: text/plain\r\n\r\nDear Tom\r\n"));
	ck_assert(may_matter(HTML "\r\n<table><tr><td>a</td></tr></table>"));
	ck_assert(may_matter(HTML "\r\n<p style=\"display:none\">a</p>"));
	ck_assert(may_matter(PLAIN "\r\na bell \a rings\r\n"));
	ck_assert(may_matter(PLAIN "\r\n\uff44\uff45\uff41\uff52\r\n"));
}
END_TEST

/* What links, damage and mail are made of. */
static const char *const dictionary[] = {
	"://", "https://", "http://", "www.", "admin.", "microsoft", ".com",
	"admin.microsoft.com", "adrnin.", "micros0ft", "micro", "soft.com",
	"portal.office.com", "contoso.example", "/Adminportal/Home",
	"?invType=ResellerRelationship", "&partnerId=", "&amp;partnerId=",
	CONTOSO_ID, FABRIKAM_ID, "&msppId=0", "&DAP=true", "#/BillingAccounts",
	"/partner-invitation", CONTOSO_LINK, "[[", "reseller-link]]",
	"[[reseller-link]]", "<b>", "</b>", "<br>", "<p>", "</p>", "</div>",
	"<div>", "<span>", "</span>", "<!-- a -->", "<!--", "-->", "<",  ">",
	"\"", "'", "&", ";", "&#97;", "&amp;", "&lt;", "&nbsp;", "%61", "%",
	"=\r\n", "=3D", "=61", "=", "\r\n", "\n", " ", "\t", "> ", "-",
	"\xc2\xad", "\xe2\x80\x8b", "\xd0\xb0", "\xc3\xbc", "@", ".", "/",
	":", "?", "#", "a", "m", "rn", "0", "https", "example", "tom",
	"<a href=\"", "\">", "</a>", "<style>", "</style>", "<title>",
	"</title>", "<p style=\"display:none\">", "<font size=\"2\">",
	"aHR0cHM6Ly9hZG1pbi5taWNyb3NvZnQuY29tL0FkbWlucG9ydGFs", "--b\r\n",
	"--b--\r\n", "Content-Type: text/html\r\n", "\r\n\r\n",
	"Content-Transfer-Encoding: base64\r\n", "charset=utf-16",
	"https://urldefense.com/v3/__", "__;!!", "-3A__", "%2F", "%3A",
	"https://x.safelinks.protection.outlook.com/?url=", "<table>",
	"<td>", "</td>", "hxxps://", "\xe2\x80\xa6", "\xef\xbc\x8f",
	"charset=iso-2022-jp", "quoted-printable", "xn--", "3b33e682",
	"\xef\xbd\x81", "\xef\xbc\x9a", ",DanaInfo=admin.microsoft.com,SSL+",
	"/f5-w-68747470733a2f2f$$", "/https/", ".mcas.ms",
};

static const char *
word(void)
{
	return dictionary[dice(sizeof dictionary / sizeof dictionary[0])];
}

/* One change somewhere: a word put in or over, a byte, a piece lost or
 * doubled. */
static void
change(struct span s, struct buf *out)
{
	size_t at = dice(s.n + 1), n = dice(30);
	size_t end = at + n < s.n ? at + n : s.n;
	size_t kind = dice(6);

	buf_add(out, span_sub(s, 0, at));
	if (kind <= 2)
		buf_add_str(out, word());
	if (kind == 3)
		buf_add_byte(out, (unsigned char)dice(256));
	if (kind == 4)
		buf_add(out, span_sub(s, at, end));
	buf_add(out, span_sub(s, kind == 0 || kind == 5 ? end : at, s.n));
}

static void
change_some(struct span s)
{
	struct buf a, b;

	buf_init(&a, 1 << 20);
	buf_add(&a, s);
	for (size_t i = dice(4) + 1; i > 0; i--) {
		buf_init(&b, 1 << 20);
		change(buf_span(&a), &b);
		buf_deinit(&a);
		a = b;
	}
	holds(&a);
	buf_deinit(&a);
}

START_TEST(nothing_in_the_cases_is_passed_over)
{
	DIR *dir = opendir(TOP_SRCDIR "/tests/cases");
	struct dirent *e;
	char path[1000];
	struct buf b, copy;
	struct err err;
	unsigned n = 0;

	ck_assert_ptr_nonnull(dir);
	while ((e = readdir(dir)) != NULL) {
		if (strstr(e->d_name, ".eml") == NULL)
			continue;
		snprintf(path, sizeof path, TOP_SRCDIR "/tests/cases/%s",
			e->d_name);
		buf_init(&b, 1 << 20);
		ck_assert(file_read(path, &b, &err) == 0);
		for (unsigned i = 0; i < 4; i++)
			change_some(buf_span(&b));
		buf_init(&copy, 1 << 20);
		buf_add(&copy, buf_span(&b));
		holds(&copy);
		buf_deinit(&copy);
		buf_deinit(&b);
		n++;
	}
	closedir(dir);
	ck_assert_uint_gt(n, 100);
}
END_TEST

static const char *const letters[] = {
	PLAIN "\r\nDear Tom,\r\n\r\nsee you on Friday.\r\n" SIGNATURE,
	HTML "\r\n<html><body><p>Dear Tom,</p>\r\n<p>see <b>you</b></p>\r\n"
	"<div><a href=\"https://www.contoso.example/a\">www.contoso.example"
	"</a></div></body></html>\r\n",
	TWO_PARTS("", "Dear Tom\r\n" SIGNATURE, "<p>Dear <i>Tom</i></p>\r\n"
	"<p>https://contoso.example/x</p>"),
	FROM "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; "
	"format=flowed\r\n\r\nDear Tom, \r\nsee \r\nhttps://contoso.example/ "
	"\r\n> you\r\n",
	FROM "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
	"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Caf=C3=A9 <a "
	"href=3D\"https://contoso.example/\">at https://contoso.example=\r\n"
	"/</a></p>\r\n",
};
#define LETTERS (sizeof letters / sizeof letters[0])

START_TEST(nothing_is_passed_over_in_changed_letters)
{
	for (unsigned i = 0; i < CHANGED; i++)
		change_some(span_str(letters[dice(LETTERS)]));
	ck_assert_uint_gt(skipped, CHANGED / 10);
}
END_TEST

/* Words of the dictionary in a row, in each kind of body. */
START_TEST(nothing_is_passed_over_in_letters_made_of_words)
{
	static const char *const heads[] = { PLAIN, HTML, FROM
		"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8"
		"\r\nContent-Transfer-Encoding: quoted-printable\r\n" };

	for (unsigned i = 0; i < MADE; i++) {
		struct buf b;

		buf_init(&b, 1 << 20);
		buf_add_str(&b, heads[dice(3)]);
		buf_add_str(&b, "\r\n<p>Hello ");
		for (size_t n = dice(9); n > 0; n--)
			buf_add_str(&b, word());
		buf_add_str(&b, " you</p>\r\n");
		holds(&b);
		buf_deinit(&b);
	}
	ck_assert_uint_gt(skipped, MADE / 20);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, an_ordinary_letter_does_not_matter);
	tcase_add_test(t, an_attachment_is_not_read);
	tcase_add_test(t, what_may_be_a_link_matters);
	tcase_add_test(t, what_is_unusual_matters);
	tcase_add_test(t, nothing_in_the_cases_is_passed_over);
	tcase_add_test(t, nothing_is_passed_over_in_changed_letters);
	tcase_add_test(t, nothing_is_passed_over_in_letters_made_of_words);
}

UNIT_MAIN("glance", add_tests)
