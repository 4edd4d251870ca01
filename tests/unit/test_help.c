#include "cli/help.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static const struct command_option loud[] = {
	{ "loud", "HOW", "how loud" },
	{ NULL, NULL, NULL },
};

static const struct command greet = { .noun = "person", .verb = "greet",
	.operands = "NAME", .summary = "Greets.", .options = loud };
static const struct command feed = { .noun = "cat", .operands = "",
	.summary = "Feeds it." };

static const struct command *const all[] = { &greet, &feed };

static const struct program program = { "linkseal-test", "linkseal-test(1)",
	all, 2 };

static char *text;
static size_t n;
static FILE *out;

static void
set_up(void)
{
	out = open_memstream(&text, &n);
	ck_assert_ptr_nonnull(out);
}

static void
tear_down(void)
{
	free(text);
}

static bool
holds(const char *words)
{
	return strstr(text, words) != NULL;
}

START_TEST(all_commands_are_named)
{
	help_commands(out, &program, NULL);
	fclose(out);
	ck_assert(holds("linkseal-test person greet NAME\n"));
	ck_assert(holds("linkseal-test cat\n") && holds("Feeds it."));
	ck_assert(holds("--registry") && holds("linkseal-test(1)"));
}
END_TEST

START_TEST(a_noun_tells_its_own_commands)
{
	help_list(out, &program, "cat");
	fclose(out);
	ck_assert(holds("linkseal-test cat\n") && !holds("person"));
}
END_TEST

START_TEST(a_command_tells_its_options)
{
	help_command(out, &program, &greet);
	fclose(out);
	ck_assert(holds("usage: linkseal-test person greet NAME\nGreets.\n"));
	ck_assert(holds("--loud HOW") && holds("how loud"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, all_commands_are_named);
	tcase_add_test(tcase, a_noun_tells_its_own_commands);
	tcase_add_test(tcase, a_command_tells_its_options);
}

UNIT_MAIN("help", add_tests)
