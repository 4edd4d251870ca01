#include "smtp/dialogue.h"

#include <string.h>

#include "unit.h"

static struct dialogue d;

static void
wrote(const char *s)
{
	dialogue_wrote(&d, span_str(s));
}

static void
read_bytes(const char *s)
{
	dialogue_read(&d, span_str(s));
}

/* The same, one byte at a time. */
static void
read_slowly(const char *s)
{
	for (; *s != '\0'; s++)
		dialogue_read(&d, (struct span){ (const unsigned char *)s, 1 });
}

START_TEST(bytes_behind_the_answer_to_starttls_are_noticed)
{
	d = (struct dialogue){ .n = 0 };
	wrote("STARTTLS\r\n");
	read_bytes("220 go\r\n");
	ck_assert(!d.injected);
	read_bytes("250 within TLS\r\n250 more\r\n");
	ck_assert(!d.injected);

	d = (struct dialogue){ .n = 0 };
	wrote("STARTTLS\r\n");
	read_bytes("220 go\r\n250 slipped in\r\n");
	ck_assert(d.injected);

	d = (struct dialogue){ .n = 0 };
	wrote("STARTTLS\r\n");
	read_bytes("220-two\r\n220 lines\r\n2");
	ck_assert(d.injected);

	d = (struct dialogue){ .n = 0 };
	wrote("STARTTLS\r\n");
	read_bytes("220-two\r\n220 lines\r\n");
	ck_assert(!d.injected);
}
END_TEST

START_TEST(only_235_is_a_login)
{
	d = (struct dialogue){ .n = 0 };
	wrote("AUTH LOGIN\r\n");
	read_slowly("334 VXNlcm5hbWU6\r\n");
	wrote("YWxpY2U=\r\n");
	read_slowly("334 UGFzc3dvcmQ6\r\n");
	wrote("x\r\n");
	read_slowly("235 2.7.0 welcome\r\n");
	ck_assert(d.authenticated);
	ck_assert(!d.login_refused);

	d = (struct dialogue){ .n = 0 };
	wrote("AUTH PLAIN AGFsaWNlAHg=\r\n");
	read_bytes("535 5.7.8 no\r\n");
	ck_assert(!d.authenticated);
	ck_assert(d.login_refused);
	ck_assert_str_eq(d.complaint, "535 5.7.8 no");

	d = (struct dialogue){ .n = 0 };
	read_bytes("235 nobody asked\r\n");
	ck_assert(!d.authenticated);
}
END_TEST

START_TEST(the_last_answer_is_to_the_last_command)
{
	d = (struct dialogue){ .n = 0 };
	wrote("EHLO desk.contoso.example\r\n");
	read_bytes("250-mail.example\r\n250-CHUNKING\r\n250 smtputf8\r\n");
	ck_assert(d.utf8);
	wrote("MAIL FROM:<a@contoso.example>\r\n");
	read_slowly("250 2.1.0 ok\r\n");
	wrote("RCPT TO:<b@customer.example>\r\n");
	dialogue_expect(&d);
	read_bytes("550-5.1.1 two\r\n");
	ck_assert_int_eq(d.code, 0);
	read_bytes("550 5.1.1 lines\r\n");
	ck_assert_int_eq(d.last, DIALOGUE_RCPT);
	ck_assert_int_eq(d.code, 550);
	ck_assert_str_eq(d.answer, "550 5.1.1 lines");
	wrote("QUIT\r\n");
	read_bytes("221 bye\r\n");
	ck_assert_int_eq(d.code, 550);
}
END_TEST

START_TEST(a_new_connection_begins_anew)
{
	d = (struct dialogue){ .authenticated = true, .utf8 = true,
		.ended = true, .last = DIALOGUE_DATA };
	wrote("EHLO desk.contoso.example\r\n");
	ck_assert(!d.authenticated && !d.utf8 && !d.ended);
	ck_assert_int_eq(d.last, DIALOGUE_OTHER);
}
END_TEST

START_TEST(what_a_server_says_is_made_printable)
{
	char out[12];

	dialogue_printable(out, sizeof(out), span_str(" a\r\nb\x1b[m\xc3\n"));
	ck_assert_str_eq(out, "a  b?[m?");
	dialogue_printable(out, sizeof(out), span_str("0123456789abcdef"));
	ck_assert_str_eq(out, "0123456789a");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		bytes_behind_the_answer_to_starttls_are_noticed);
	tcase_add_test(tcase, only_235_is_a_login);
	tcase_add_test(tcase, the_last_answer_is_to_the_last_command);
	tcase_add_test(tcase, a_new_connection_begins_anew);
	tcase_add_test(tcase, what_a_server_says_is_made_printable);
}

UNIT_MAIN("dialogue", add_tests)
