#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "unit.h"

static const char *said;	/* --loud */
static size_t operands;

static int
run_greet(struct call *call, struct err *err)
{
	said = call->values[0];
	operands = call->n_operands;
	if (strcmp(call->operands[0], "nobody") == 0)
		return err_set(err, ERR_NOT_FOUND, "nobody is there");
	return 7;
}

static const struct command_option loud[] = {
	{ "loud", "HOW", "how loud" },
	{ NULL, NULL, NULL },
};

static const struct command greet = {
	.noun = "person", .verb = "greet", .operands = "NAME...",
	.min = 1, .max = 2, .summary = "Greets.", .options = loud,
	.run = run_greet,
};

static const struct command *const all[] = { &greet };

static const struct program program = { "linkseal-test", "linkseal-test(1)",
	all, 1 };

static int
run(const char *words)
{
	static char text[200];
	char *argv[12] = { (char *)"linkseal-test" };
	char *rest = text;
	int argc = 1;

	snprintf(text, sizeof text, "%s", words);
	while ((argv[argc] = strsep(&rest, " ")) != NULL)
		argc++;
	said = NULL;
	operands = 0;
	return command_main(&program, argc, argv);
}

START_TEST(a_command_gets_its_options_and_operands)
{
	ck_assert_int_eq(run("-c /dev/null person greet ann --loud very bob"),
		7);
	ck_assert_str_eq(said, "very");
	ck_assert_uint_eq(operands, 2);
}
END_TEST

START_TEST(what_is_not_understood_is_a_fault_of_usage)
{
	static const char *const lines[] = {
		"animal", "person", "person feed", "person greet",
		"person greet a b c", "person greet a --quiet",
		"person greet a --loud", "--loud x person greet a",
		"person greet a --loud x --loud y",
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		ck_assert_msg(run(lines[i]) == EX_USAGE, "%s", lines[i]);
}
END_TEST

START_TEST(an_error_becomes_the_exit_status)
{
	ck_assert_int_eq(run("-c /dev/null person greet nobody"),
		err_exit_status(ERR_NOT_FOUND));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_command_gets_its_options_and_operands);
	tcase_add_test(tcase, what_is_not_understood_is_a_fault_of_usage);
	tcase_add_test(tcase, an_error_becomes_the_exit_status);
}

UNIT_MAIN("command", add_tests)
