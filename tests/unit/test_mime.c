#include "core/mime.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"
#include "chance.h"
#include "mime_growth.h"
#include "mime_twins.h"
#include "unit.h"

#define V "MIME-Version: 1.0\r\n"
#define MIXED V "Content-Type: multipart/mixed; boundary=b\r\n\r\n"

static struct err err;

struct both {
	struct message *m;
	struct mime *mime;
};

/* Message and structure; mime is NULL when a limit was passed. */
static struct both
parse(struct span s)
{
	struct both both = { NULL, NULL };
	const char *differs;
	struct buf b;
	bool plain;

	buf_init(&b, 64 * 1024 * 1024);
	buf_add(&b, s);
	ck_assert_int_eq(message_parse(&b, &both.m, &err), 0);
	if (mime_parse(both.m, &both.mime, &err) < 0)
		ck_assert_int_eq(err.kind, ERR_LIMIT);
	differs = twins_compare(both.m, both.mime, &plain);
	ck_assert_msg(differs == NULL, "readers differ in %s", differs);
	return both;
}

static struct both
parse_str(const char *s)
{
	return parse(span_str(s));
}

static void
done(struct both *both)
{
	mime_free(&both->mime);
	mime_free(&both->mime);
	message_free(&both->m);
}

static struct span
content(const struct both *both, size_t i)
{
	const struct mime_part *part = mime_part(both->mime, i);

	return span_sub(message_bytes(both->m), part->begin, part->end);
}

/* A part a line: number type/subtype kind seal flags "content of a leaf" */
static void
describe(const struct both *both, struct buf *out)
{
	static const char kinds[] = "*.@";

	for (size_t i = 0; i < mime_count(both->mime); i++) {
		const struct mime_part *p = mime_part(both->mime, i);

		buf_printf(out, "%s%c%s/%s%s%s%s%s", p->number,
			kinds[p->kind], p->type, p->subtype,
			p->seal ? "!" : "", p->attachment ? " attached" : "",
			mime_readable(both->mime, i) ? " readable" : "",
			p->tight ? " tight" : "");
		if (p->kind == MIME_LEAF) {
			buf_add_str(out, " <");
			buf_add(out, content(both, i));
			buf_add_str(out, ">");
		}
		buf_add_str(out, "\n");
	}
}

