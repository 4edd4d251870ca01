#include "core/mime_boundary.h"

#include "core/buf.h"
#include "unit.h"

static const struct {
	const char *in;
	size_t n, at[4];
} lines[] = {
	{ "", 0, { 0 } },
	{ "-", 0, { 0 } },
	{ "--", 1, { 0 } },
	{ "a\n--b\n\n--\n-b\n", 2, { 2, 7 } },
	{ "a\r\n--b\r--c\n", 2, { 3, 7 } },
	{ "a--\n----\n---", 2, { 4, 9 } },
	{ " --a\n\t--b\n>--c\n", 0, { 0 } },
	{ "a---\n--", 1, { 5 } },
};

START_TEST(lines_that_begin_as_a_delimiter_are_found)
{
	struct mime_lines found;

	ck_assert(mime_lines_find(&found, span_str(lines[_i].in), 4));
	ck_assert_uint_eq(found.n, lines[_i].n);
	for (size_t i = 0; i < found.n; i++)
		ck_assert_uint_eq(found.at[i], lines[_i].at[i]);
	mime_lines_deinit(&found);
}
END_TEST

START_TEST(lines_have_their_number)
{
	struct mime_lines found;

	ck_assert(mime_lines_find(&found, span_str("--\n--\n"), 2));
	mime_lines_deinit(&found);
	ck_assert(!mime_lines_find(&found, span_str("--\n--\n--\n"), 2));
	mime_lines_deinit(&found);
}
END_TEST

#define UNCLOSED "a multipart without its closing boundary"
#define ALIKE "a line that looks like a boundary"

static const struct {
	const char *in;		/* boundary "b" */
	const char *parts;	/* each in [], "." behind one that a delimiter
				   ends */
	const char *odd;
} splits[] = {
	{ "pro\n--b\none\n--b\ntwo\n--b--\nepi\n", "[one\n].[two\n].", NULL },
	{ "--b\r\none\r\n--b--", "[one\r\n].", NULL },
	{ "--b \t\none\n--b-- \n", "[one\n].", NULL },
	{ "--b\n--b\n--b--\n", "[].[].", NULL },
	{ "--b\none\n", "[one\n]", UNCLOSED },
	{ "--b", "[]", UNCLOSED },
	{ "", "", "a multipart without parts" },
	{ "--b--\n", "", "a multipart without parts" },
	{ "--b\none\n--bb\n--b--\n", "[one\n--bb\n].", ALIKE },
	{ "--b\none\n--b-\n--b--\n", "[one\n--b-\n].", ALIKE },
	{ "--b\none\r--b\n--b--\n", "[one\r--b\n].", ALIKE },
	{ "--b\none\n--b--x\n--b--\n", "[one\n--b--x\n].", ALIKE },
	{ "--b\none\n--b\r\r\n--b--\n", "[one\n--b\r\r\n].", ALIKE },
	{ "--b\none\n--b--\n--b\ntwo\n", "[one\n].",
	  "a boundary after the closing one" },
	{ "--B\nx\n--b\none\n --b\n--b--\n", "[one\n --b\n].", NULL },
	/* never more than three */
	{ "--b\n1\n--b\n2\n--b\n3\n--b\n4\n--b--\n", "[1\n].[2\n].[3\n].",
	  UNCLOSED },
};

START_TEST(a_multipart_is_split_at_its_delimiters)
{
	struct span s = span_str(splits[_i].in);
	struct mime_range all = { 0, s.n, false };
	struct mime_lines found;
	struct mime_split split;
	struct buf b;

	buf_init(&b, 4096);
	ck_assert(mime_lines_find(&found, s, 100));
	mime_split(&split, s, &found, &all, span_str("b"), 3);
	for (size_t i = 0; i < split.n; i++) {
		buf_add_str(&b, "[");
		buf_add(&b, span_sub(s, split.ranges[i].begin,
			split.ranges[i].end));
		buf_add_str(&b, split.ranges[i].delimited ? "]." : "]");
	}
	ck_assert_str_eq(buf_str(&b), splits[_i].parts);
	ck_assert_pstr_eq(split.odd, splits[_i].odd);
	mime_split_deinit(&split);
	mime_lines_deinit(&found);
	buf_deinit(&b);
}
END_TEST

START_TEST(nothing_outside_is_looked_at)
{
	struct span s = span_str("--b\n--b\none\n--b--\n--b\n");
	struct mime_range within = { 4, 18, false };
	struct mime_lines found;
	struct mime_split split;

	ck_assert(mime_lines_find(&found, s, 100));
	mime_split(&split, s, &found, &within, span_str("b"), 3);
	ck_assert_uint_eq(split.n, 1);
	ck_assert_uint_eq(split.ranges[0].begin, 8);
	ck_assert_uint_eq(split.ranges[0].end, 12);
	ck_assert_ptr_null(split.odd);
	mime_split_deinit(&split);
	mime_lines_deinit(&found);
}
END_TEST

#define N(table) (int)(sizeof(table) / sizeof(table)[0])

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, lines_that_begin_as_a_delimiter_are_found,
		0, N(lines));
	tcase_add_test(tcase, lines_have_their_number);
	tcase_add_loop_test(tcase, a_multipart_is_split_at_its_delimiters, 0,
		N(splits));
	tcase_add_test(tcase, nothing_outside_is_looked_at);
}

UNIT_MAIN("mime_boundary", add_tests)
