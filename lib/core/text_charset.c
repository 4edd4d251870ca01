#include "core/text_charset.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>

#include "core/edits.h"

static const struct {
	const char *mail;
	const char *iconv;
} aliases[] = {
	{ "us-ascii", "ASCII" },
	{ "utf8", "UTF-8" },
	{ "unicode-1-1-utf-8", "UTF-8" },
	{ "unicode-1-1-utf-7", "UTF-7" },
	/* Mail programs label the larger set by the name of the smaller. */
	{ "gb2312", "GBK" },
	{ "gb_2312-80", "GBK" },
	{ "csgb2312", "GBK" },
	{ "euc-cn", "GBK" },
	{ "x-gbk", "GBK" },
	{ "shift_jis", "CP932" },
	{ "shift-jis", "CP932" },
	{ "x-sjis", "CP932" },
	{ "sjis", "CP932" },
	{ "ms_kanji", "CP932" },
	{ "windows-31j", "CP932" },
	{ "euc-kr", "UHC" },
	{ "ks_c_5601-1987", "UHC" },
	{ "ks_c_5601", "UHC" },
	{ "korean", "UHC" },
	{ "windows-949", "UHC" },
	{ "x-x-big5", "BIG5" },
	{ "iso-8859-8-i", "ISO-8859-8" },	/* RFC 1556: direction only */
	{ "iso-8859-8-e", "ISO-8859-8" },
	{ "iso-8859-6-i", "ISO-8859-6" },
	{ "iso-8859-6-e", "ISO-8859-6" },
	{ "windows-874", "CP874" },
	{ "x-mac-roman", "MACINTOSH" },
	{ "x-mac-cyrillic", "MAC-CYRILLIC" },
	/* Not for mail: of this machine's own byte order. And a charset whose
	 * encoder overran its buffer in older C libraries (CVE-2024-2961). */
	{ "internal", "" },
	{ "wchar_t", "" },
	{ "iso-2022-cn-ext", "" },
};

/* Names go to iconv_open, where '/' and ',' begin instructions. */
static bool
is_name(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!span_is_alnum(s.p[i]) &&
		    (s.p[i] == '\0' || !strchr("-_.:+", s.p[i])))
			return false;
	return s.n > 0 && s.n < TEXT_CHARSET_NAME;
}

static bool
is_utf8(const char *name)
{
	return strcasecmp(name, "UTF-8") == 0;
}

static bool
is_ascii(const char *name)
{
	return strcasecmp(name, "ASCII") == 0;
}

/* Most mail is UTF-8 or ASCII already. */
bool
text_charset_own(const struct text_charset *c, struct span s)
{
	if (is_utf8(c->name))
		return span_utf8(s) == s.n;
	return is_ascii(c->name) && span_find_8bit(s, 0) == s.n;
}

static bool
iconv_knows(const char *name)
{
	iconv_t cd;

	if (is_utf8(name) || is_ascii(name))
		return true;
	cd = iconv_open("UTF-8", name);
	if (cd == (iconv_t)-1)
		return false;
	iconv_close(cd);
	return true;
}

/* Whether UTF-16 or UTF-32 units begin with their high byte: text for people
 * has many characters whose high byte is 0. RFC 2781 4.3: else they do. */
static bool
is_big_endian(struct span octets, size_t unit)
{
	size_t first = 0, last = 0;

	for (size_t i = 0; i + unit <= octets.n; i += unit) {
		first += octets.p[i] == 0;
		last += octets.p[i + unit - 1] == 0;
	}
	return first >= last;
}

static const unsigned char marks_be[] = { 0, 0, 0xFE, 0xFF };
static const unsigned char marks_le[] = { 0xFF, 0xFE, 0, 0 };

static void
find_order(struct span octets, struct text_charset *c, size_t unit)
{
	struct span be = { marks_be + 4 - unit, unit };
	struct span le = { marks_le, unit };
	bool big = is_big_endian(octets, unit);

	if (span_starts(octets, be) || span_starts(octets, le)) {
		c->skip = unit;
		big = span_starts(octets, be);
	}
	c->unit = unit;
	snprintf(c->name, sizeof c->name, "UTF-%zu%s", unit * 8,
		big ? "BE" : "LE");
}