static const struct {
	const char *in;
	const char *want;
} clean[] = {
	{ "", "1.text/plain readable <>\n" },
	{ "\r\n", "1.text/plain readable <>\n" },
	{ "\r\nhello", "1.text/plain readable <hello>\n" },
	{ "Subject: x\r\n", "1.text/plain readable <>\n" },
	{ "Subject: x", "1.text/plain readable <>\n" },
	{ "Subject: x\r\n\r\nhello\r\n",
	  "1.text/plain readable <hello\r\n>\n" },
	{ "Subject: x\n\nhello\n", "1.text/plain readable <hello\n>\n" },
	{ "Content-Type: text/plain; charset=utf-8\r\n\r\nno version",
	  "1.text/plain readable <no version>\n" },
	{ V "Content-Type: TEXT/Html; Charset=UTF-8;\r\n\r\n<p>",
	  "1.text/html readable <<p>>\n" },
	{ V "Content-Type: text/plain (a comment); charset=utf-8\r\n\r\nx",
	  "1.text/plain readable <x>\n" },
	{ V "Content-Type: text/calendar\r\n\r\nBEGIN",
	  "1.text/calendar readable <BEGIN>\n" },
	{ V "Content-Type: text/plain; name=a.txt\r\n\r\nx",
	  "1.text/plain readable <x>\n" },
	{ V "Content-Type: text/plain\r\n"
	  "Content-Disposition: attachment\r\n\r\nx",
	  "1.text/plain attached <x>\n" },
	{ V "Subject: \xE4\r\nFrom: <<\r\nSubject: two\r\n\r\nx",
	  "1.text/plain readable <x>\n" },
	{ MIXED "prologue\r\n--b\r\nContent-Type: text/plain\r\nX-Foo: a\r\n b"
	  "\r\n\r\nhello\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n\r\n"
	  "--b--\r\nepilogue\r\n",
	  "*multipart/mixed\n1.text/plain readable <hello>\n"
	  "2.text/html readable <<p>\r\n>\n" },
	{ "MIME-Version: 1.0\n"
	  "Content-Type: multipart/mixed; boundary=\"b c\"\n\n--b c\n\nx\n"
	  "--b c \t\n\ny\n\n--b c--",
	  "*multipart/mixed\n1.text/plain readable <x>\n"
	  "2.text/plain readable <y\n>\n" },
	{ MIXED "--b\r\nX: y\r\n\r\n--b\r\n\r\n--b\r\n\r\n\r\n--b--\r\n",
	  "*multipart/mixed\n1.text/plain readable tight <>\n"
	  "2.text/plain readable tight <>\n3.text/plain readable <>\n" },
	{ MIXED "--b\r\nContent-Type: text/plain\r\nContent-Disposition: "
	  "attachment; filename=x; filename*=utf-8''y\r\n\r\nx\r\n--b\r\n"
	  "Content-Type: text/html; name=\"\"\r\n"
	  "Content-Disposition: inline\r\n\r\ny\r\n--b\r\n"
	  "Content-Type: text/html; name=\"a\"\r\n\r\nz\r\n--b--\r\n",
	  "*multipart/mixed\n1.text/plain attached <x>\n"
	  "2.text/html readable <y>\n3.text/html attached <z>\n" },
	{ MIXED "--b\r\nContent-Type: multipart/alternative; boundary=cc\r\n"
	  "\r\n--cc\r\n\r\nplain\r\n--cc\r\nContent-Type: multipart/related; "
	  "boundary=dd\r\n\r\n--dd\r\nContent-Type: text/html\r\n\r\n<p>\r\n"
	  "--dd\r\nContent-Type: text/html\r\n\r\naside\r\n--dd--\r\n--cc--\r\n"
	  "--b\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--\r\n",
	  "*multipart/mixed\n1*multipart/alternative\n"
	  "1.1.text/plain readable <plain>\n1.2*multipart/related\n"
	  "1.2.1.text/html readable <<p>>\n1.2.2.text/html <aside>\n"
	  "2.image/png <PNG>\n" },
	{ MIXED "--b\r\n\r\nx\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
	  "no header here\r\n: bad\r\nContent-Type: multipart/mixed; "
	  "boundary=q; boundary=r\r\n\r\nlost\r\n--b\r\n\r\ny\r\n--b--\r\n",
	  "*multipart/mixed\n1.text/plain readable <x>\n2@message/rfc822\n"
	  "3.text/plain readable <y>\n" },
	{ V "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\n"
	  "Subject: x\r\n\r\ny\r\n--b--\r\n",
	  "*multipart/digest\n1@message/rfc822\n" },
	{ MIXED "--b\r\nContent-Type: message/rfc822\r\n"
	  "Content-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeA==\r\n"
	  "--b--\r\n", "*multipart/mixed\n1@message/rfc822\n" },
	{ V "Content-Type: multipart/signed; boundary=b; "
	  "protocol=\"application/pgp-signature\"\r\n\r\n--b\r\n\r\nx\r\n--b"
	  "\r\nContent-Type: application/pgp-signature\r\n\r\nS\r\n--b--\r\n",
	  "*multipart/signed!\n1.text/plain! readable <x>\n"
	  "2.application/pgp-signature! <S>\n" },
	{ V "Content-Type: application/pkcs7-mime; smime-type=signed-data;"
	  " name=smime.p7m\r\n\r\nMII", "1.application/pkcs7-mime! <MII>\n" },
	{ V "Content-Type: application/octet-stream; name=\"WinMail.dat\"\r\n"
	  "\r\nT", "1.application/octet-stream! <T>\n" },
	{ MIXED "--b\r\n\r\na\rb --b\r\n --b\r\n--b--",
	  "*multipart/mixed\n1.text/plain readable <a\rb --b\r\n --b>\n" },
};

