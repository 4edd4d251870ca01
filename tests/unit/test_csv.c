#include "mailer/csv.h"

#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "unit.h"

/* All records as "a|b\n", faults as "!LINE text\n". */
static const char *
read_all(const char *text)
{
	static char out[8192];
	struct csv_record r;
	struct csv c;
	struct err err;
	size_t line, n = 0, i;
	int rc;

	out[0] = '\0';
	csv_init(&c, span_str(text));
	while ((rc = csv_next(&c, &r, &line, &err)) != 0) {
		if (rc < 0) {
			n += (size_t)snprintf(out + n, sizeof(out) - n,
				"!%zu %s\n", line, err.text);
			continue;
		}
		n += (size_t)snprintf(out + n, sizeof(out) - n, "%zu:",
			r.line);
		for (i = 0; i < r.n; i++)
			n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%s",
				i == 0 ? "" : "|", r.fields[i]);
		n += (size_t)snprintf(out + n, sizeof(out) - n, "\n");
		csv_record_deinit(&r);
	}
	return out;
}

START_TEST(fields_and_lines_are_told_apart)
{
	ck_assert_str_eq(read_all("a,b\r\nc,\r\n"), "1:a|b\n2:c|\n");
	ck_assert_str_eq(read_all("a,b\n\n\nc,d"), "1:a|b\n4:c|d\n");
	ck_assert_str_eq(read_all(""), "");
	ck_assert_str_eq(read_all("\xef\xbb\xbf" "a"), "1:a\n");
}
END_TEST

START_TEST(quotes_hold_separators_quotes_and_line_ends)
{
	ck_assert_str_eq(read_all("a,b\n\"x,\"\"y\"\"\",\"1\n2\"\nlast,z\n"),
		"1:a|b\n2:x,\"y\"|1\n2\n4:last|z\n");
	ck_assert_str_eq(read_all("\"\",\"\"\"\"\n"), "1:|\"\n");
}
END_TEST

START_TEST(spreadsheets_of_other_countries_are_read)
{
	ck_assert_str_eq(read_all("a;b\n1,5;2\n"), "1:a|b\n2:1,5|2\n");
	ck_assert_str_eq(read_all("a\tb\n1\t2\n"), "1:a|b\n2:1|2\n");
}
END_TEST

START_TEST(each_fault_is_told_with_its_line)
{
	ck_assert_ptr_nonnull(strstr(read_all("a\n\"x\ny\n"),
		"!2 a quoted field has no end"));
	ck_assert_ptr_nonnull(strstr(read_all("a\n\"x\"\"\n"),
		"!2 a quoted field has no end"));
	ck_assert_ptr_nonnull(strstr(read_all("a\n\"x\"y,b\nc\n"),
		"!2 something stands behind a closing quote"));
	ck_assert_ptr_nonnull(strstr(read_all("a\nx\"y\nc\n"),
		"!2 a quote stands inside"));
	ck_assert_ptr_nonnull(strstr(read_all("a\nx\"y\nc\n"), "3:c\n"));
}
END_TEST

START_TEST(a_field_has_a_length_and_not_one_byte_more)
{
	char *text = malloc(LIMIT_CSV_FIELD + 2);

	memset(text, 'x', LIMIT_CSV_FIELD + 1);
	text[LIMIT_CSV_FIELD] = '\0';
	ck_assert_ptr_null(strstr(read_all(text), "!"));
	text[LIMIT_CSV_FIELD] = 'x';
	text[LIMIT_CSV_FIELD + 1] = '\0';
	ck_assert_ptr_nonnull(strstr(read_all(text), "!1 a field is longer"));
	free(text);
}
END_TEST

START_TEST(columns_have_a_number_and_not_one_more)
{
	char text[2 * LIMIT_CSV_FIELDS + 2];

	memset(text, ',', sizeof(text));
	text[LIMIT_CSV_FIELDS - 1] = '\0';
	ck_assert_ptr_null(strstr(read_all(text), "!"));
	text[LIMIT_CSV_FIELDS - 1] = ',';
	text[LIMIT_CSV_FIELDS] = '\0';
	ck_assert_ptr_nonnull(strstr(read_all(text), "!1 more than"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, fields_and_lines_are_told_apart);
	tcase_add_test(tcase, quotes_hold_separators_quotes_and_line_ends);
	tcase_add_test(tcase, spreadsheets_of_other_countries_are_read);
	tcase_add_test(tcase, each_fault_is_told_with_its_line);
	tcase_add_test(tcase, a_field_has_a_length_and_not_one_byte_more);
	tcase_add_test(tcase, columns_have_a_number_and_not_one_more);
}

UNIT_MAIN("csv", add_tests)
