#include "core/seal.h"

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

/* Why the mail can't be edited, "blind: " before what can't even be read; ""
 * when nothing is in the way. */
static void
sealed(const char *mail, const char *expected)
{
	struct message *m = mail_parse(mail);
	struct findings *findings = mail_find(m, &w);
	struct buf out;
	size_t i;

	buf_init(&out, 65536);
	for (i = 0; i < findings->n; i++)
		if (findings->list[i].kind == FINDING_UNEDITABLE)
			buf_printf(&out, "%s%s\n", findings->list[i].blind ?
				"blind: " : "", findings->list[i].why);
	ck_assert_str_eq(buf_str(&out), expected);
	buf_deinit(&out);
	findings_free(&findings);
	message_free(&m);
}

#define SIGNED(text) FROM MARK "MIME-Version: 1.0\r\n" \
	"Content-Type: multipart/signed; boundary=b; micalg=pgp-sha256;\r\n" \
	" protocol=\"application/pgp-signature\"\r\n\r\n" \
	"--b\r\nContent-Type: text/plain\r\n\r\n" text "\r\n--b\r\n" \
	"Content-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n"

#define WITH(type, text) FROM MARK "MIME-Version: 1.0\r\n" \
	"Content-Type: multipart/mixed; boundary=b\r\n\r\n" \
	"--b\r\nContent-Type: text/plain\r\n\r\n" text "\r\n--b\r\n" \
	"Content-Type: " type "\r\n\r\nx\r\n--b--\r\n"

START_TEST(a_signature_is_in_the_way_of_an_edit_only)
{
	sealed(SIGNED("Hello"), "the part is signed\n");
	sealed(SIGNED(CONTOSO_LINK), "");
}
END_TEST

START_TEST(winmail_dat_holds_the_letter_too)
{
	sealed(WITH("application/ms-tnef; name=winmail.dat", "Hello"),
		"the letter is in winmail.dat too, which can't be edited\n");
	sealed(WITH("application/ms-tnef; name=winmail.dat", CONTOSO_LINK),
		"");
	sealed(WITH("image/png", "Hello"), "");
}
END_TEST

START_TEST(an_empty_part_may_have_no_room_for_a_line)
{
	sealed(FROM MARK "MIME-Version: 1.0\r\n"
		"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
		"--b\r\nContent-Type: text/plain\r\n\r\n--b--\r\n",
		"the part is empty, and no line fits before the next "
		"boundary\n");
}
END_TEST

START_TEST(a_calendar_entry_alone_is_no_text)
{
	sealed(FROM MARK "MIME-Version: 1.0\r\n"
		"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR"
		"\r\n", "mail programs show text/calendar each in its own "
		"way\n");
	sealed(FROM MARK "MIME-Version: 1.0\r\n"
		"Content-Disposition: attachment\r\n"
		"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR"
		"\r\n", "blind: no text that a reader is shown: "
		"a calendar entry only\n");
}
END_TEST

START_TEST(a_strange_kind_of_text_is_in_the_way_of_an_edit_only)
{
	sealed(FROM MARK "MIME-Version: 1.0\r\nContent-Type: text/enriched"
		"\r\n\r\nHello\r\n", "mail programs show text/enriched each "
		"in its own way\n");
	sealed(FROM MARK "MIME-Version: 1.0\r\nContent-Type: text/enriched"
		"\r\n\r\n" CONTOSO_LINK "\r\n", "");
}
END_TEST

START_TEST(pgp_guards_its_text)
{
	sealed(FROM MARK "\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\n"
		"Hello\r\n", "PGP guards its text, and an edit would break "
		"that\n");
	sealed(FROM MARK "\r\nHello\r\n-----BEGIN PGP MESSAGE-----\r\n",
		"PGP guards its text, and an edit would break that\n");
	sealed(FROM MARK "\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\n"
		CONTOSO_LINK "\r\n", "");
	sealed(FROM MARK "\r\nHello\r\n\r\n> -----BEGIN PGP SIGNED "
		"MESSAGE-----\r\n", "");
}
END_TEST

START_TEST(an_unknown_charset_can_not_be_read)
{
	struct buf out;

	ck_assert_ptr_nonnull(strstr(mail_findings(FROM MARK "Content-Type: "
		"text/plain; charset=x-contoso\r\n\r\nHello\r\n", &w, &out),
		"can't be edited: "));
	buf_deinit(&out);
	sealed(FROM "Content-Type: text/plain; charset=x-contoso\r\n\r\n"
		"Hello\r\n", "");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_signature_is_in_the_way_of_an_edit_only);
	tcase_add_test(tcase, winmail_dat_holds_the_letter_too);
	tcase_add_test(tcase, an_empty_part_may_have_no_room_for_a_line);
	tcase_add_test(tcase, a_calendar_entry_alone_is_no_text);
	tcase_add_test(tcase,
		a_strange_kind_of_text_is_in_the_way_of_an_edit_only);
	tcase_add_test(tcase, pgp_guards_its_text);
	tcase_add_test(tcase, an_unknown_charset_can_not_be_read);
}

UNIT_MAIN("seal", add_tests)
