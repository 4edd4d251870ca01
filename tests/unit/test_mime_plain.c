#include "core/mime.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "mime_growth.h"
#include "mime_twins.h"
#include "unit.h"

#define V "MIME-Version: 1.0\r\n"
#define MIXED V "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
#define LETTER V "Content-Type: text/plain; "

static struct err err;

/* All readers read it: whether our own did. */
static bool
read_twice(struct span s)
{
	struct message *m = NULL;
	struct mime *mime = NULL;
	const char *differs;
	bool plain;

	ck_assert_int_eq(message_borrow(s, &m, &err), 0);
	if (mime_parse(m, &mime, &err) < 0)
		ck_assert_int_eq(err.kind, ERR_LIMIT);
	differs = twins_compare(m, mime, &plain);
	ck_assert_msg(differs == NULL, "they differ in %s: %.*s", differs,
		(int)s.n, (const char *)s.p);
	mime_free(&mime);
	message_free(&m);
	return plain;
}

/* As programs write it. */
static const char *const plain[] = {
	"Subject: x\r\n\r\nhello\r\n",
	"Subject: x\n\nhello\n",
	"Subject: x\r\n\r\n",
	"Content-Type: text/plain; charset=utf-8\r\n\r\nno version",
	V "Content-Type: TEXT/Html; Charset=UTF-8\r\n\r\n<p>",
	LETTER "charset=\"iso-8859-1\";\r\n\tformat=flowed; delsp=yes\r\n"
	"Content-Transfer-Encoding: 8BIT\r\nContent-Language: en-US\r\n\r\nx",
	V "Content-Transfer-Encoding: x-uuencode\r\n\r\nx",
	V "Content-Type: application/pkcs7-mime; smime-type=signed-data;"
	" name=smime.p7m\r\n\r\nMII",
	/* Outlook's, with a picture */
	V "Content-Type: multipart/related;\r\n"
	"\tboundary=\"----=_NextPart_000_0001_01DB\"\r\nX: \xE4\r\n\r\n"
	"This is a multipart message in MIME format.\r\n\r\n"
	"------=_NextPart_000_0001_01DB\r\n"
	"Content-Type: multipart/alternative;\r\n"
	"\tboundary=\"----=_NextPart_001_0002_01DB\"\r\n\r\n\r\n"
	"------=_NextPart_001_0002_01DB\r\nContent-Type: text/plain;\r\n"
	"\tcharset=\"us-ascii\"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
	"-- \r\n--\r\n-----Original Message-----\r\n\r\n"
	"------=_NextPart_001_0002_01DB\r\nContent-Type: text/html;\r\n"
	"\tcharset=\"us-ascii\"\r\nContent-Transfer-Encoding: "
	"quoted-printable\r\n\r\n<p>a=3D\r\n"
	"------=_NextPart_001_0002_01DB--\r\n\r\n"
	"------=_NextPart_000_0001_01DB\r\nContent-Type: image/png;\r\n"
	"\tname=\"image (1).png\"\r\nContent-Transfer-Encoding: base64\r\n"
	"Content-ID: <image001.png@01DB>\r\n\r\niVBO\r\n\r\n"
	"------=_NextPart_000_0001_01DB--\r\n\r\n",
	/* Apple Mail's: an empty text behind an attachment */
	"Content-Type: multipart/mixed;\n\tboundary=\"Apple-Mail=_0A-1\"\n"
	"Mime-Version: 1.0 (Mac OS X Mail 16.0)\n\n\n"
	"--Apple-Mail=_0A-1\nContent-Transfer-Encoding: 7bit\n"
	"Content-Type: text/html;\n\tcharset=us-ascii\n\n<p>x\n"
	"--Apple-Mail=_0A-1\nContent-Disposition: attachment;\n"
	"\tfilename=a.pdf\nContent-Type: application/pdf;\n"
	"\tx-unix-mode=0644;\n\tname=\"b.txt\"\n\nPDF\n"
	"--Apple-Mail=_0A-1\nContent-Type: text/plain\n\n\n\n"
	"--Apple-Mail=_0A-1--\n",
	/* Gmail's */
	V "Content-Type: multipart/alternative; boundary=\"00000000000061\"\r\n"
	"\r\n--00000000000061\r\nContent-Type: text/plain; charset=\"UTF-8\""
	"\r\n\r\nx\r\n\r\n--00000000000061\r\nContent-Type: text/html; "
	"charset=\"UTF-8\"\r\n\r\n<div>\r\n\r\n--00000000000061--\r\n",
	V "Content-Type: multipart/signed; micalg=pgp-sha256;\r\n protocol="
	"\"application/pgp-signature\"; boundary=\"b\"\r\n\r\n--b\r\n"
	"Content-Type: text/plain\r\n\r\nx\r\n--b\r\nContent-Type: "
	"application/pgp-signature; name=\"signature.asc\"\r\n\r\nS\r\n"
	"--b--\r\nepilogue\r\n",
	/* one boundary twice, one after the other */
	MIXED "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
	"--c\r\nX: y\r\n\r\n1\r\n--c--\r\n--b\r\n"
	"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nX: y\r\n\r\n"
	"2\r\n--c--\r\nepilogue\r\n\r\n--b--\r\n",
};

