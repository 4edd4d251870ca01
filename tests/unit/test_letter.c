#include "core/letter.h"

#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "unit.h"

#define LINK "https://admin.microsoft.com/Adminportal/Home?invType="	\
	"ResellerRelationship&partnerId=3b33e682-00c3-41ee-9dd2-"	\
	"a548adf56438&msppId=0&DAP=true#/BillingAccounts/"		\
	"partner-invitation"

#define OWN "---\nsubject: From {{partner}} to {{company}}\n"		\
	"greeting: Dear {{name}},\ngreeting_without_name: Hello,\n---\n"
#define LOCKED "---\nbutton: Accept\ncopy: Or copy:\n---\n\nTo accept "	\
	"{{partner}}:\n\n{{link}}\n\nOnly an administrator can.\n"
#define SKELETON "<p>{{preheader}}</p>"					\
	"<!-- repeat logo --><img src=\"{{logo}}\" alt=\"{{partner}}\" "	\
	"width={{width}} height={{height}}><!-- end -->"		\
	"<!-- repeat greeting -->[g {{text}}]<!-- end -->"		\
	"<!-- repeat own -->[o {{text}}]<!-- end -->"			\
	"<!-- repeat before -->[b {{text}}]<!-- end -->"		\
	"<!-- repeat link --><a href=\"{{link}}\">{{button}}</a>"	\
	"<!-- end -->"							\
	"<!-- repeat after -->[a {{text}}]<!-- end -->"			\
	"<!-- repeat signature -->[s {{text}}]<!-- end -->"

static const struct image *logo;

/* Writes a letter with NAME and COMPANY; own is the author's Markdown. */
static int
try_letter_in(const char *locale, const char *own, const char *name,
	const char *company, struct letter *letter_r)
{
	struct vars v = { { NULL } };
	struct template *o, *l;
	struct skeleton *s;
	struct faults p;
	struct err err;
	struct buf file;
	int rc;

	buf_init(&file, LIMIT_TEMPLATE);
	buf_printf(&file, OWN "%s", own);
	faults_init(&p);
	o = template_parse(TEMPLATE_OWN, "own", buf_span(&file), &p);
	l = template_parse(TEMPLATE_LOCKED, "locked", span_str(LOCKED), &p);
	s = skeleton_parse("skeleton", span_str(SKELETON), &p);
	ck_assert_msg(p.n == 0, "%s", buf_str(&p.text));
	ck_assert_int_eq(vars_set(&v, VAR_NAME, span_str(name), &err), 0);
	ck_assert_int_eq(vars_set(&v, VAR_COMPANY, span_str(company), &err),
		0);
	ck_assert_int_eq(vars_set(&v, VAR_PARTNER, span_str("Contoso Ltd"),
		&err), 0);
	ck_assert_int_eq(vars_set(&v, VAR_LINK, span_str(LINK), &err), 0);
	ck_assert_int_eq(vars_set(&v, VAR_PHONE, span_str("+44 1632 960000"),
		&err), 0);
	rc = letter_write(&(struct letter_parts){ .own = o, .locked = l,
		.skeleton = s, .locale = locale, .logo = logo,
		.logo_source = LETTER_LOGO }, &v,
		letter_r, &err);
	ck_assert(rc == 0 || err.kind == ERR_LIMIT);
	buf_deinit(&file);
	vars_deinit(&v);
	template_free(&o);
	template_free(&l);
	skeleton_free(&s);
	faults_deinit(&p);
	return rc;
}

static int
try_letter(const char *own, const char *name, const char *company,
	struct letter *letter_r)
{
	return try_letter_in("en", own, name, company, letter_r);
}

static struct letter
write_letter(const char *own, const char *name, const char *company)
{
	struct letter letter;

	ck_assert_int_eq(try_letter(own, name, company, &letter), 0);
	return letter;
}

START_TEST(both_paragraphs_may_be_deleted_and_the_link_stays)
{
	static const char *const own[] = { "", "\nOne.\n", "\nOne.\n\nTwo.\n" };
	struct letter l;
	size_t i;

	for (i = 0; i < 3; i++) {
		l = write_letter(own[i], "Ann", "Fabrikam");
		ck_assert_ptr_nonnull(strstr(l.text, "\n\n" LINK "\n\n"));
		ck_assert_ptr_nonnull(strstr(l.html, "ResellerRelationship"
			"&amp;partnerId="));
		letter_deinit(&l);
	}
}
END_TEST

START_TEST(text_and_page_say_the_same)
{
	struct letter l = write_letter("\nOne **two**\nthree.\n", "Ann", "F");

	ck_assert_str_eq(l.subject, "From Contoso Ltd to F");
	ck_assert_str_eq(l.text, "Dear Ann,\n\nOne two three.\n\n"
		"To accept Contoso Ltd:\n\n" LINK "\n\n"
		"Only an administrator can.\n\n-- \nContoso Ltd\n"
		"+44 1632 960000\n");
	ck_assert_ptr_nonnull(strstr(l.html,
		"[o One <strong>two</strong>\nthree.]"
		"[b To accept Contoso Ltd:]<a href"));
	ck_assert_ptr_nonnull(strstr(l.html,
		">Accept</a>[a Only an administrator can.][s Contoso Ltd]"
		"[s +44 1632 960000]"));
	letter_deinit(&l);
}
END_TEST

