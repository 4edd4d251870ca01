#include "core/edits.h"

#include <string.h>

#include "unit.h"

static struct err err;

static struct message *
parse(const char *s)
{
	struct message *m = NULL;
	struct buf b;

	buf_init(&b, 10000);
	buf_add_str(&b, s);
	ck_assert_int_eq(message_parse(&b, &m, &err), 0);
	return m;
}

/* Applies and frees E; the result must be WANT, or ERR_BUG when NULL. */
static void
applies(struct edits *e, const char *in, const char *want)
{
	struct message *m = parse(in);
	struct buf out;
	int rc;

	buf_init(&out, 10000);
	rc = edits_apply(e, m, &out, &err);
	if (want == NULL) {
		ck_assert_int_eq(rc, -1);
		ck_assert_int_eq(err.kind, ERR_BUG);
		ck_assert_uint_eq(out.n, 0);
	} else {
		ck_assert_int_eq(rc, 0);
		ck_assert_str_eq(buf_str(&out), want);
	}
	buf_deinit(&out);
	message_free(&m);
	edits_free(&e);
	ck_assert_ptr_null(e);
}

#define HEADER "Subject:  old\r\n folded\r\nTo: x\r\n\r\n"
#define BASE (sizeof HEADER - 1)

static const struct {
	size_t begin[3], end[3];
	const char *text[3];
	const char *want;
} body_edits[] = {
	{ { 3 }, { 6 }, { "DEF" }, "abcDEFghi" },
	{ { 0, 9 }, { 0, 9 }, { "<", ">" }, "<abcdefghi>" },
	{ { 6, 0 }, { 9, 3 }, { "", "x" }, "xdef" },
	{ { 3, 3 }, { 3, 3 }, { "1", "2" }, "abc12defghi" },
	{ { 3, 3, 6 }, { 6, 3, 6 }, { "D", "1", "2" }, "abc1D2ghi" },
	{ { 0 }, { 9 }, { "" }, "" },
	{ { 3, 5 }, { 6, 7 }, { "x", "y" }, NULL },
	{ { 3, 3 }, { 6, 6 }, { "x", "x" }, NULL },
	{ { 3, 4 }, { 6, 4 }, { "x", "y" }, NULL },
	{ { 6 }, { 3 }, { "x" }, NULL },
	{ { 9 }, { 10 }, { "x" }, NULL },
	{ { (size_t)-1 }, { 1 }, { "x" }, NULL },
	{ { (size_t)-9 }, { (size_t)-8 }, { "x" }, NULL },
};

START_TEST(body_edits_change_their_bytes_only)
{
	struct edits *e = edits_new();
	struct buf want;

	for (int i = 0; i < 3 && body_edits[_i].text[i]; i++)
		edits_body(e, BASE + body_edits[_i].begin[i],
			BASE + body_edits[_i].end[i],
			span_str(body_edits[_i].text[i]), "why");
	buf_init(&want, 1000);
	buf_printf(&want, HEADER "%s", body_edits[_i].want ?
		body_edits[_i].want : "");
	ck_assert(edits_touch_body(e));
	applies(e, HEADER "abcdefghi",
		body_edits[_i].want ? buf_str(&want) : NULL);
	buf_deinit(&want);
}
END_TEST

START_TEST(nothing_to_do_gives_the_same_bytes)
{
	applies(edits_new(), HEADER "body\n\r", HEADER "body\n\r");
	applies(edits_new(), "", "");
	applies(edits_new(), "A: b", "A: b");
}
END_TEST

