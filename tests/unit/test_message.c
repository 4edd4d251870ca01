#include "core/message.h"

#include <string.h>

#include "core/limits.h"
#include "unit.h"

static struct err err;

static struct message *
parse(struct span s)
{
	struct message *m = NULL;
	struct buf b;

	buf_init(&b, 4 * LIMIT_HEADER_SIZE);
	buf_add(&b, s);
	ck_assert_int_eq(message_parse(&b, &m, &err), 0);
	ck_assert_uint_eq(b.n, 0);
	return m;
}

static bool
odd_is(const struct message *m, const char *want)
{
	const char *odd = message_odd(m);

	if (want == NULL || odd == NULL)
		return want == odd;
	return strcmp(odd, want) == 0;
}

static const struct {
	const char *in;
	size_t fields;
	const char *body;
	const char *odd;
} outer_forms[] = {
	{ "", 0, "", NULL },
	{ "A: b\r\n\r\nbody\r\n", 1, "body\r\n", NULL },
	{ "A: b\n\nbody\n", 1, "body\n", NULL },
	{ "A: b\r\nB: c\r\n", 2, "", NULL },
	{ "A: b", 1, "", NULL },
	{ "A:\r\n\r\n", 1, "", NULL },
	{ "\r\nbody", 0, "body", NULL },
	{ "\nbody", 0, "body", NULL },
	{ "A: b\r\n\tc\r\n d\r\nB: e\r\n\r\n", 2, "", NULL },
	{ "A: b\r\nno colon\r\nB: c\r\n\r\nx", 1,
	  "no colon\r\nB: c\r\n\r\nx", "a header line without a colon" },
	{ "A: b\r\nbad name: c\r\n", 1, "bad name: c\r\n",
	  "a header line that names no field" },
	{ "A: b\r\n: c\r\n", 1, ": c\r\n",
	  "a header line that names no field" },
	{ "N\xC3\xA4: c\r\n", 0, "N\xC3\xA4: c\r\n",
	  "a header line that names no field" },
	{ " A: b\r\n", 0, " A: b\r\n",
	  "a header that begins with white space" },
	{ "From a@b Mon Jan  1\nA: b\n\n", 0, "From a@b Mon Jan  1\nA: b\n\n",
	  "a mailbox's \"From \" line in the header" },
	{ "A : b\r\n\r\n", 1, "", "white space before a header's colon" },
	{ "A: b\r\n \t\r\nB: c\r\n\r\nx", 2, "x",
	  "a header line of nothing but white space" },
	{ "A: b\rB: c\r\n\r\nx", 1, "x", "a CR inside a header line" },
	{ "A: b\r\r\nB: c\r\n\r\nx", 2, "x", "a CR inside a header line" },
	{ "A: b\r\nB: c\n\r\nx", 2, "x", "CRLF and LF mixed in the header" },
	{ "A: b\r\n\nx", 1, "x", "CRLF and LF mixed in the header" },
	{ "A: b\r", 1, "", "a CR inside a header line" },
	{ "\r", 0, "\r", "a header line without a colon" },
	{ "A: b\r\n\r\nx\ny\rz\r\n", 1, "x\ny\rz\r\n", NULL },
};

START_TEST(the_header_ends_where_mtas_end_it)
{
	struct message *m = parse(span_str(outer_forms[_i].in));

	ck_assert_uint_eq(message_field_count(m), outer_forms[_i].fields);
	ck_assert(span_eq_str(message_body(m), outer_forms[_i].body));
	ck_assert_msg(odd_is(m, outer_forms[_i].odd), "%s: %s",
		outer_forms[_i].in, message_odd(m));
	ck_assert(span_eq_str(message_bytes(m), outer_forms[_i].in));
	message_free(&m);
	ck_assert_ptr_null(m);
}
END_TEST

