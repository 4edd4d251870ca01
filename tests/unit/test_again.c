#include "portal/again.h"

#include <string.h>

#include "core/limits.h"
#include "unit.h"

static struct buf out;

static void
set_up(void)
{
	buf_init(&out, 4096);
}

static void
tear_down(void)
{
	buf_deinit(&out);
}

static void
line(const char *name, const char *wanted)
{
	struct ledger_customer c = { .domain = "townhall.example",
		.name = name };

	buf_reset(&out);
	again_line(&out, &c);
	ck_assert_str_eq(buf_str(&out), wanted);
}

START_TEST(a_line_says_what_is_to_be_filled_in)
{
	again_head(&out);
	ck_assert_str_eq(buf_str(&out), "email,name,company,locale\r\n");
	line(NULL, "<person>@townhall.example,,,\r\n");
	line("Townhall \"Toys\", Ltd", "<person>@townhall.example,,"
		"\"Townhall \"\"Toys\"\", Ltd\",\r\n");
}
END_TEST

START_TEST(no_name_is_a_formula_of_a_spreadsheet)
{
	line("=cmd|' /C calc'!A0", "<person>@townhall.example,,"
		"\"cmd|' /C calc'!A0\",\r\n");
	line("\t+-@1", "<person>@townhall.example,,\"1\",\r\n");
}
END_TEST

START_TEST(the_command_is_for_a_list_or_one)
{
	again_command(&out, "contoso", "again.csv", NULL, "2026-11-21");
	ck_assert_str_eq(buf_str(&out), "linkseal-mailer send --reseller "
		"contoso --recipients again.csv --campaign again-2026-11-21 "
		"--send");
	buf_reset(&out);
	again_command(&out, "contoso", NULL, "townhall.example",
		"2026-11-21");
	ck_assert_str_eq(buf_str(&out), "linkseal-mailer send --reseller "
		"contoso --to '<person>@townhall.example' --campaign "
		"again-2026-11-21-townhall.example --send");
}
END_TEST

START_TEST(a_campaign_has_a_name_that_can_be_one)
{
	char domain[254];
	const char *name;

	memset(domain, 'a', sizeof domain - 1);
	domain[sizeof domain - 1] = '\0';
	again_command(&out, "contoso", NULL, domain, "2026-11-21");
	name = strstr(buf_str(&out), "--campaign ") + 11;
	ck_assert_uint_eq(strcspn(name, " "), LIMIT_CAMPAIGN);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_line_says_what_is_to_be_filled_in);
	tcase_add_test(tcase, no_name_is_a_formula_of_a_spreadsheet);
	tcase_add_test(tcase, the_command_is_for_a_list_or_one);
	tcase_add_test(tcase, a_campaign_has_a_name_that_can_be_one);
}

UNIT_MAIN("again", add_tests)