static const struct {
	enum edit_kind kind;
	const char *name;
	size_t occurrence;
	const char *value;
	const char *in;
	const char *want;
} header_edits[] = {
	{ EDIT_HEADER_CHANGE, "subject", 1, "new", HEADER "b",
	  "Subject: new\r\nTo: x\r\n\r\nb" },
	{ EDIT_HEADER_CHANGE, "Subject", 1, "new\n more", HEADER "b",
	  "Subject: new\r\n more\r\nTo: x\r\n\r\nb" },
	{ EDIT_HEADER_CHANGE, "X", 2, "\ttab\n\tmore", "X: 1\nx : 2\nX: 3\n\n",
	  "X: 1\nx :\ttab\n\tmore\nX: 3\n\n" },
	{ EDIT_HEADER_CHANGE, "A", 1, "c", "A: b", "A: c" },
	{ EDIT_HEADER_CHANGE, "A", 1, "c", "A:\nB: x\n", "A: c\nB: x\n" },
	{ EDIT_HEADER_CHANGE, "A", 1, "c", "A:", "A: c" },
	{ EDIT_HEADER_CHANGE, "A", 1, "\n c", "A: b\n", "A:\n c\n" },
	{ EDIT_HEADER_DELETE, "SUBJECT", 1, "", HEADER, "To: x\r\n\r\n" },
	{ EDIT_HEADER_ADD, "X-New", 0, "v", HEADER "b",
	  "Subject:  old\r\n folded\r\nTo: x\r\nX-New: v\r\n\r\nb" },
	{ EDIT_HEADER_ADD, "X", 0, "v", "A: b", "A: b\r\nX: v\r\n" },
	{ EDIT_HEADER_ADD, "X", 0, "v", "\nb", "X: v\n\nb" },
	{ EDIT_HEADER_ADD, "X", 0, "v", "", "X: v\r\n" },
	{ EDIT_HEADER_CHANGE, "Subject", 2, "new", HEADER, NULL },
	{ EDIT_HEADER_DELETE, "Absent", 1, "", HEADER, NULL },
	{ EDIT_HEADER_CHANGE, "To", 0, "new", HEADER, NULL },
	{ EDIT_HEADER_CHANGE, "To", 1, "a\nBcc: b", HEADER, NULL },
	{ EDIT_HEADER_CHANGE, "To", 1, "a\n", HEADER, NULL },
	{ EDIT_HEADER_CHANGE, "To", 1, "a\r\n b", HEADER, NULL },
	{ EDIT_HEADER_CHANGE, "To", 1, "", HEADER, NULL },
	{ EDIT_HEADER_CHANGE, "To", 1, " \n ", HEADER, NULL },
	{ EDIT_HEADER_ADD, "", 0, "v", HEADER, NULL },
	{ EDIT_HEADER_ADD, "X Y", 0, "v", HEADER, NULL },
	{ EDIT_HEADER_ADD, "X:", 0, "v", HEADER, NULL },
	{ EDIT_HEADER_ADD, "X\n", 0, "v", HEADER, NULL },
};

START_TEST(header_edits_change_one_field)
{
	struct edits *e = edits_new();
	const char *name = header_edits[_i].name;
	size_t occurrence = header_edits[_i].occurrence;
	struct span value = span_str(header_edits[_i].value);

	if (header_edits[_i].kind == EDIT_HEADER_CHANGE)
		edits_header_change(e, name, occurrence, value, "");
	else if (header_edits[_i].kind == EDIT_HEADER_DELETE)
		edits_header_delete(e, name, occurrence, "");
	else
		edits_header_add(e, name, value, "");
	ck_assert(!edits_touch_body(e));
	applies(e, header_edits[_i].in, header_edits[_i].want);
}
END_TEST

START_TEST(occurrences_count_in_the_original)
{
	struct edits *e = edits_new();

	edits_header_delete(e, "X", 1, "");
	edits_header_change(e, "X", 2, span_str("two"), "");
	edits_header_delete(e, "X", 3, "");
	applies(e, "X: 1\nX: 2\nX: 3\n\n", "X: two\n\n");
}
END_TEST

START_TEST(one_field_takes_one_edit)
{
	struct edits *e = edits_new();

	edits_header_delete(e, "X", 1, "");
	edits_header_change(e, "x", 1, span_str("two"), "");
	applies(e, "X: 1\n\n", NULL);
}
END_TEST

static const struct {
	const char *in;
	const char *want;
} bare_headers[] = {
	{ "A: b", "A: b\r\n\r\nlink" },
	{ "A: b\n", "A: b\n\nlink" },
	{ "A: b\nno colon", "A: b\n\nno colonlink" },
	{ "", "\r\nlink" },
};

START_TEST(a_body_is_kept_apart_from_the_header)
{
	struct edits *e = edits_new();
	size_t n = strlen(bare_headers[_i].in);

	edits_body(e, n, n, span_str("link"), "");
	applies(e, bare_headers[_i].in, bare_headers[_i].want);
}
END_TEST

/* Under a new field it would be the field's second line. */
START_TEST(a_body_that_begins_with_a_blank_is_no_folded_field)
{
	struct edits *e = edits_new();

	edits_header_add(e, "X", span_str("new"), "");
	applies(e, " From: a\n\nbody", "X: new\n\n From: a\n\nbody");
}
END_TEST