static const struct {
	const char *in;
	bool ends_in_header;
} ends[] = {
	{ "", false },
	{ "A", false },			/* no field: a body */
	{ "A:", true },
	{ "A: b", true },
	{ "A: b ", true },
	{ "A: b\r", true },
	{ "A: b\n", false },
	{ "A: b\r\n", false },
	{ "A: b\r\n c", true },
	{ "A: b\r\n c\r\n", false },
	{ "A: b\r\n\r", false },
	{ "A: b\r\n\r\n", false },
	{ "A: b\r\n\r\nc", false },
};

START_TEST(a_message_may_end_inside_a_header_line)
{
	struct message *m = parse(span_str(ends[_i].in));

	ck_assert_msg(message_ends_in_header(m) == ends[_i].ends_in_header,
		"%s", ends[_i].in);
	message_free(&m);
}
END_TEST

START_TEST(borrowed_bytes_stay_where_they_are)
{
	static const char in[] = "A: b\r\n\r\nbody";
	struct message *m = NULL;

	ck_assert_int_eq(message_borrow(span_str(in), &m, &err), 0);
	ck_assert_ptr_eq(message_body(m).p, in + strlen("A: b\r\n\r\n"));
	message_free(&m);
	ck_assert_str_eq(in, "A: b\r\n\r\nbody");
}
END_TEST

START_TEST(a_folded_value_keeps_its_line_ends)
{
	struct message *m = parse(span_str(
		"Subject: one\r\n two\r\n\tthree\r\nTo:x\r\n\r\n"));
	const struct message_field *f = message_field(m, 0);

	ck_assert(span_eq_str(f->name, "Subject"));
	ck_assert(span_eq_str(f->value, " one\r\n two\r\n\tthree"));
	ck_assert(span_eq_str(f->whole,
		"Subject: one\r\n two\r\n\tthree\r\n"));
	f = message_field(m, 1);
	ck_assert(span_eq_str(f->value, "x"));
	ck_assert(span_eq_str(f->whole, "To:x\r\n"));
	ck_assert_uint_eq(message_header_end(m), 34);
	ck_assert_uint_eq(message_body_offset(m), 36);
	message_free(&m);
}
END_TEST

START_TEST(nul_is_data)
{
	static const char in[] = "A: x\0y\r\nB: c\r\n\r\nb\0dy";
	struct message *m = parse((struct span){
		(const unsigned char *)in, sizeof in - 1 });

	ck_assert_uint_eq(message_field_count(m), 2);
	ck_assert_uint_eq(message_field(m, 0)->value.n, 4);
	ck_assert_uint_eq(message_body(m).n, 4);
	ck_assert_str_eq(message_odd(m), "a NUL in the header");
	ck_assert_ptr_null(message_token(m, "A"));
	message_free(&m);
}
END_TEST

START_TEST(fields_are_found_by_name_and_occurrence)
{
	struct message *m = parse(span_str(
		"X: 1\nReceived: a\nx: 2\nX : 3\n\n"));

	ck_assert(span_eq_str(message_find(m, "X", 1)->value, " 1"));
	ck_assert(span_eq_str(message_find(m, "x", 2)->value, " 2"));
	ck_assert(span_eq_str(message_find(m, "X", 3)->value, " 3"));
	ck_assert_ptr_null(message_find(m, "X", 4));
	ck_assert_ptr_null(message_find(m, "X", 0));
	ck_assert_ptr_null(message_find(m, "Xx", 1));
	message_free(&m);
}
END_TEST

static const struct {
	const char *value;
	const char *want;
} tokens[] = {
	{ " contoso", "contoso" },
	{ "contoso \t", "contoso" },
	{ "\r\n contoso", "contoso" },
	{ " a\r\n\tb", "a b" },
	{ "", "" },
	{ " cont\xC3\xB6so", NULL },
	{ " a\x7F", NULL },
	{ " a\rb", NULL },
};