START_TEST(clean_messages_are_read_and_never_odd)
{
	struct both both = parse_str(clean[_i].in);
	struct buf got;

	buf_init(&got, 10000);
	describe(&both, &got);
	ck_assert_str_eq(buf_str(&got), clean[_i].want);
	ck_assert_msg(mime_odd(both.mime) == NULL, "%s",
		mime_odd(both.mime));
	buf_deinit(&got);
	done(&both);
}
END_TEST

static const struct {
	const char *in;
	const char *odd;
} odd_ones[] = {
	{ "no header\r\n\r\nx", "a header line without a colon" },
	{ V "Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nx",
	  "two Content-Type fields that differ" },
	{ V "Content-Transfer-Encoding: base64\r\n"
	  "Content-Transfer-Encoding: 8bit\r\n\r\nx",
	  "two Content-Transfer-Encoding fields that differ" },
	{ V "Content-Disposition: inline\r\n"
	  "Content-Disposition: attachment\r\n\r\nx",
	  "two Content-Disposition fields that differ" },
	{ V "MIME-Version: 2.0\r\n\r\nx",
	  "two MIME-Version fields that differ" },
	{ V "Content-Type: text/plain; charset=a; charset=b\r\n\r\nx",
	  "two parameters that differ" },
	{ V "Content-Type: text\r\n\r\nx", "a Content-Type that is none" },
	{ V "Content-Type:\r\n\r\nx", "a Content-Type that is none" },
	{ V "Content-Type: text/html text/plain\r\n\r\nx",
	  "a Content-Type that is none" },
	{ V "Content-Type: text/plain, text/html\r\n\r\nx",
	  "a Content-Type that is none" },
	{ V "Content-Type: text/plain charset=utf-8\r\n\r\nx",
	  "a Content-Type that is none" },
	{ V "Content-Type: text/plain; charset=utf-8; oops\r\n\r\nx",
	  "a parameter that is none" },
	{ V "Content-Type: text/plain; charset*=us-ascii''utf-8\r\n\r\nx",
	  "a boundary or charset in RFC 2231's form" },
	{ V "Content-Type: multipart/mixed; boundary*0=b; boundary*1=c\r\n"
	  "\r\n--bc\r\n\r\nx\r\n--bc--\r\n",
	  "a boundary or charset in RFC 2231's form" },
	{ V "Content-Type: multipart/mixed; boundary=b; boundary=c\r\n\r\n"
	  "--b\r\n\r\nx\r\n--b--\r\n", "two parameters that differ" },
	{ V "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
	  "a multipart without a boundary" },
	{ V "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nx",
	  "a multipart without a boundary" },
	{ V "Content-Type: multipart/mixed; boundary=\"b \"\r\n\r\n--b \r\n"
	  "\r\nx\r\n--b --\r\n", "a boundary that ends in white space" },
	{ MIXED "text only", "a multipart without parts" },
	{ MIXED "--b\r\n\r\nx\r\n", "a multipart without its closing "
	  "boundary" },
	{ MIXED "--b\r\nno header\r\n--b--\r\n",
	  "a multipart whose parts are unclear" },
	{ MIXED "--b\r\nno colon\r\n\r\nx\r\n--b--\r\n",
	  "a header line without a colon" },
	{ MIXED "--b\r\n--b--\r\n", "a multipart whose parts are unclear" },
	{ MIXED "--b\r\nContent-Type: text/plain\r\n--b--\r\n",
	  "a part whose end is unclear" },
	{ MIXED "--b\r\n\r\nx\r\n--bogus\r\n--b--\r\n",
	  "a line that looks like a boundary" },
	{ MIXED "--b\r\n\r\nx\r--b\r\n\r\ny\r\n--b--\r\n",
	  "a line that looks like a boundary" },
	{ MIXED "--b\r\n\r\nx\r\n--b--more\r\ny\r\n--b--\r\n",
	  "a line that looks like a boundary" },
	{ MIXED "--b\r\n\r\nx\r\n--b--\r\n--b\r\n\r\ny\r\n--b--\r\n",
	  "a boundary after the closing one" },
	{ MIXED "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
	  "--b\r\n\r\nx\r\n--b--\r\n--b--\r\n",
	  "a boundary after the closing one" },
	{ MIXED "--b\r\nContent-Type: multipart/alternative; boundary=cc\r\n"
	  "\r\n--cc\r\n\r\nx\r\n--b--\r\n",
	  "a multipart without its closing boundary" },
	{ MIXED "--b\r\nA: b\r\n \r\nC: d\r\n\r\nx\r\n--b--\r\n",
	  "a header line of nothing but white space" },
	{ MIXED "--b\r\nContent-Type: text/plain\r\n"
	  "Content-Type: text/html\r\n\r\nx\r\n--b--\r\n",
	  "two Content-Type fields that differ" },
	{ V "Content-Type: multipart/mixed; boundary=b\r\n"
	  "Content-Transfer-Encoding: base64\r\n\r\n--b\r\n\r\nx\r\n--b--",
	  "a multipart that is encoded" },
	{ V "Content-Type: multipart/related; boundary=b; start=\"<r>\"\r\n"
	  "\r\n--b\r\n\r\nx\r\n--b\r\nContent-ID: <r>\r\n\r\ny\r\n--b--",
	  "a multipart/related that begins elsewhere than at its first "
	  "part" },
	{ "Content-Type: text/html\r\n\r\nx",
	  "MIME fields without MIME-Version" },
	{ "Content-Transfer-Encoding: base64\r\n\r\nx",
	  "MIME fields without MIME-Version" },
};