START_TEST(a_result_that_is_too_long_is_a_limit)
{
	struct message *m = parse(HEADER "body");
	struct edits *e = edits_new();
	struct buf out;

	buf_init(&out, BASE + 4);
	edits_body(e, BASE, BASE, span_str("x"), "");
	ck_assert_int_eq(edits_apply(e, m, &out, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	buf_deinit(&out);
	edits_free(&e);
	message_free(&m);
}
END_TEST

START_TEST(a_list_prints_one_line_an_edit)
{
	struct edits *e = edits_new();
	struct buf out;

	edits_body(e, 512, 530, span_str("\"a\"\r\n\xC3\xA9\x01\\"),
		"link restored");
	edits_header_change(e, "Subject", 1, span_str("x\n y"), "why\nnot");
	edits_header_delete(e, "X", 2, NULL);
	edits_header_add(e, "Y", span_str("z"), "\"so\"");
	edits_body(e, 7, 7, span_str(""), "");
	ck_assert_uint_eq(edits_count(e), 5);
	ck_assert_uint_eq(edits_get(e, 0)->n, 9);
	buf_init(&out, 1000);
	edits_print(e, &out);
	ck_assert_str_eq(buf_str(&out),
		"edit body 512..530 \"\\\"a\\\"\\r\\n\\xC3\\xA9\\x01\\\\\" "
		"(link restored)\n"
		"edit header change Subject 1 \"x\\n y\" (why\\nnot)\n"
		"edit header delete X 2 ()\n"
		"edit header add Y \"z\" (\"so\")\n"
		"edit body 7..7 \"\" ()\n");
	buf_deinit(&out);
	edits_free(&e);
	edits_free(&e);
}
END_TEST

static const struct {
	const char *in;
	const char *want;
} quotes[] = {
	{ "", "\"\"" },
	{ "a\t\r\n\"\\\x7F\x01", "\"a\\t\\r\\n\\\"\\\\\\x7F\\x01\"" },
	{ "Z\xC3\xBCrich \xE5\xBE\xAE\xE8\xBD\xAF \xF0\x9F\x94\x97",
	  "\"Z\xC3\xBCrich \xE5\xBE\xAE\xE8\xBD\xAF \xF0\x9F\x94\x97\"" },
	{ "e\xCC\x81", "\"e\xCC\x81\"" },
	{ "\xC3", "\"\\xC3\"" },
	{ "\xC0\xAF", "\"\\xC0\\xAF\"" },
	{ "\xC2\x9B", "\"\\xC2\\x9B\"" },			/* C1 CSI */
	{ "\xC2\xA0", "\"\\xC2\\xA0\"" },			/* NBSP */
	{ "\xE2\x80\xAE", "\"\\xE2\\x80\\xAE\"" },		/* RLO */
	{ "\xE2\x80\x8B", "\"\\xE2\\x80\\x8B\"" },		/* ZWSP */
	{ "\xE2\x80\xA8", "\"\\xE2\\x80\\xA8\"" },		/* LS */
	{ "\xE3\x85\xA4", "\"\\xE3\\x85\\xA4\"" },		/* filler */
	{ "\xED\xA0\x80", "\"\\xED\\xA0\\x80\"" },		/* surrogate */
};

START_TEST(a_quote_shows_what_is_seen_and_escapes_the_rest)
{
	struct buf out;

	buf_init(&out, 1000);
	edits_quote(&out, span_str(quotes[_i].in));
	ck_assert_str_eq(buf_str(&out), quotes[_i].want);
	buf_deinit(&out);
}
END_TEST

#define N(table) (int)(sizeof(table) / sizeof(table)[0])

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, body_edits_change_their_bytes_only, 0,
		N(body_edits));
	tcase_add_test(tcase, nothing_to_do_gives_the_same_bytes);
	tcase_add_loop_test(tcase, header_edits_change_one_field, 0,
		N(header_edits));
	tcase_add_test(tcase, occurrences_count_in_the_original);
	tcase_add_test(tcase, one_field_takes_one_edit);
	tcase_add_loop_test(tcase, a_body_is_kept_apart_from_the_header, 0,
		N(bare_headers));
	tcase_add_test(tcase,
		a_body_that_begins_with_a_blank_is_no_folded_field);
	tcase_add_test(tcase, a_result_that_is_too_long_is_a_limit);
	tcase_add_test(tcase, a_list_prints_one_line_an_edit);
	tcase_add_loop_test(tcase,
		a_quote_shows_what_is_seen_and_escapes_the_rest, 0,
		N(quotes));
}

UNIT_MAIN("edits", add_tests)