START_TEST(a_token_is_unfolded_and_printable)
{
	struct message *m;
	struct buf b;
	char *token;

	buf_init(&b, 100);
	buf_printf(&b, "Linkseal-Reseller:%s\r\n\r\n", tokens[_i].value);
	m = parse(buf_span(&b));
	token = message_token(m, "linkseal-reseller");
	if (tokens[_i].want == NULL)
		ck_assert_ptr_null(token);
	else
		ck_assert_str_eq(token, tokens[_i].want);
	free(token);
	ck_assert_ptr_null(message_token(m, "absent"));
	message_free(&m);
	buf_deinit(&b);
}
END_TEST

static const struct {
	const char *in;
	const char *eol;
} line_ends[] = {
	{ "", "\r\n" }, { "A: b", "\r\n" }, { "A: b\n", "\n" },
	{ "A: b\r\n", "\r\n" }, { "\nx", "\n" }, { "\r\nx", "\r\n" },
	{ "no header\nx", "\n" }, { "no header\r\nx", "\r\n" },
};

START_TEST(a_message_tells_its_line_end)
{
	struct message *m = parse(span_str(line_ends[_i].in));

	ck_assert_str_eq(message_eol(m), line_ends[_i].eol);
	message_free(&m);
}
END_TEST

/* A message of FIELDS fields, each of SIZE bytes, parsed. */
static int
parse_fields(size_t fields, size_t size)
{
	struct message *m = NULL;
	struct buf b;
	int rc;

	buf_init(&b, 16 * LIMIT_HEADER_SIZE);
	for (size_t i = 0; i < fields; i++) {
		buf_add_str(&b, "X:");
		for (size_t n = 4; n < size; n++)
			buf_add_byte(&b, 'x');
		buf_add_str(&b, "\r\n");
	}
	buf_add_str(&b, "\r\n");
	rc = message_parse(&b, &m, &err);
	ck_assert_uint_eq(b.n, 0);
	message_free(&m);
	return rc;
}

START_TEST(limits_hold_at_the_number_and_not_one_more)
{
	ck_assert_int_eq(parse_fields(1, LIMIT_FIELD_SIZE), 0);
	ck_assert_int_eq(parse_fields(1, LIMIT_FIELD_SIZE + 1), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	ck_assert_int_eq(parse_fields(LIMIT_FIELDS, 10), 0);
	ck_assert_int_eq(parse_fields(LIMIT_FIELDS + 1, 10), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	ck_assert_int_eq(parse_fields(1024, LIMIT_HEADER_SIZE / 1024), 0);
	ck_assert_int_eq(parse_fields(1025, LIMIT_HEADER_SIZE / 1024), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

START_TEST(bytes_that_ran_over_are_no_message)
{
	struct message *m = NULL;
	struct buf b;

	buf_init(&b, 3);
	buf_add_str(&b, "A: b");
	ck_assert_int_eq(message_parse(&b, &m, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	ck_assert_ptr_null(m);
	buf_deinit(&b);
}
END_TEST

#define N(table) (int)(sizeof(table) / sizeof(table)[0])

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, the_header_ends_where_mtas_end_it, 0,
		N(outer_forms));
	tcase_add_loop_test(tcase, a_message_may_end_inside_a_header_line, 0,
		N(ends));
	tcase_add_test(tcase, borrowed_bytes_stay_where_they_are);
	tcase_add_test(tcase, a_folded_value_keeps_its_line_ends);
	tcase_add_test(tcase, nul_is_data);
	tcase_add_test(tcase, fields_are_found_by_name_and_occurrence);
	tcase_add_loop_test(tcase, a_token_is_unfolded_and_printable, 0,
		N(tokens));
	tcase_add_loop_test(tcase, a_message_tells_its_line_end, 0,
		N(line_ends));
	tcase_add_test(tcase, limits_hold_at_the_number_and_not_one_more);
	tcase_add_test(tcase, bytes_that_ran_over_are_no_message);
}

UNIT_MAIN("message", add_tests)
