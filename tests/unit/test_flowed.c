#include "core/flowed.h"

#include "unit.h"

struct read_case {
	const char *line;
	bool delsp;
	struct flowed_line want;
};

static const struct read_case reads[] = {
	{ "fixed", false, { 0, 0, 5, false } },
	{ "flows ", false, { 0, 0, 6, true } },
	{ "flows ", true, { 0, 0, 5, true } },
	{ " stuffed", false, { 0, 1, 8, false } },
	{ " >no quote ", false, { 0, 1, 11, true } },
	{ ">> quoted ", false, { 2, 3, 10, true } },
	{ ">>quoted", false, { 2, 2, 8, false } },
	{ "-- ", false, { 0, 0, 3, false } },
	{ "> -- ", true, { 1, 2, 5, false } },
	{ "", true, { 0, 0, 0, false } },
	{ " ", true, { 0, 1, 1, false } },
	{ ">", false, { 1, 1, 1, false } },
	{ "  ", true, { 0, 1, 1, true } },
};

START_TEST(a_line_is_read_as_rfc_3676_says)
{
	const struct read_case *c = &reads[_i];
	struct flowed_line got;

	flowed_read(span_str(c->line), c->delsp, &got);
	ck_assert_uint_eq(got.depth, c->want.depth);
	ck_assert_uint_eq(got.begin, c->want.begin);
	ck_assert_uint_eq(got.end, c->want.end);
	ck_assert_int_eq(got.soft, c->want.soft);
}
END_TEST

static const struct {
	const char *line, *next;
	bool joins;
} pairs[] = {
	{ "a ", "b", true },
	{ "a", "b", false },
	{ "a ", "", true },
	{ "> a ", "> b", true },
	{ "> a ", "b", false },
	{ "a ", "> b", false },
	{ "a ", "-- ", false },
	{ "-- ", "b", false },
	{ "> a ", "> -- ", false },
};

START_TEST(lines_join_at_soft_ends_of_the_same_depth)
{
	struct flowed_line line, next;
	struct span s = span_str(pairs[_i].next);

	flowed_read(span_str(pairs[_i].line), false, &line);
	flowed_read(s, false, &next);
	ck_assert_int_eq(flowed_joins(&line, s, &next), pairs[_i].joins);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_loop_test(t, a_line_is_read_as_rfc_3676_says, 0,
		sizeof reads / sizeof reads[0]);
	tcase_add_loop_test(t, lines_join_at_soft_ends_of_the_same_depth, 0,
		sizeof pairs / sizeof pairs[0]);
}

UNIT_MAIN("flowed", add_tests)