START_TEST(what_programs_read_differently_is_told)
{
	struct both both = parse_str(odd_ones[_i].in);

	ck_assert_ptr_nonnull(both.mime);
	ck_assert_msg(mime_odd(both.mime) != NULL, "not odd: %s",
		odd_ones[_i].in);
	ck_assert_str_eq(mime_odd(both.mime), odd_ones[_i].odd);
	done(&both);
}
END_TEST

static const struct {
	const char *value;
	enum mime_encoding encoding;
	const char *name;
} encodings[] = {
	{ " 7bit", MIME_IDENTITY, "7bit" },
	{ " 8BIT", MIME_IDENTITY, "8bit" },
	{ "binary", MIME_IDENTITY, "binary" },
	{ "", MIME_IDENTITY, "" },
	{ " Quoted-Printable", MIME_QUOTED_PRINTABLE, "quoted-printable" },
	{ " base64 (c\\)omment)\t", MIME_BASE64, "base64" },
	{ " x-uuencode", MIME_UNKNOWN_ENCODING, "x-uuencode" },
	{ " 8-bit", MIME_UNKNOWN_ENCODING, "8-bit" },
	{ " base64; x", MIME_UNKNOWN_ENCODING, "base64; x" },
};

START_TEST(encodings_are_understood_or_unknown)
{
	struct both both;
	struct buf b;

	buf_init(&b, 1000);
	buf_printf(&b, V "Content-Transfer-Encoding:%s\r\n\r\nx",
		encodings[_i].value);
	both = parse(buf_span(&b));
	ck_assert_int_eq(mime_part(both.mime, 0)->encoding,
		encodings[_i].encoding);
	ck_assert_str_eq(mime_part(both.mime, 0)->encoding_name,
		encodings[_i].name);
	ck_assert_ptr_null(mime_odd(both.mime));
	done(&both);
	buf_deinit(&b);
}
END_TEST

START_TEST(parameters_are_told)
{
	struct both both = parse_str(V "Content-Type: text/plain; "
		"charset=\"ISO-8859-1\"; Format=Flowed; DelSp=YES\r\n\r\nx");
	const struct mime_part *part = mime_part(both.mime, 0);

	ck_assert_str_eq(part->charset, "iso-8859-1");
	ck_assert(part->flowed && part->delsp);
	ck_assert_ptr_null(part->encoding_name);
	ck_assert_uint_eq(part->parent, SPAN_NONE);
	done(&both);
}
END_TEST

