#include "core/text.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "chance.h"
#include "unit.h"

#define LINK "https://admin.microsoft.com/Adminportal/Home?invType=Reseller" \
	"Relationship&partnerId=3b33e682-00c3-41ee-9dd2-a548adf56438&msppId=" \
	"0&DAP=true#/BillingAccounts/partner-invitation"

static struct err err;

static struct text *
decode(struct span raw, enum mime_encoding encoding, const char *charset)
{
	struct text *t = NULL;

	if (text_decode(raw, encoding, charset, &t, &err) < 0)
		ck_abort_msg("%s", err.text);
	return t;
}

static struct text *
decode_str(const char *raw, enum mime_encoding encoding, const char *charset)
{
	return decode(span_str(raw), encoding, charset);
}

/* The leaf RAW with the change made, or NULL when it is refused. BASE is not
 * 0, as in a message. */
static char *
edited(struct span raw, enum mime_encoding encoding, const char *charset,
	const struct text_change *changes, size_t n, struct buf *out)
{
	struct text *t = decode(raw, encoding, charset);
	struct edits *edits = edits_new();
	size_t at = 0, base = 1000;
	int rc;

	rc = text_edit(t, changes, n, base, edits, &err);
	if (rc < 0)
		ck_assert_uint_eq(edits_count(edits), 0);
	for (size_t i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		ck_assert_int_eq(e->kind, EDIT_BODY);
		ck_assert_uint_ge(e->begin, base + at);
		buf_add(out, span_sub(raw, at, e->begin - base));
		buf_add(out, (struct span){ e->text, e->n });
		at = e->end - base;
	}
	buf_add(out, span_sub(raw, at, raw.n));
	edits_free(&edits);
	text_free(&t);
	return rc < 0 ? NULL : (char *)buf_str(out);
}

static const struct {
	const char *raw;
	const char *want;
} quoted[] = {
	{ "", "" },
	{ "a=3Db=3d=C3=A4", "a=b=\xC3\xA4" },
	{ "soft=\r\nbreak= \t\r\nand=\nLF", "softbreakandLF" },
	{ "hard\r\nbreak\nLF\r", "hard\r\nbreak\nLF\r" },
	{ "trailing  \t\r\nblanks \nhere ", "trailing\r\nblanks\nhere" },
	{ "bad =ZZ =4 = x =", "bad =ZZ =4 = x " },
	{ "raw \xC3\xA4", "raw \xC3\xA4" },
	{ "=\r\n=\r\nx", "x" },
};

START_TEST(quoted_printable_is_read)
{
	struct text *t = decode_str(quoted[_i].raw, MIME_QUOTED_PRINTABLE,
		"utf-8");

	ck_assert(span_eq_str(text_utf8(t), quoted[_i].want));
	text_free(&t);
	text_free(&t);
}
END_TEST

static const struct {
	const char *raw;
	const char *want;
} base64s[] = {
	{ "", "" },
	{ "YWJj", "abc" },
	{ "YW\r\nJjZA==\r\n", "abcd" },
	{ "YWI=", "ab" },
	{ "YWI", "ab" },
	{ "YQ", "a" },
	{ "Y", "" },
	{ "YQ==YmM=", "abc" },
	{ "Y!W-J\tj", "abc" },
	{ "====", "" },
};

START_TEST(base64_is_read)
{
	struct text *t = decode_str(base64s[_i].raw, MIME_BASE64, NULL);

	ck_assert(span_eq_str(text_utf8(t), base64s[_i].want));
	text_free(&t);
}
END_TEST