static void
set_name(struct text_charset *c, struct span name)
{
	snprintf(c->name, sizeof c->name, "%.*s", (int)name.n,
		(const char *)name.p);
	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (span_ieq_str(name, aliases[i].mail))
			snprintf(c->name, sizeof c->name, "%s",
				aliases[i].iconv);
}

static bool
find(struct span name, struct span octets, struct text_charset *c)
{
	static const char *const wide[] = {
		"utf-16", "utf-32", "utf-16be", "utf-16le", "utf-32be",
		"utf-32le",
	};

	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		if (span_ieq_str(name, wide[i])) {
			c->unit = wide[i][4] == '1' ? 2 : 4;
			snprintf(c->name, sizeof c->name, "%s", wide[i]);
			if (i < 2)
				find_order(octets, c, c->unit);
			return true;
		}
	set_name(c, name);
	if (*c->name && iconv_knows(c->name))
		return true;
	if (!span_istarts(name, span_str("x-")))
		return false;
	set_name(c, span_sub(name, 2, name.n));
	return *c->name && iconv_knows(c->name);
}

int
text_charset_find(const char *name, struct span octets,
	struct text_charset *c, struct err *err)
{
	struct span s = span_trim(span_str(name));
	struct buf quoted;

	*c = (struct text_charset){ .unit = 1 };
	if (s.n == 0)
		s = span_str("us-ascii");
	if (is_name(s) && find(s, octets, c))
		return 0;
	buf_init(&quoted, 4 * TEXT_CHARSET_NAME + 2);
	edits_quote(&quoted, span_sub(s, 0, s.n < TEXT_CHARSET_NAME ? s.n :
		TEXT_CHARSET_NAME));
	err_set(err, ERR_DATA, "the charset %s is not known",
		buf_str(&quoted));
	buf_deinit(&quoted);
	return -1;
}

int
text_cursor_init(struct text_cursor *cursor, const struct text_charset *c,
	struct span octets, struct err *err)
{
	*cursor = (struct text_cursor){ .charset = c, .octets = octets,
		.at = c->skip, .cd = (iconv_t)-1 };
	cursor->own = text_charset_own(c, octets);
	if (cursor->own)
		return 0;
	cursor->cd = iconv_open("UTF-8", c->name);
	if (cursor->cd == (iconv_t)-1)
		return err_set(err, ERR_DATA, "the charset %s can't be read",
			c->name);
	return 0;
}

void
text_cursor_deinit(struct text_cursor *cursor)
{
	if (!cursor->own)
		iconv_close(cursor->cd);
}

static void
give(struct text_cursor *cursor, const char *p, size_t n, struct buf *out)
{
	if (out)
		buf_add(out, (struct span){ (const unsigned char *)p, n });
	cursor->utf8 += n;
}

/* One call of iconv for at most ROOM bytes, which go to PIECE; what stopped
 * it, 0 at the end of the octets. */
static int
call(struct text_cursor *cursor, size_t room, char *piece, size_t *made_r)
{
	size_t left = cursor->octets.n - cursor->at, space = room, rc;
	char *in = left ? (char *)cursor->octets.p + cursor->at : NULL;

	errno = 0;
	if (left)
		rc = iconv(cursor->cd, &in, &left, &piece, &space);
	else	/* some charsets hold back a character that may combine */
		rc = iconv(cursor->cd, NULL, NULL, &piece, &space);
	cursor->at = cursor->octets.n - left;
	*made_r = room - space;
	return rc == (size_t)-1 ? errno : 0;
}

