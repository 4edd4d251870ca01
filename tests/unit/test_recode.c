#include "core/recode.h"

#include "mail.h"

#define UMLAUT "\xC3\xBC"

static struct message *m;
static struct mime *mime;
static struct edits *edits;
static struct buf out;
static struct err err;

static void
set_up(void)
{
	buf_init(&out, 1 << 20);
	edits = edits_new();
}

static void
tear_down(void)
{
	mime_free(&mime);
	message_free(&m);
	edits_free(&edits);
	buf_deinit(&out);
}

static int
recode(const char *mail, size_t part, const char *utf8)
{
	tear_down();
	set_up();
	m = mail_parse(mail);
	ck_assert_int_eq(mime_parse(m, &mime, &err), 0);
	return recode_part(m, mime_part(mime, part), span_str("Hello\r\n"),
		span_str(utf8), edits, &err);
}

static const char *
applied(void)
{
	ck_assert_msg(edits_apply(edits, m, &out, &err) == 0, "%s", err.text);
	return buf_str(&out);
}

START_TEST(the_whole_message_becomes_utf_8)
{
	ck_assert_int_eq(recode("Content-Type: text/plain;\r\n\tcharset="
		"\"us-ascii\"; format=flowed\r\nContent-Transfer-Encoding: "
		"7bit\r\nMIME-Version: 1.0\r\n\r\nHello\r\n", 0,
		"Hello, you " UMLAUT "\r\n"), 0);
	ck_assert(recode_done(edits, mime_part(mime, 0)));
	ck_assert_str_eq(applied(), "Content-Type: text/plain; charset=utf-8; "
		"format=flowed\r\nContent-Transfer-Encoding: "
		"quoted-printable\r\nMIME-Version: 1.0\r\n\r\n"
		"Hello, you =C3=BC\r\n");
}
END_TEST

START_TEST(fields_that_are_missing_are_added)
{
	ck_assert_int_eq(recode("Subject: x\r\n\r\nHello\r\n", 0,
		UMLAUT UMLAUT), 0);
	ck_assert_str_eq(applied(), "Subject: x\r\nContent-Type: text/plain; "
		"charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
		"MIME-Version: 1.0\r\n\r\nw7zDvA==\r\n");
}
END_TEST

#define IN_PARTS(header) "Content-Type: multipart/mixed; boundary=b\r\n" \
	"\r\n--b\r\n" header "\r\nHello\r\n--b--\r\n"

START_TEST(a_parts_own_header_changes)
{
	ck_assert_int_eq(recode(IN_PARTS("Content-Type: text/html\r\n"
		"Content-ID: <a@b>\r\n"), 1, UMLAUT), 0);
	ck_assert(recode_done(edits, mime_part(mime, 1)));
	ck_assert_ptr_nonnull(strstr(applied(), "--b\r\n"
		"Content-Transfer-Encoding: base64\r\nContent-Type: "
		"text/html; charset=utf-8\r\nContent-ID: <a@b>\r\n\r\n"
		"w7w=\r\n"));
}
END_TEST

START_TEST(what_was_not_understood_is_not_lost)
{
	m = mail_parse("Subject: x\r\n\r\n\xff\r\n");
	ck_assert_int_eq(mime_parse(m, &mime, &err), 0);
	ck_assert_int_eq(recode_part(m, mime_part(mime, 0),
		span_str("\xEF\xBF\xBD"), span_str(UMLAUT), edits, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
}
END_TEST

static int
recode_only(const char *mail, size_t part, struct span octets)
{
	tear_down();
	set_up();
	m = mail_parse(mail);
	ck_assert_int_eq(mime_parse(m, &mime, &err), 0);
	return recode_octets(m, mime_part(mime, part), octets, edits, &err);
}

START_TEST(the_transfer_encoding_alone_changes)
{
	ck_assert_int_eq(recode_only("Content-Type: text/plain; charset=big5"
		"\r\nContent-Transfer-Encoding: 8bit\r\n\r\nx\r\n", 0,
		span_str("a=\xA4\xA4 more and more words\r\n")), 0);
	ck_assert_str_eq(applied(), "Content-Type: text/plain; charset=big5"
		"\r\nContent-Transfer-Encoding: quoted-printable\r\n"
		"MIME-Version: 1.0\r\n\r\na=3D=A4=A4 more and more words"
		"\r\n");
	ck_assert_int_eq(recode_only("Subject: x\r\nMIME-Version: 1.0\r\n"
		"\r\nx\r\n", 0, (struct span){ (const unsigned char *)
		"\0a\0b\0\n", 6 }), 0);
	ck_assert_str_eq(applied(), "Subject: x\r\nMIME-Version: 1.0\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\nAGEAYgAK\r\n");
}
END_TEST

START_TEST(a_field_that_says_it_already_stays)
{
	const char *mail = IN_PARTS(
		"Content-Transfer-Encoding: Quoted-Printable\r\n");

	ck_assert_int_eq(recode_only(mail, 1, span_str("a=b")), 0);
	ck_assert(!recode_done(edits, mime_part(mime, 1)));
	ck_assert_ptr_nonnull(strstr(applied(), "--b\r\nContent-Transfer-"
		"Encoding: Quoted-Printable\r\n\r\na=3Db\r\n--b--"));
}
END_TEST

START_TEST(odd_fields_are_not_touched)
{
	static const char *const odd[] = {
		"text/plain; charset*=us-ascii''us-ascii",
		"text/plain (comment); charset=us-ascii",
		"text/plain; charset=a; charset=b",
		"text/plain; charset=\"us-ascii",
	};
	char mail[200];
	size_t i;

	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		snprintf(mail, sizeof(mail),
			"Content-Type: %s\r\n\r\nHello\r\n", odd[i]);
		ck_assert_int_eq(recode(mail, 0, UMLAUT), -1);
		ck_assert_int_eq(err.kind, ERR_DATA);
	}
}
END_TEST

START_TEST(other_edits_are_not_taken_for_it)
{
	ck_assert_int_eq(recode(IN_PARTS("Content-Type: text/html\r\n"), 1,
		UMLAUT), 0);
	edits_free(&edits);
	edits = edits_new();
	edits_body(edits, mime_part(mime, 1)->begin,
		mime_part(mime, 1)->end, span_str("x"), "");
	ck_assert(!recode_done(edits, mime_part(mime, 1)));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, the_whole_message_becomes_utf_8);
	tcase_add_test(tcase, fields_that_are_missing_are_added);
	tcase_add_test(tcase, a_parts_own_header_changes);
	tcase_add_test(tcase, what_was_not_understood_is_not_lost);
	tcase_add_test(tcase, the_transfer_encoding_alone_changes);
	tcase_add_test(tcase, a_field_that_says_it_already_stays);
	tcase_add_test(tcase, odd_fields_are_not_touched);
	tcase_add_test(tcase, other_edits_are_not_taken_for_it);
}

UNIT_MAIN("recode", add_tests)
