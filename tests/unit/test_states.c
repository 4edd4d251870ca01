#include "mailer/states.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define HEAD STATES_HEAD "contoso\n"

static struct states s;
static struct err err;
static size_t end;

static int
parse(const char *text)
{
	return states_parse(&s, "j", span_str(text), &end, &err);
}

START_TEST(the_last_line_of_an_address_counts)
{
	ck_assert_int_eq(parse(HEAD "prepared\tt\tb@x\t\nprepared\tt\ta@x\t\n"
		"handed\tt\ta@x\t\naccepted\tt2\ta@x\t250 ok\n"), 0);
	ck_assert_str_eq(s.reseller, "contoso");
	ck_assert_uint_eq(s.n, 2);
	ck_assert_int_eq(states_find(&s, "a@x")->state, STATE_ACCEPTED);
	ck_assert_str_eq(states_find(&s, "a@x")->text, "250 ok");
	ck_assert_str_eq(states_find(&s, "a@x")->time, "t2");
	ck_assert_int_eq(states_find(&s, "b@x")->state, STATE_PREPARED);
	ck_assert_ptr_null(states_find(&s, "c@x"));
	states_deinit(&s);
}
END_TEST

START_TEST(a_torn_last_line_was_not_written)
{
	const char *whole = HEAD "handed\tt\ta@x\t\naccepted\tt\ta@x\t250\n";
	char text[200];
	size_t n, last = strlen(HEAD "handed\tt\ta@x\t\n");

	for (n = last; n < strlen(whole); n++) {
		snprintf(text, sizeof(text), "%.*s", (int)n, whole);
		ck_assert_int_eq(parse(text), 0);
		ck_assert_uint_eq(end, last);
		ck_assert_int_eq(states_find(&s, "a@x")->state, STATE_HANDED);
		states_deinit(&s);
	}
}
END_TEST

START_TEST(what_stands_behind_a_nul_was_not_written)
{
	static const char text[] = HEAD "handed\tt\ta@x\t\nacc\0\0"
		"epted\tt\ta@x\t250\n";
	struct span all = { (const unsigned char *)text, sizeof(text) - 1 };

	ck_assert_int_eq(states_parse(&s, "j", all, &end, &err), 0);
	ck_assert_uint_eq(end, strlen(HEAD "handed\tt\ta@x\t\n"));
	ck_assert_int_eq(states_find(&s, "a@x")->state, STATE_HANDED);
	states_deinit(&s);
}
END_TEST

START_TEST(claimed_is_kept_until_a_state_comes)
{
	ck_assert_int_eq(parse(HEAD "run\tt\tboot-1\t\ndeferred\tt\ta@x\t450\n"
		"claimed\tt\ta@x\t\nprepared\tt\tb@x\t\nclaimed\tt\tb@x\t\n"
		"handed\tt\tb@x\t\n"), 0);
	ck_assert_str_eq(s.boot, "boot-1");
	ck_assert(states_find(&s, "a@x")->claimed);
	ck_assert_int_eq(states_find(&s, "a@x")->state, STATE_DEFERRED);
	ck_assert_str_eq(states_find(&s, "a@x")->text, "450");
	ck_assert(!states_find(&s, "b@x")->claimed);
	states_deinit(&s);
}
END_TEST

START_TEST(an_empty_or_headless_file_is_empty)
{
	ck_assert_int_eq(parse(""), 0);
	ck_assert_ptr_null(s.reseller);
	ck_assert_uint_eq(end, 0);
	states_deinit(&s);
	ck_assert_int_eq(parse("linkseal-camp"), 0);
	ck_assert_uint_eq(end, 0);
	states_deinit(&s);
}
END_TEST

START_TEST(a_file_of_others_is_refused_with_its_line)
{
	ck_assert_int_eq(parse("hello\n"), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "j:1:"));
	states_deinit(&s);
	ck_assert_int_eq(parse(HEAD "sent\tt\ta@x\t\n"), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "j:2:"));
	states_deinit(&s);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_last_line_of_an_address_counts);
	tcase_add_test(tcase, a_torn_last_line_was_not_written);
	tcase_add_test(tcase, what_stands_behind_a_nul_was_not_written);
	tcase_add_test(tcase, claimed_is_kept_until_a_state_comes);
	tcase_add_test(tcase, an_empty_or_headless_file_is_empty);
	tcase_add_test(tcase, a_file_of_others_is_refused_with_its_line);
}

UNIT_MAIN("states", add_tests)