/* Whole characters within N of octets that are sound all over. */
static size_t
whole_characters(const struct text_cursor *cursor, size_t n)
{
	const unsigned char *p = cursor->octets.p + cursor->at;

	if (n == cursor->octets.n - cursor->at)
		return n;
	while (n && (p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* What is sound UTF-8 need not be converted. The length of that, at most
 * ROOM. */
static size_t
sound_utf8(const struct text_cursor *cursor, size_t room)
{
	size_t left = cursor->octets.n - cursor->at;
	size_t n = left < room ? left : room;

	if (cursor->own)
		return whole_characters(cursor, n);
	if (!is_utf8(cursor->charset->name) || n == 0)
		return 0;
	return span_utf8((struct span){ cursor->octets.p + cursor->at, n });
}

/* Decodes on for at most ROOM bytes; what stopped it. glibc takes numbers
 * above U+10FFFF, which are no characters, from UTF-8 and UCS-4. These have no
 * states: what stands before such a number is decoded once more. */
static int
convert(struct text_cursor *cursor, size_t room, struct buf *out)
{
	char piece[4096];
	const uint8_t *bad;
	size_t made = sound_utf8(cursor, room), from = cursor->at;
	int stop;

	if (made) {
		give(cursor, (const char *)cursor->octets.p + from, made, out);
		cursor->at += made;
		return 0;
	}
	if (cursor->own)
		return cursor->at < cursor->octets.n ? E2BIG : 0;
	stop = call(cursor, room < sizeof piece ? room : sizeof piece, piece,
		&made);
	bad = u8_check((const uint8_t *)piece, made);
	if (bad != NULL) {
		made = (size_t)(bad - (const uint8_t *)piece);
		cursor->at = from;
		if (made)
			call(cursor, made, piece, &made);
		stop = EILSEQ;
	}
	give(cursor, piece, made, out);
	return stop;
}

/* What stands here is nothing in this charset. False without room. */
static bool
replace(struct text_cursor *cursor, size_t room, struct buf *out)
{
	size_t left = cursor->octets.n - cursor->at;

	if (room < 3)
		return false;
	cursor->at += left < cursor->charset->unit ? left :
		cursor->charset->unit;
	give(cursor, "\xEF\xBF\xBD", 3, out);
	return true;
}

void
text_cursor_move(struct text_cursor *cursor, size_t utf8, struct buf *out)
{
	size_t before, left;
	int stop;

	while (cursor->utf8 < utf8 && (out == NULL || buf_ok(out))) {
		before = cursor->utf8;
		left = cursor->octets.n - cursor->at;
		stop = convert(cursor, utf8 - before, out);
		if (stop == EILSEQ || stop == EINVAL) {
			if (!replace(cursor, utf8 - cursor->utf8, out))
				return;
		} else if (stop != 0 && cursor->utf8 == before) {
			return;		/* no room for one character */
		} else if (stop == 0 && left == 0) {
			return;		/* all is out */
		}
	}
}

/* Appends what one call of iconv gives; -1 with errno when it stops. */
static int
encode_some(iconv_t cd, char **in, size_t *left, struct buf *out)
{
	char piece[4096], *to = piece;
	size_t space = sizeof piece;
	size_t rc = iconv(cd, in, left, &to, &space);

	buf_add(out, (struct span){ (unsigned char *)piece,
		(size_t)(to - piece) });
	if (rc == 0)
		return 0;
	if (rc != (size_t)-1)
		errno = EILSEQ;		/* it put something similar */
	return -1;
}

int
text_charset_encode(const struct text_charset *c, struct span text,
	struct buf *out, struct err *err)
{
	char *in = (char *)text.p;
	size_t left = text.n;
	iconv_t cd;
	int rc;

	if (text_charset_own(c, text)) {
		buf_add(out, text);
		return 0;
	}
	cd = iconv_open(c->name, "UTF-8");
	if (cd == (iconv_t)-1)
		return err_set(err, ERR_DATA, "the charset %s can't be "
			"written", c->name);
	do {
		errno = 0;
		rc = encode_some(cd, &in, &left, out);
	} while (rc < 0 && errno == E2BIG);
	if (rc == 0)
		rc = encode_some(cd, NULL, NULL, out);
	iconv_close(cd);
	if (rc == 0)
		return 0;
	return err_set(err, ERR_DATA, "the charset %s has no way to write "
		"what belongs here", c->name);
}