static const struct {
	const char *charset;
	const char *raw;
	size_t n;
	const char *want;
} charsets[] = {
	{ NULL, "a\xFFz", 3, "a\xEF\xBF\xBDz" },
	{ "", "a", 1, "a" },
	{ "us-ascii", "\xC3\xA4", 2, "\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "utf-8", "\xC3\xA4\xC3", 3, "\xC3\xA4\xEF\xBF\xBD" },
	{ "utf-8", "\xED\xA0\x80", 3,
	  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "UTF8", "\xC3\xA4", 2, "\xC3\xA4" },
	{ "iso-8859-1", "\xE4", 1, "\xC3\xA4" },
	/* Above U+10FFFF, which glibc takes, and what stands around it. */
	{ "utf-8", "\xC3\xA4\xF4\x90\x80\x80z", 7, "\xC3\xA4\xEF\xBF\xBD"
	  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz" },
	{ "utf-8", "\xF4\x8F\xBF\xBF", 4, "\xF4\x8F\xBF\xBF" },
	{ "ucs-4be", "\0\0\0h\0\x11\0\0", 8, "h\xEF\xBF\xBD\xEF\xBF\xBD"
	  "\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "windows-1252", "\x80\x81", 2, "\xE2\x82\xAC\xEF\xBF\xBD" },
	{ "x-gbk", "\xCE\xA2", 2, "\xE5\xBE\xAE" },
	{ "x-windows-1252", "\x80", 1, "\xE2\x82\xAC" },
	{ "utf-16", "\xFE\xFF\0h\0i", 6, "hi" },
	{ "utf-16", "\xFF\xFEh\0i\0", 6, "hi" },
	{ "utf-16", "\0h\0i", 4, "hi" },
	{ "utf-16", "h\0i\0", 4, "hi" },
	{ "UTF-16LE", "h\0\0\xD8i\0", 6, "h\xEF\xBF\xBDi" },
	{ "utf-16be", "\0h\0", 3, "h\xEF\xBF\xBD" },
	{ "utf-32", "\0\0\xFE\xFF\0\0\0h", 8, "h" },
	{ "utf-32", "\xFF\xFE\0\0h\0\0\0", 8, "h" },
	{ "utf-8", "a\0b", 3, "a" },
};

START_TEST(charsets_are_read_and_what_is_none_is_replaced)
{
	struct span raw = { (const unsigned char *)charsets[_i].raw,
		charsets[_i].n };
	struct text *t = decode(raw, MIME_IDENTITY, charsets[_i].charset);
	struct span got = text_utf8(t);

	if (memchr(raw.p, 0, raw.n) && charsets[_i].charset[4] == '8')
		ck_assert_uint_eq(got.n, 3);	/* NUL is data */
	else
		ck_assert(span_eq_str(got, charsets[_i].want));
	text_free(&t);
}
END_TEST

static const char *const unknown[] = {
	"no-such-charset", "utf-8//TRANSLIT", "../../x", "utf-8,ascii",
	"wchar_t", "x-internal", "iso-2022-cn-ext", "a b", "\xC3\xA4",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

START_TEST(a_charset_that_nobody_knows_is_an_error)
{
	struct text *t = NULL;

	ck_assert_int_eq(text_decode(span_str("x"), MIME_IDENTITY,
		unknown[_i], &t, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_ptr_null(t);
}
END_TEST

START_TEST(an_encoding_that_nobody_knows_is_an_error)
{
	struct text *t = NULL;

	ck_assert_int_eq(text_decode(span_str("x"), MIME_UNKNOWN_ENCODING,
		"utf-8", &t, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
}
END_TEST

static int
decode_size(size_t n)
{
	struct text *t = NULL;
	struct buf b;
	int rc;

	buf_init(&b, 2 * LIMIT_LEAF_SIZE);
	while (b.n < n)
		buf_add_byte(&b, 'x');
	rc = text_decode(buf_span(&b), MIME_QUOTED_PRINTABLE, "utf-8", &t,
		&err);
	text_free(&t);
	buf_deinit(&b);
	return rc;
}

START_TEST(a_leaf_has_its_limit)
{
	ck_assert_int_eq(decode_size(LIMIT_LEAF_SIZE), 0);
	ck_assert_int_eq(decode_size(LIMIT_LEAF_SIZE + 1), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

START_TEST(a_text_tells_its_line_end)
{
	static const char *const in[] = { "", "a\r\nb\n", "a\nb\r\n", "\n" };
	static const char *const want[] = { "\r\n", "\r\n", "\n", "\n" };

	for (size_t i = 0; i < 4; i++) {
		struct text *t = decode_str(in[i], MIME_IDENTITY, NULL);

		ck_assert_str_eq(text_eol(t), want[i]);
		text_free(&t);
	}
}
END_TEST

START_TEST(a_leaf_of_one_line_takes_its_messages_line_end)
{
	struct text_change change = { 1, 1, span_str(LINK) };
	struct text *t = decode_str("ab", MIME_QUOTED_PRINTABLE, NULL);
	struct edits *edits = edits_new();
	const struct edit *e;

	text_set_eol(t, "\n");
	ck_assert_str_eq(text_eol(t), "\n");
	ck_assert_int_eq(text_edit(t, &change, 1, 0, edits, &err), 0);
	e = edits_get(edits, 0);
	ck_assert(memmem(e->text, e->n, "=\n", 2) != NULL);
	ck_assert(memchr(e->text, '\r', e->n) == NULL);
	text_free(&t);
	t = decode_str("YWI=", MIME_BASE64, NULL);
	text_set_eol(t, "\n");
	ck_assert_str_eq(text_eol(t), "\r\n");
	text_free(&t);
	edits_free(&edits);
}
END_TEST

/* One change of a leaf, and the whole of it afterwards; NULL: refused. */
static const struct {
	enum mime_encoding encoding;
	const char *charset;
	const char *raw;
	size_t begin, end;
	const char *with;
	const char *want;
} single[] = {
	{ MIME_IDENTITY, "utf-8", "a\xC3\xA4z", 3, 3, "\xC3\xB6",
	  "a\xC3\xA4\xC3\xB6z" },
	{ MIME_IDENTITY, NULL, "a\xFFz", 4, 5, "LINK", "a\xFFLINK" },
	{ MIME_IDENTITY, NULL, "\xFF\xFE", 3, 3, "x", "\xFFx\xFE" },
	{ MIME_IDENTITY, NULL, "az", 1, 1, "\xC3\xA4", NULL },
	{ MIME_IDENTITY, "utf-8", "az", 1, 1, "\xC3\xA4", NULL },
	{ MIME_IDENTITY, "iso-8859-1", "\xE4z", 2, 3, "\xE2\x82\xAC", NULL },
	{ MIME_IDENTITY, "utf-8", "\xC3\xA4", 1, 1, "x", NULL },
	{ MIME_IDENTITY, "utf-8", "abc", 2, 1, "x", NULL },
	{ MIME_IDENTITY, "utf-8", "abc", 3, 4, "x", NULL },
	/* only the line touched is written anew */
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a=41\r\nb=41c\r\nc=41\r\n", 6, 7,
	  "x=", "a=41\r\nb=41x=3D\r\nc=41\r\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a  \r\nb", 1, 1, "x",
	  "ax\r\nb" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a\r\nb", 1, 1, " ",
	  "a=20\r\nb" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a b\r\n", 2, 3, "",
	  "a=20\r\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a b", 2, 3, "", "a=20" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "one=\r\ntwo\r\n", 3, 3, "X",
	  "oneX=\r\ntwo\r\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "one=\r\ntwo\r\n", 1, 5, "X",
	  "oXo\r\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "=\r\ntwo", 0, 0, "X",
	  "X=\r\ntwo" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a\r\nb\r\nc", 1, 4, "",
	  "a\r\nc" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a\r\n", 3, 3, "x\r\n",
	  "a\r\nx\r\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a\nb\n", 2, 2, "x\n",
	  "a\nx\nb\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a\r\n", 1, 1, "\n",
	  "a=0A\r\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "a =ZZ\r\n", 3, 3, "41",
	  "a =3D41ZZ\r\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "x\r\n", 0, 0, "--b",
	  "=2D-bx\r\n" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "x", 0, 1, "From .",
	  "=46rom ." },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "x", 0, 1, "\xC3\xA4\t",
	  "=C3=A4=09" },
	{ MIME_QUOTED_PRINTABLE, "utf-8", "", 0, 0, "x", "x" },
	{ MIME_QUOTED_PRINTABLE, "iso-8859-1", "=E4\r\n", 2, 2, "\xC3\xB6",
	  "=E4=F6\r\n" },
	{ MIME_QUOTED_PRINTABLE, "us-ascii", "=E4x\r\n", 3, 4, "y",
	  "=E4y\r\n" },
	{ MIME_BASE64, NULL, "YWJjZGVm\r\n", 3, 3, "x",
	  "YWJjeGRl\r\nZg==\r\n" },
	{ MIME_BASE64, NULL, "YWJj\r\nZGVm\r\nZ2hp\r\n", 4, 5, "X",
	  "YWJj\r\nZFhm\r\nZ2hp\r\n" },
	{ MIME_BASE64, NULL, "YWJj\nZGVm", 6, 6, "ghi",
	  "YWJj\nZGVm\nZ2hp" },
	{ MIME_BASE64, NULL, "", 0, 0, "abc", "YWJj\r\n" },
	{ MIME_BASE64, NULL, "YWJj\r\n", 0, 3, "", "\r\n" },
	{ MIME_BASE64, NULL, "YQ==\r\nYmM=\r\n", 2, 2, "x",
	  "YQ==\r\nYnhj\r\n" },
	{ MIME_BASE64, NULL, "Y!WJj\r\nZ-GVm\r\n", 4, 4, "x",
	  "Y!WJj\r\nZHhl\r\nZg==\r\n" },
};

START_TEST(a_change_touches_its_place_only)
{
	struct text_change change = { single[_i].begin, single[_i].end,
		span_str(single[_i].with) };
	struct buf out;
	char *got;

	buf_init(&out, 10000);
	got = edited(span_str(single[_i].raw), single[_i].encoding,
		single[_i].charset, &change, 1, &out);
	if (single[_i].want == NULL)
		ck_assert_ptr_null(got);
	else if (got == NULL)
		ck_abort_msg("%s: %s", single[_i].raw, err.text);
	else
		ck_assert_str_eq(got, single[_i].want);
	buf_deinit(&out);
}
END_TEST

START_TEST(several_changes_share_a_line_or_not)
{
	struct text_change changes[] = {
		{ 0, 1, span_str("X") }, { 2, 2, span_str("=") },
		{ 3, 3, span_str("Y") }, { 10, 10, span_str("Z") },
	};
	struct buf out;

	buf_init(&out, 1000);
	ck_assert_str_eq(edited(span_str("a=62c\r\n=64ef\r\n"),
		MIME_QUOTED_PRINTABLE, NULL, changes, 4, &out),
		"X=62=3DcY\r\n=64ef\r\nZ");
	buf_deinit(&out);
}
END_TEST

START_TEST(changes_that_overlap_are_our_mistake)
{
	struct text_change changes[] = {
		{ 0, 2, span_str("X") }, { 1, 3, span_str("Y") },
	};
	struct buf out;

	buf_init(&out, 1000);
	ck_assert_ptr_null(edited(span_str("abc"), MIME_IDENTITY, NULL,
		changes, 2, &out));
	ck_assert_int_eq(err.kind, ERR_BUG);
	buf_reset(&out);
	ck_assert_str_eq(edited(span_str("abc"), MIME_BASE64, NULL, changes,
		0, &out), "abc");
	buf_deinit(&out);
}
END_TEST

/* Samples in UTF-8 and the charsets that can hold them. */
#define WEST "Gr\xC3\xBC\xC3\x9F" "e aus Z\xC3\xBCrich"
#define CENTRAL "P\xC5\x99\xC3\xADli\xC5\xA1 \xC5\xBElu\xC5\xA5"
#define CYRILLIC "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82"
#define GREEK "\xCE\x93\xCE\xB5\xCE\xB9\xCE\xAC"
#define TURKISH "\xC4\x9E\xC3\xBCnayd\xC4\xB1n"
#define HEBREW "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"
#define ARABIC "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7"
#define BALTIC "\xC4\x97\xC5\xA1\xC5\xB3"
#define VIET "Xin ch\xC3\xA0o Vi\xE1\xBB\x87t"
#define HANS "\xE5\xBE\xAE\xE8\xBD\xAF\xE5\xAE\xA2\xE6\x88\xB7"
#define HANT "\xE5\xBE\xAE\xE8\xBB\x9F\xE5\xAE\xA2\xE6\x88\xB6\xE5\x8A\x9F"
#define JAPAN "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE8\xA1\xA8\xE7\xA4\xBA"
#define KOREA "\xEC\x95\x88\xEB\x85\x95\xED\x95\x98\xEC\x84\xB8\xEC\x9A\x94"

static const struct {
	const char *charset;	/* in the mail */
	const char *iconv;	/* what the sender wrote with */
	const char *mark;	/* byte order mark, two bytes; or NULL */
	const char *sample;
} samples[] = {
	{ "us-ascii", "ASCII", NULL, "plain words" },
	{ "utf-8", "UTF-8", NULL, WEST },
	{ "utf-8", "UTF-8", NULL, HANS },
	{ "iso-8859-1", "ISO-8859-1", NULL, WEST },
	{ "iso-8859-2", "ISO-8859-2", NULL, CENTRAL },
	{ "iso-8859-15", "ISO-8859-15", NULL, WEST },
	{ "windows-1250", "CP1250", NULL, CENTRAL },
	{ "windows-1251", "CP1251", NULL, CYRILLIC },
	{ "windows-1252", "CP1252", NULL, WEST },
	{ "windows-1253", "CP1253", NULL, GREEK },
	{ "windows-1254", "CP1254", NULL, TURKISH },
	{ "windows-1255", "CP1255", NULL, HEBREW },
	{ "windows-1256", "CP1256", NULL, ARABIC },
	{ "windows-1257", "CP1257", NULL, BALTIC },
	{ "windows-1258", "CP1258", NULL, VIET },
	{ "koi8-r", "KOI8-R", NULL, CYRILLIC },
	{ "koi8-u", "KOI8-U", NULL, CYRILLIC },
	{ "gb2312", "EUC-CN", NULL, HANS },
	{ "gbk", "GBK", NULL, HANT },
	{ "gb18030", "GB18030", NULL, HANS },
	{ "big5", "BIG5", NULL, HANT },
	{ "big5-hkscs", "BIG5-HKSCS", NULL, HANT },
	{ "shift_jis", "SJIS", NULL, JAPAN },
	{ "euc-jp", "EUC-JP", NULL, JAPAN },
	{ "euc-kr", "EUC-KR", NULL, KOREA },
	{ "ks_c_5601-1987", "UHC", NULL, KOREA },
	{ "iso-2022-jp", "ISO-2022-JP", NULL, JAPAN },
	{ "iso-2022-kr", "ISO-2022-KR", NULL, KOREA },
	{ "utf-7", "UTF-7", NULL, JAPAN },
	{ "utf-16", "UTF-16BE", "\xFE\xFF", HANS },
	{ "utf-16", "UTF-16LE", "\xFF\xFE", HANS },
	{ "utf-16", "UTF-16BE", NULL, "plain words" },
	{ "utf-16", "UTF-16LE", NULL, "plain words" },
	{ "utf-16be", "UTF-16BE", NULL, KOREA },
	{ "utf-16le", "UTF-16LE", NULL, CYRILLIC },
	{ "utf-32", "UTF-32BE", NULL, "plain words" },
};

static void
encode_charset(const char *charset, const char *mark, struct span text,
	struct buf *out)
{
	iconv_t cd = iconv_open(charset, "UTF-8");
	char piece[10000], *in = (char *)text.p, *to = piece;
	size_t left = text.n, space = sizeof piece;

	ck_assert(cd != (iconv_t)-1);
	ck_assert_int_eq((int)iconv(cd, &in, &left, &to, &space), 0);
	ck_assert_int_eq((int)iconv(cd, NULL, NULL, &to, &space), 0);
	iconv_close(cd);
	if (mark)
		buf_add_str(out, mark);
	buf_add(out, (struct span){ (unsigned char *)piece,
		(size_t)(to - piece) });
}

/* As mail programs write it; line ends of the text are escaped. */
static void
encode_transfer(enum mime_encoding encoding, struct span s, struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789+/";

	if (encoding == MIME_IDENTITY)
		buf_add(out, s);
	for (size_t i = 0; encoding == MIME_QUOTED_PRINTABLE && i < s.n; i++)
		buf_printf(out, "=%02X%s", s.p[i], i % 20 == 19 ? "=\r\n" :
			"");
	for (size_t i = 0; encoding == MIME_BASE64 && i < s.n; i += 3) {
		unsigned long v = (unsigned long)s.p[i] << 16 |
			(i + 1 < s.n ? (unsigned long)s.p[i + 1] << 8 : 0) |
			(i + 2 < s.n ? s.p[i + 2] : 0UL);

		buf_add_byte(out, (unsigned char)digits[v >> 18 & 63]);
		buf_add_byte(out, (unsigned char)digits[v >> 12 & 63]);
		buf_add_byte(out, i + 1 < s.n ?
			(unsigned char)digits[v >> 6 & 63] : '=');
		buf_add_byte(out, i + 2 < s.n ?
			(unsigned char)digits[v & 63] : '=');
		if (i % 48 == 45)
			buf_add_str(out, "\r\n");
	}
}

static void
check_lines(struct span raw)
{
	size_t at = 0, lf;

	while ((lf = span_find_byte(raw, at, '\n')) != SPAN_NONE) {
		ck_assert_uint_le(lf - at, 77);		/* with its CR */
		at = lf + 1;
	}
	ck_assert_uint_le(raw.n - at, 76);
}

/* The link between AT's two halves of TEXT; the result must read so. */
static void
insert_at(size_t i, enum mime_encoding encoding, struct span text, size_t at)
{
	struct text_change change = { at, at, span_str(LINK "\r\n") };
	struct buf octets, raw, want, out;
	struct text *t;

	buf_init(&octets, 10000);
	buf_init(&raw, 30000);
	buf_init(&want, 10000);
	buf_init(&out, 30000);
	encode_charset(samples[i].iconv, samples[i].mark, text, &octets);
	encode_transfer(encoding, buf_span(&octets), &raw);
	t = decode(buf_span(&raw), encoding, samples[i].charset);
	ck_assert_msg(span_eq(text_utf8(t), text), "%s decodes to %.*s",
		samples[i].charset, (int)text_utf8(t).n, text_utf8(t).p);
	text_free(&t);
	if (!edited(buf_span(&raw), encoding, samples[i].charset, &change, 1,
	    &out))
		ck_abort_msg("%s at %zu: %s", samples[i].charset, at,
			err.text);
	if (encoding != MIME_IDENTITY)
		check_lines(buf_span(&out));
	buf_add(&want, span_sub(text, 0, at));
	buf_add(&want, change.with);
	buf_add(&want, span_sub(text, at, text.n));
	t = decode(buf_span(&out), encoding, samples[i].charset);
	ck_assert(span_eq(text_utf8(t), buf_span(&want)));
	text_free(&t);
	buf_deinit(&octets);
	buf_deinit(&raw);
	buf_deinit(&want);
	buf_deinit(&out);
}

START_TEST(every_charset_takes_a_link_in_every_encoding)
{
	struct buf text;

	buf_init(&text, 10000);
	buf_printf(&text, "%s\r\n\r\n%s %s\r\n%s", samples[_i].sample,
		samples[_i].sample, samples[_i].sample, samples[_i].sample);
	for (int e = MIME_IDENTITY; e <= MIME_BASE64; e++)
		for (size_t at = 0; at <= text.n; at++) {
			/* between characters */
			if (at < text.n && (text.p[at] & 0xC0) == 0x80)
				continue;
			insert_at((size_t)_i, (enum mime_encoding)e,
				buf_span(&text), at);
		}
	buf_deinit(&text);
}
END_TEST

/* Pieces that parsers trip over. */
static void
add_noise(struct buf *out)
{
	static const char *const pieces[] = {
		"=", "=\r\n", "= \n", "==", "=3D", "\r", "\n", "\r\n", " ",
		"\t\r\n", "\x1B$B", "\x1B(B", "+AGE-", "\x0E", "\x0F", "YQ",
		"\xC3", "\xE5\xBE\xAE", "\xFE\xFF", "\x81", "\x5C", "--b",
	};

	if (chance(3))
		buf_add_str(out, pieces[chance(sizeof pieces /
			sizeof pieces[0])]);
	else
		buf_add_byte(out, (unsigned char)chance(256));
}

START_TEST(noise_is_changed_right_or_not_at_all)
{
	struct text_change changes[2];
	size_t changed = 0;

	for (int round = 0; round < 2000; round++) {
		const char *charset = samples[chance(sizeof samples /
			sizeof samples[0])].charset;
		enum mime_encoding encoding = (enum mime_encoding)chance(3);
		struct buf raw, out, want;
		struct text *t;
		size_t n;

		buf_init(&raw, 1000);
		buf_init(&out, 30000);
		buf_init(&want, 30000);
		for (size_t i = chance(40); i > 0; i--)
			add_noise(&raw);
		t = decode(buf_span(&raw), encoding, charset);
		n = text_utf8(t).n;
		changes[0].begin = chance(n + 1);
		changes[0].end = changes[0].begin +
			chance(n - changes[0].begin + 1);
		changes[0].with = span_str(chance(2) ? LINK : "");
		changes[1].begin = changes[0].end +
			chance(n - changes[0].end + 1);
		changes[1].end = changes[1].begin;
		changes[1].with = span_str("x\r\n");
		buf_add(&want, span_sub(text_utf8(t), 0, changes[0].begin));
		buf_add(&want, changes[0].with);
		buf_add(&want, span_sub(text_utf8(t), changes[0].end,
			changes[1].begin));
		buf_add(&want, changes[1].with);
		buf_add(&want, span_sub(text_utf8(t), changes[1].end, n));
		text_free(&t);
		if (edited(buf_span(&raw), encoding, charset, changes, 2,
		    &out)) {
			t = decode(buf_span(&out), encoding, charset);
			ck_assert(span_eq(text_utf8(t), buf_span(&want)));
			text_free(&t);
			changed++;
		} else {
			ck_assert_int_eq(err.kind, ERR_DATA);
		}
		buf_deinit(&raw);
		buf_deinit(&out);
		buf_deinit(&want);
	}
	ck_assert_uint_gt(changed, 200);
}
END_TEST

#define N(table) (int)(sizeof(table) / sizeof(table)[0])

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, quoted_printable_is_read, 0, N(quoted));
	tcase_add_loop_test(tcase, base64_is_read, 0, N(base64s));
	tcase_add_loop_test(tcase,
		charsets_are_read_and_what_is_none_is_replaced, 0,
		N(charsets));
	tcase_add_loop_test(tcase, a_charset_that_nobody_knows_is_an_error,
		0, N(unknown));
	tcase_add_test(tcase, an_encoding_that_nobody_knows_is_an_error);
	tcase_add_test(tcase, a_leaf_has_its_limit);
	tcase_add_test(tcase, a_text_tells_its_line_end);
	tcase_add_test(tcase,
		a_leaf_of_one_line_takes_its_messages_line_end);
	tcase_add_loop_test(tcase, a_change_touches_its_place_only, 0,
		N(single));
	tcase_add_test(tcase, several_changes_share_a_line_or_not);
	tcase_add_test(tcase, changes_that_overlap_are_our_mistake);
	tcase_add_loop_test(tcase,
		every_charset_takes_a_link_in_every_encoding, 0, N(samples));
	tcase_add_test(tcase, noise_is_changed_right_or_not_at_all);
}

UNIT_MAIN("text", add_tests)