START_TEST(values_are_characters_wherever_they_land)
{
	struct letter l = write_letter("\n{{company}} *{{name}}*\n",
		"<b>&\"", "**x** [a](b)");

	ck_assert_ptr_nonnull(strstr(l.text, "**x** [a](b) <b>&\"\n"));
	ck_assert_ptr_nonnull(strstr(l.html,
		"[o **x** [a](b) <em>&lt;b&gt;&amp;&quot;</em>]"));
	ck_assert_ptr_nonnull(strstr(l.html, "[g Dear &lt;b&gt;&amp;"));
	letter_deinit(&l);
}
END_TEST

START_TEST(without_a_name_the_other_greeting_is_used)
{
	struct letter l = write_letter("", "", "F");

	ck_assert(strncmp(l.text, "Hello,\n\n", 8) == 0);
	letter_deinit(&l);
}
END_TEST

START_TEST(a_line_end_between_ideographs_is_no_space)
{
	struct letter l = write_letter("\n中文\n测试 a\nb\n", "", "F");

	ck_assert_ptr_nonnull(strstr(l.text, "中文测试 a b\n"));
	ck_assert_ptr_nonnull(strstr(l.html, "[o 中文测试 a\nb]"));
	letter_deinit(&l);
}
END_TEST

START_TEST(a_logo_is_shown_where_there_is_one)
{
	struct image image = { .type = "image/png", .width = 480,
		.height = 48 };
	struct letter l = write_letter("", "", "F");

	ck_assert_ptr_null(strstr(l.html, "<img"));
	letter_deinit(&l);
	logo = &image;
	l = write_letter("", "", "F");
	ck_assert_ptr_nonnull(strstr(l.html, "<img src=\"cid:logo@linkseal\" "
		"alt=\"Contoso Ltd\" width=240 height=24>"));
	letter_deinit(&l);
}
END_TEST

START_TEST(from_right_to_left_values_are_kept_apart)
{
	struct letter l;

	ck_assert_int_eq(try_letter_in("ar", "\nمن **{{company}}** إليكم\n",
		"علي (1)", "A & B (Ltd)", &l), 0);
	ck_assert_str_eq(l.subject, "From Contoso Ltd to A & B (Ltd)");
	ck_assert_ptr_nonnull(strstr(l.text, "Dear \xe2\x81\xa8علي (1)"
		"\xe2\x81\xa9,\n\nمن \xe2\x81\xa8" "A & B (Ltd)\xe2\x81\xa9 "
		"إليكم\n"));
	ck_assert_ptr_nonnull(strstr(l.text, "\n\n" LINK "\n\n"));
	ck_assert_ptr_nonnull(strstr(l.text, "-- \nContoso Ltd\n"
		"\xe2\x81\xa6+44 1632 960000\xe2\x81\xa9\n"));
	ck_assert_ptr_nonnull(strstr(l.html, "[g Dear <span dir=\"rtl\">علي "
		"(1)</span>,][o من <strong><span dir=\"ltr\">A &amp; B (Ltd)"
		"</span></strong> إليكم]"));
	ck_assert_ptr_null(strstr(l.html, "\xe2\x81"));
	letter_deinit(&l);
}
END_TEST

/* The longest part is the page: SIZE bytes of it come from one value that is
 * used again and again, 11 bytes of template each. */
static int
letter_of(size_t uses)
{
	char value[LIMIT_VALUE + 1];
	struct letter l;
	struct buf own;
	size_t i;
	int rc;

	memset(value, '"', sizeof(value) - 1);	/* six bytes in HTML */
	value[LIMIT_VALUE] = '\0';
	buf_init(&own, LIMIT_TEMPLATE - sizeof(OWN));
	buf_add_byte(&own, '\n');
	for (i = 0; i < uses; i++)
		buf_add_str(&own, "{{company}}");
	rc = try_letter(buf_str(&own), "", value, &l);
	buf_deinit(&own);
	if (rc == 0)
		letter_deinit(&l);
	return rc;
}

START_TEST(a_letter_has_a_size)
{
	/* The page around the words is below one use. */
	size_t uses = LIMIT_LETTER / (6 * LIMIT_VALUE);

	ck_assert_int_eq(letter_of(uses - 1), 0);
	ck_assert_int_eq(letter_of(uses + 1), -1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_letter_has_a_size);
	tcase_add_test(tcase,
		both_paragraphs_may_be_deleted_and_the_link_stays);
	tcase_add_test(tcase, a_logo_is_shown_where_there_is_one);
	tcase_add_test(tcase, from_right_to_left_values_are_kept_apart);
	tcase_add_test(tcase, text_and_page_say_the_same);
	tcase_add_test(tcase, values_are_characters_wherever_they_land);
	tcase_add_test(tcase, without_a_name_the_other_greeting_is_used);
	tcase_add_test(tcase, a_line_end_between_ideographs_is_no_space);
}

UNIT_MAIN("letter", add_tests)