START_TEST(ranges_of_headers_are_in_the_message)
{
	struct both both = parse_str(MIXED
		"--b\r\nX: y\r\n\r\nhello\r\n--b--\r\n");
	const struct mime_part *part = mime_part(both.mime, 1);

	ck_assert(span_eq_str(span_sub(message_bytes(both.m),
		part->header_begin, part->header_end), "X: y\r\n"));
	ck_assert_uint_eq(part->parent, 0);
	ck_assert_uint_eq(part->depth, 1);
	ck_assert_uint_eq(mime_part(both.mime, 0)->header_end,
		strlen(MIXED) - 2);
	ck_assert_str_eq(mime_seal_text(MIME_SIGNED), "signed");
	done(&both);
}
END_TEST

/* As growth_nest. */
static bool
nested_is_parsed(size_t levels, size_t parts)
{
	struct both both;
	struct buf b;
	bool parsed;

	buf_init(&b, 64 * 1024 * 1024);
	growth_nest(&b, levels, parts, "");
	both = parse(buf_span(&b));
	parsed = both.mime != NULL;
	if (parsed) {
		ck_assert_ptr_null(mime_odd(both.mime));
		ck_assert_uint_eq(mime_count(both.mime), levels + parts);
	}
	done(&both);
	buf_deinit(&b);
	return parsed;
}

START_TEST(limits_hold_at_the_number_and_not_one_more)
{
	/* a leaf's depth is the number of multiparts around it */
	ck_assert(nested_is_parsed(LIMIT_MIME_DEPTH, 1));
	ck_assert(!nested_is_parsed(LIMIT_MIME_DEPTH + 1, 1));
	ck_assert(!nested_is_parsed(9000, 1));
	ck_assert(nested_is_parsed(1, LIMIT_MIME_PARTS - 1));
	ck_assert(!nested_is_parsed(1, LIMIT_MIME_PARTS));
	ck_assert(!nested_is_parsed(1, 10000));
}
END_TEST

/* N lines that might be boundaries, in a plain text. */
static bool
dashes_are_parsed(size_t n)
{
	struct both both;
	struct buf b;
	bool parsed;

	buf_init(&b, 1024 * 1024);
	buf_add_str(&b, "\r\n");
	for (size_t i = 0; i < n; i++)
		buf_add_str(&b, "-----\r\n--");
	both = parse(buf_span(&b));
	parsed = both.mime != NULL;
	done(&both);
	buf_deinit(&b);
	return parsed;
}

START_TEST(lines_like_boundaries_have_their_limit)
{
	/* the first line is one, then "-------" and so on */
	ck_assert(dashes_are_parsed(LIMIT_MIME_DELIMITERS - 1));
	ck_assert(!dashes_are_parsed(LIMIT_MIME_DELIMITERS));
}
END_TEST

static bool
boundary_is_parsed(size_t n)
{
	struct both both;
	struct buf b;
	bool parsed;

	buf_init(&b, 10000);
	buf_printf(&b, V "Content-Type: multipart/mixed; boundary=%0*d\r\n\r\n"
		"--%0*d\r\n\r\nx\r\n--%0*d--\r\n", (int)n, 1, (int)n, 1,
		(int)n, 1);
	both = parse(buf_span(&b));
	parsed = both.mime != NULL;
	done(&both);
	buf_deinit(&b);
	return parsed;
}

START_TEST(a_boundary_has_its_limit)
{
	ck_assert(boundary_is_parsed(LIMIT_BOUNDARY));
	ck_assert(!boundary_is_parsed(LIMIT_BOUNDARY + 1));
}
END_TEST

/* N faults of structure in a forwarded message. */
static const char *
odd_of_forwarded_faults(size_t n)
{
	struct both both;
	struct buf b;
	const char *odd;

	buf_init(&b, 1024 * 1024);
	buf_add_str(&b, V "Content-Type: message/rfc822\r\n\r\nA: b\r\n");
	for (size_t i = 0; i < n; i++)
		buf_add_str(&b, "no colon\r\n");
	buf_add_str(&b, "\r\nx");
	both = parse(buf_span(&b));
	odd = mime_odd(both.mime);
	done(&both);
	buf_deinit(&b);
	return odd;
}

START_TEST(a_forwarded_messages_faults_are_its_own)
{
	ck_assert_ptr_null(odd_of_forwarded_faults(LIMIT_MIME_WARNINGS - 1));
	ck_assert_str_eq(odd_of_forwarded_faults(LIMIT_MIME_WARNINGS),
		"too many faults in its structure");
}
END_TEST