START_TEST(what_programs_write_is_read)
{
	ck_assert_msg(read_twice(span_str(plain[_i])), "%s", plain[_i]);
}
END_TEST

static const char *const others[] = {
	"",
	"\r\nhello",
	"Subject: x",
	"Subject: x\r\n",
	"Subject : x\r\n\r\nx",
	"Subject: x\nTo: y\r\n\r\nx",
	"Content-Type: text/html\r\n\r\nx",
	"Content-Transfer-Encoding: base64\r\n\r\nx",
	V "Content-Type: text/plain (c)\r\n\r\nx",
	V "Content-Type: text\r\n\r\nx",
	V "Content-Type: text/html\r\nContent-type: text/html\r\n\r\nx",
	V "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny",
	LETTER "\r\n\r\nx",
	LETTER "charset\r\n\r\nx",
	LETTER "charset=\r\n\r\nx",
	LETTER "charset=\"\"\r\n\r\nx",
	LETTER "charset = utf-8\r\n\r\nx",
	LETTER "charset=utf-8 x\r\n\r\nx",
	LETTER "charset=\"utf-8\r\n\r\nx",
	LETTER "charset=\"utf\\-8\"\r\n\r\nx",
	LETTER "charset=utf-8; CHARSET=utf-8\r\n\r\nx",
	LETTER "charset*=us-ascii''utf-8\r\n\r\nx",
	LETTER "name=\"=?utf-8?q?x?=\"\r\n\r\nx",
	LETTER "name=\"\xC3\xA4\"\r\n\r\nx",
	LETTER "name=\"charset*\"\r\n\r\nx",
	V "Content-Disposition: attachment; filename=a b\r\n\r\nx",
	V "Content-Disposition:\r\n\r\nx",
	V "Content-Transfer-Encoding: base64 (c)\r\n\r\nx",
	V "Content-Transfer-Encoding: base64; x\r\n\r\nx",
	V "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
	V "Content-Type: multipart/mixed; boundary=\"b c\"\r\n\r\n--b c\r\n"
	"X: y\r\n\r\nx\r\n--b c--\r\n",
	V "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\nX: y\r\n"
	"\r\nSubject: x\r\n\r\ny\r\n--b--\r\n",
	V "Content-Type: multipart/related; boundary=b; start=\"<r>\"\r\n"
	"\r\n--b\r\nX: y\r\n\r\nx\r\n--b--\r\n",
	V "Content-Type: multipart/mixed; boundary=b\r\n"
	"Content-Transfer-Encoding: base64\r\n\r\n--b\r\nX: y\r\n\r\nx\r\n"
	"--b--\r\n",
	MIXED "text only",
	MIXED "--b--\r\n",
	MIXED "--b\r\nX: y\r\n\r\nx\r\n",
	MIXED "--b\r\nX: y\r\n\r\nx\r\n--b--",
	MIXED "--b\r\nX: y\r\n\r\nx\r\n--b--\n",
	MIXED "--b\r\nX: y\r\n\r\nx\n--b--\r\n",
	MIXED "--b\r\nX: y\r\n\r\nx\r--b--\r\n",
	MIXED "--b \r\nX: y\r\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\nX: y\r\n\r\n--b--\r\n",
	MIXED "--b\r\nX: y\r\n--b--\r\n",
	MIXED "--b\r\nX: y\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\nX: y\r\n \r\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\nX : y\r\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\nX: y\rz\r\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\n-X: y\r\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\n y\r\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\nX: y\r\n\r\nx\r\n--bogus\r\n--b--\r\n",
	MIXED "--b\r\nX: y\r\n\r\nx\r\n--b--more\r\n",
	MIXED "--b\r\nX: y\r\n\r\nx\r\n--b--\r\nepilogue\r\n--bar\r\n",
	MIXED "--b\r\nX: y\r\n\r\nx\r\n--b--\r\n--b\r\nX: y\r\n\r\ny\r\n",
	MIXED "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
	"--b\r\nX: y\r\n\r\nx\r\n--b--\r\n--b--\r\n",
	MIXED "--b\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n"
	"--bb\r\nX: y\r\n\r\nx\r\n--bb--\r\n--b--\r\n",
	MIXED "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
	"--c\r\nX: y\r\n\r\nx\r\n--b--\r\n",
	MIXED "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
	"--c\r\nX: y\r\n\r\nx\r\n--c--\r\n--c\r\n--b--\r\n",
};

