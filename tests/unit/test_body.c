#include "core/body.h"

#include "mail.h"

#define P "Content-Type: text/plain\r\n\r\n"
#define H "Content-Type: text/html\r\n\r\n"
#define M(kind, b) "Content-Type: multipart/" kind "; boundary=" b "\r\n\r\n"

/* "1.1 2": numbers of the primary bodies; HOLDS: a '1' for each that holds. */
static void
primary(const char *mail, const char *holding, const char *expected)
{
	struct message *m = mail_parse(mail);
	struct mime *mime;
	struct err err = { 0 };
	struct body *bodies;
	bool holds[8] = { false };
	struct buf out;
	size_t i, n;

	ck_assert_int_eq(mime_parse(m, &mime, &err), 0);
	bodies = bodies_read(m, mime, &n);
	ck_assert_uint_eq(n, strlen(holding));
	for (i = 0; i < n; i++)
		holds[i] = holding[i] == '1';
	bodies_mark_primary(bodies, n, mime, holds);
	buf_init(&out, 100);
	for (i = 0; i < n; i++)
		if (bodies[i].primary)
			buf_printf(&out, "%s%s", out.n ? " " : "",
				mime_part(mime, bodies[i].part)->number);
	ck_assert_str_eq(buf_str(&out), expected);
	buf_deinit(&out);
	bodies_free(&bodies, n);
	mime_free(&mime);
	message_free(&m);
}

START_TEST(each_alternative_is_primary)
{
	primary(FROM M("alternative", "a") "--a\r\n" P "x\r\n--a\r\n" H
		"y\r\n--a--\r\n", "00", "1 2");
}
END_TEST

START_TEST(text_behind_a_picture_is_not)
{
	primary(FROM M("alternative", "a") "--a\r\n" P "x\r\n--a\r\n"
		M("mixed", "b") "--b\r\n" H "y\r\n--b\r\n"
		"Content-Type: image/png\r\n\r\nz\r\n--b\r\n" H
		"w\r\n--b--\r\n--a--\r\n", "000", "1 2.1");
}
END_TEST

START_TEST(the_footer_of_a_list_is_not)
{
	primary(FROM M("mixed", "a") "--a\r\n" H "y\r\n--a\r\n" P
		"footer\r\n--a--\r\n", "00", "1");
}
END_TEST

START_TEST(the_letter_that_holds_stands_for_its_introduction)
{
	primary(FROM M("mixed", "a") "--a\r\n" P "intro\r\n--a\r\n" H
		"letter\r\n--a--\r\n", "01", "2");
}
END_TEST

#define C "Content-Type: text/calendar\r\n\r\n"

START_TEST(a_calendar_entry_is_when_there_is_no_other)
{
	primary(FROM M("alternative", "a") "--a\r\n" P "x\r\n--a\r\n" C
		"y\r\n--a--\r\n", "00", "1");
	primary(FROM C "y\r\n", "0", "1");
	primary(FROM M("mixed", "a") "--a\r\n" P "x\r\n--a\r\n" C
		"y\r\n--a--\r\n", "0", "1");
}
END_TEST

START_TEST(pages_for_amp_and_watches_are)
{
	primary(FROM M("alternative", "a") "--a\r\n" P "x\r\n--a\r\n"
		"Content-Type: text/x-amp-html\r\n\r\ny\r\n--a\r\n"
		"Content-Type: text/watch-html\r\n\r\nz\r\n--a--\r\n",
		"000", "1 2 3");
}
END_TEST

START_TEST(an_unknown_charset_is_told)
{
	struct message *m = mail_parse(FROM
		"Content-Type: text/plain; charset=x-contoso\r\n\r\nx\r\n");
	struct mime *mime;
	struct err err = { 0 };
	struct body *bodies;
	size_t n;

	ck_assert_int_eq(mime_parse(m, &mime, &err), 0);
	bodies = bodies_read(m, mime, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert_ptr_null(bodies[0].view);
	ck_assert_ptr_nonnull(strstr(bodies[0].why, "x-contoso"));
	bodies_free(&bodies, n);
	mime_free(&mime);
	message_free(&m);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, each_alternative_is_primary);
	tcase_add_test(tcase, text_behind_a_picture_is_not);
	tcase_add_test(tcase, the_footer_of_a_list_is_not);
	tcase_add_test(tcase, the_letter_that_holds_stands_for_its_introduction);
	tcase_add_test(tcase, a_calendar_entry_is_when_there_is_no_other);
	tcase_add_test(tcase, pages_for_amp_and_watches_are);
	tcase_add_test(tcase, an_unknown_charset_is_told);
}

UNIT_MAIN("body", add_tests)