/* GMime looks at a line as far as its buffer reaches, and then at the rest. */
START_TEST(the_middle_of_a_long_line_is_no_boundary)
{
	for (int n = 150; n < 210; n++) {
		struct both both;
		struct buf b;

		buf_init(&b, 8192);
		buf_add_str(&b, MIXED "--b\r\nX: y\r\n\r\n");
		while (b.n < 3900)
			buf_add_str(&b, "A line of the letter, not long.\r\n");
		buf_printf(&b, "%0*d--b\r\nthe end\r\n--b--\r\n", n, 0);
		both = parse(buf_span(&b));
		ck_assert_uint_eq(mime_count(both.mime), 2);
		ck_assert_ptr_null(mime_odd(both.mime));
		done(&both);
		buf_deinit(&b);
	}
}
END_TEST

/* GMime misses it where its buffer ends within the next one's. */
START_TEST(a_part_that_ends_inside_its_header_is_odd_wherever_it_lies)
{
	for (int n = 3900; n < 3930; n++) {
		struct both both;
		struct buf b;

		buf_init(&b, 8192);
		buf_add_str(&b, "From: a\r\n" MIXED);
		while (b.n + 80 < (size_t)n)
			buf_add_str(&b, "A line of the prologue.\r\n");
		buf_printf(&b, "%0*d\r\n", n - 2 - (int)b.n, 0);
		for (int i = 0; i < 2; i++)
			buf_printf(&b, "--b\r\nContent-Type: text/plain; "
				"name=%0130d\r\n", 0);
		buf_add_str(&b, "\r\nx\r\n--b--\r\n");
		both = parse(buf_span(&b));
		ck_assert_ptr_nonnull(mime_odd(both.mime));
		done(&both);
		buf_deinit(&b);
	}
}
END_TEST

START_TEST(a_header_of_a_part_has_the_limits_of_a_header)
{
	struct both both;
	struct buf b;

	buf_init(&b, 4 * 1024 * 1024);
	buf_add_str(&b, MIXED "--b\r\n");
	for (size_t i = 0; i <= LIMIT_FIELDS; i++)
		buf_add_str(&b, "X: y\r\n");
	buf_add_str(&b, "\r\nx\r\n--b--\r\n");
	both = parse(buf_span(&b));
	ck_assert_ptr_null(both.mime);
	done(&both);
	buf_deinit(&b);
}
END_TEST

/* Everything that a message can be made of, to be broken. */
static const char whole[] = "Received: from a (b [192.0.2.1])\r\n\tby c\r\n"
	"Subject: =?utf-8?q?x?=\r\n" V
	"Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\nprologue\r\n"
	"--b\r\nContent-Type: multipart/alternative; boundary=\"cc\"\r\n\r\n"
	"--cc\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n"
	"Content-Transfer-Encoding: quoted-printable\r\n\r\na=3Db =\r\nc\r\n"
	"--cc\r\nContent-Type: text/html; charset=iso-2022-jp\r\n"
	"Content-Transfer-Encoding: base64\r\n\r\nPHA+aGVsbG88L3A+\r\n"
	"--cc--\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
	"Subject: y\r\n\r\nz\r\n--b\r\nContent-Disposition: attachment; "
	"filename=a.txt\r\n\r\nx\r\n--b--\r\nepilogue\r\n";

/* One more fault: a byte, a piece put in, left out, or said twice. */
static void
mutate(struct buf *b)
{
	static const char *const pieces[] = {
		"\r", "\n", "\r\n", "\r\n\r\n", "--b", "--b--\r\n", "--cc\r\n",
		";", "\"", "(", "=", ":", " ", "boundary=cc", "\x80", "%",
		"Content-Type: text/html; charset=utf-16\r\n",
		"Content-Type: message/rfc822\r\n\r\n",
		"Content-Transfer-Encoding: base64\r\n",
	};
	size_t at = chance(b->n), end = at + chance(b->n - at) % 40;
	struct buf out;

	buf_init(&out, 2 * b->n + 100);
	buf_add(&out, span_sub(buf_span(b), 0, at));
	switch (chance(4)) {
	case 0:
		buf_add_byte(&out, (unsigned char)chance(256));
		end = at + 1;
		break;
	case 1:
		buf_add_str(&out, pieces[chance(sizeof pieces /
			sizeof pieces[0])]);
		end = at;
		break;
	case 2:
		buf_add(&out, span_sub(buf_span(b), at, end));
		end = at;
		break;
	}
	buf_add(&out, span_sub(buf_span(b), end, b->n));
	buf_deinit(b);
	*b = out;
}