START_TEST(what_is_not_plain_is_left_to_gmime)
{
	ck_assert_msg(!read_twice(span_str(others[_i])), "%s", others[_i]);
}
END_TEST

/* As growth_nest. */
static bool
nested_is_plain(size_t levels, size_t parts)
{
	struct buf b;
	bool is_plain;

	buf_init(&b, 1024 * 1024);
	growth_nest(&b, levels, parts, "X: y\r\n");
	is_plain = read_twice(buf_span(&b));
	buf_deinit(&b);
	return is_plain;
}

START_TEST(parts_are_read_as_many_and_as_deep_as_allowed)
{
	ck_assert(nested_is_plain(LIMIT_MIME_DEPTH, 1));
	ck_assert(!nested_is_plain(LIMIT_MIME_DEPTH + 1, 1));
	ck_assert(nested_is_plain(1, LIMIT_MIME_PARTS - 1));
	ck_assert(!nested_is_plain(1, LIMIT_MIME_PARTS));
}
END_TEST

/* A part's header of HEADER bytes, between boundaries of BOUNDARY bytes. */
static bool
is_plain_with(int header, int boundary)
{
	struct buf b;
	bool is_plain;

	buf_init(&b, 65536);
	buf_printf(&b, V "Content-Type: multipart/mixed; boundary=%0*d\r\n\r\n"
		"--%0*d\r\nX: %0*d\r\n\r\nx\r\n--%0*d--\r\n", boundary, 1,
		boundary, 1, header - 5, 1, boundary, 1);
	is_plain = read_twice(buf_span(&b));
	buf_deinit(&b);
	return is_plain;
}

START_TEST(headers_and_boundaries_are_as_short_as_programs_write_them)
{
	ck_assert(is_plain_with(4096, 70));
	ck_assert(!is_plain_with(4097, 70));
	ck_assert(!is_plain_with(4096, 71));
}
END_TEST

START_TEST(whatever_is_built_is_read_alike)
{
	struct growth g;
	unsigned plain_ones = 0, rounds = 4000;

	growth_init(&g);
	for (unsigned i = 0; i < rounds; i++) {
		growth_next(&g);
		plain_ones += read_twice(buf_span(&g.b));
	}
	growth_deinit(&g);
	ck_assert_uint_gt(plain_ones, rounds / 10);
	ck_assert_uint_lt(plain_ones, rounds / 10 * 9);
}
END_TEST

/* All that the filter is tested with, in both line ends. */
START_TEST(the_cases_are_read_alike)
{
	size_t plain_ones = 0;
	glob_t cases;

	ck_assert_int_eq(glob(TOP_SRCDIR "/tests/cases/*.eml", 0, NULL,
		&cases), 0);
	for (size_t i = 0; i < cases.gl_pathc; i++) {
		FILE *f = fopen(cases.gl_pathv[i], "rb");
		struct buf b, lf;
		int c;

		ck_assert_ptr_nonnull(f);
		buf_init(&b, 16 * 1024 * 1024);
		buf_init(&lf, 16 * 1024 * 1024);
		while ((c = getc(f)) != EOF) {
			buf_add_byte(&b, (unsigned char)c);
			if (c != '\r')
				buf_add_byte(&lf, (unsigned char)c);
		}
		fclose(f);
		plain_ones += read_twice(buf_span(&b));
		read_twice(buf_span(&lf));
		buf_deinit(&b);
		buf_deinit(&lf);
	}
	ck_assert_uint_gt(plain_ones, cases.gl_pathc / 2);
	globfree(&cases);
}
END_TEST

#define N(table) (int)(sizeof(table) / sizeof(table)[0])

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, what_programs_write_is_read, 0, N(plain));
	tcase_add_loop_test(tcase, what_is_not_plain_is_left_to_gmime, 0,
		N(others));
	tcase_add_test(tcase, parts_are_read_as_many_and_as_deep_as_allowed);
	tcase_add_test(tcase,
		headers_and_boundaries_are_as_short_as_programs_write_them);
	tcase_add_test(tcase, whatever_is_built_is_read_alike);
	tcase_add_test(tcase, the_cases_are_read_alike);
}

UNIT_MAIN("mime_plain", add_tests)
