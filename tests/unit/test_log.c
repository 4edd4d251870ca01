#include "sys/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

static char path[] = "/tmp/linkseal-log-XXXXXX";
static char text[16384];

/* Standard error goes to a file; the test runs in a process of its own. */
static void
set_up(void)
{
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(dup2(fd, STDERR_FILENO), STDERR_FILENO);
	close(fd);
}

static void
tear_down(void)
{
	unlink(path);
}

static const char *
logged(void)
{
	FILE *f = fopen(path, "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

START_TEST(a_line_has_the_name_and_warn_says_why)
{
	log_init("prog", false, false);
	log_info("one %d", 1);
	errno = ENOENT;
	log_warn("two");
	ck_assert_int_eq(errno, ENOENT);
	log_warnx("three");
	ck_assert_str_eq(logged(), "prog: one 1\n"
		"prog: two: No such file or directory\nprog: three\n");
}
END_TEST

START_TEST(debug_shows_only_when_asked_for)
{
	log_init("prog", false, false);
	log_debug("hidden");
	log_init("prog", false, true);
	log_debug("shown");
	ck_assert_str_eq(logged(), "prog: shown\n");
}
END_TEST

START_TEST(each_line_of_a_text_is_a_line_of_the_log)
{
	log_init("prog", false, false);
	log_info("a:1: x\na:2: y\n");
	ck_assert_str_eq(logged(), "prog: a:1: x\nprog: a:2: y\n");
}
END_TEST

START_TEST(control_characters_do_not_reach_the_terminal)
{
	log_init("prog", false, false);
	log_info("a\033[31m\r\tb\x7F" "c");
	ck_assert_str_eq(logged(), "prog: a?[31m??b?c\n");
}
END_TEST

START_TEST(a_line_that_is_too_long_is_cut)
{
	char *line = malloc(10001);

	memset(line, 'x', 10000);
	line[10000] = '\0';
	log_init("p", false, false);
	log_info("%s", line);
	free(line);
	ck_assert_uint_lt(strlen(logged()), 5000);
	ck_assert_uint_gt(strlen(text), 2000);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_line_has_the_name_and_warn_says_why);
	tcase_add_test(tcase, debug_shows_only_when_asked_for);
	tcase_add_test(tcase, each_line_of_a_text_is_a_line_of_the_log);
	tcase_add_test(tcase, control_characters_do_not_reach_the_terminal);
	tcase_add_test(tcase, a_line_that_is_too_long_is_cut);
}

UNIT_MAIN("log", add_tests)