/* Parts lie in their parents, in order, and can be decoded or not. */
static void
check_parts(const struct both *both)
{
	size_t n = message_bytes(both->m).n, last = 0;
	struct text *t = NULL;

	for (size_t i = 0; i < mime_count(both->mime); i++) {
		const struct mime_part *p = mime_part(both->mime, i);
		const struct mime_part *parent = p->parent == SPAN_NONE ?
			p : mime_part(both->mime, p->parent);

		ck_assert(p->parent == SPAN_NONE || p->parent < i);
		ck_assert_uint_le(last, p->header_begin);
		ck_assert_uint_le(p->header_begin, p->header_end);
		ck_assert_uint_le(p->header_end, p->begin);
		ck_assert_uint_le(p->begin, p->end);
		ck_assert_uint_le(p->end, n);
		ck_assert_uint_le(p->end, parent->end);
		last = p->kind == MIME_MULTIPART ? p->begin : p->end;
		if (p->kind == MIME_LEAF && text_decode(content(both, i),
		    p->encoding, p->charset, &t, &err) == 0)
			text_free(&t);
	}
}

START_TEST(broken_messages_are_read_without_harm)
{
	size_t odd = 0;

	for (int round = 0; round < 2000; round++) {
		struct both both;
		struct buf b;

		buf_init(&b, 10000);
		buf_add_str(&b, whole);
		for (size_t i = chance(6); i > 0 && b.n; i--)
			mutate(&b);
		both = parse(buf_span(&b));
		if (both.mime) {
			check_parts(&both);
			odd += mime_odd(both.mime) != NULL;
		}
		done(&both);
		buf_deinit(&b);
	}
	ck_assert_uint_gt(odd, 500);
	ck_assert_uint_lt(odd, 1900);
}
END_TEST

static void *
parse_often(void *ctx)
{
	struct both both;

	(void)ctx;
	for (int i = 0; i < 200; i++) {
		both = parse_str(whole);
		if (mime_count(both.mime) != 6 || mime_odd(both.mime))
			abort();
		done(&both);
	}
	return NULL;
}

/* libmilter calls on any thread, the first time on several at once. */
START_TEST(threads_do_not_disturb_each_other)
{
	pthread_t threads[4];

	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL,
			parse_often, NULL), 0);
	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
}
END_TEST

#define N(table) (int)(sizeof(table) / sizeof(table)[0])

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, clean_messages_are_read_and_never_odd, 0,
		N(clean));
	tcase_add_loop_test(tcase, what_programs_read_differently_is_told, 0,
		N(odd_ones));
	tcase_add_loop_test(tcase, encodings_are_understood_or_unknown, 0,
		N(encodings));
	tcase_add_test(tcase, parameters_are_told);
	tcase_add_test(tcase, ranges_of_headers_are_in_the_message);
	tcase_add_test(tcase, limits_hold_at_the_number_and_not_one_more);
	tcase_add_test(tcase, a_boundary_has_its_limit);
	tcase_add_test(tcase, lines_like_boundaries_have_their_limit);
	tcase_add_test(tcase, a_forwarded_messages_faults_are_its_own);
	tcase_add_test(tcase, the_middle_of_a_long_line_is_no_boundary);
	tcase_add_test(tcase,
		a_part_that_ends_inside_its_header_is_odd_wherever_it_lies);
	tcase_add_test(tcase, a_header_of_a_part_has_the_limits_of_a_header);
	tcase_add_test(tcase, broken_messages_are_read_without_harm);
	tcase_add_test(tcase, threads_do_not_disturb_each_other);
}

UNIT_MAIN("mime", add_tests)
