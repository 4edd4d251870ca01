#include "sys/shell.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sys/file.h"
#include "unit.h"

START_TEST(what_a_command_prints_is_read)
{
	struct err err = { 0 };
	struct buf out;

	buf_init(&out, 20);
	ck_assert_msg(shell_read("key", "printf 'a\\nb'; echo c", &out,
	    &err) == 0, "%s", err.text);
	ck_assert_str_eq(buf_str(&out), "a\nbc\n");
	buf_deinit(&out);
}
END_TEST

static void
ck_refused(const char *command, enum err_kind kind, const char *words)
{
	struct err err = { 0 };
	struct buf out;

	buf_init(&out, 4);
	ck_assert_int_eq(shell_read("my_key", command, &out, &err), -1);
	ck_assert_int_eq(err.kind, kind);
	ck_assert_msg(strstr(err.text, words) && strstr(err.text, "my_key"),
	    "%s", err.text);
	buf_deinit(&out);
}

START_TEST(a_command_that_fails_is_told)
{
	ck_refused("exit 3", ERR_CONFIG, "status 3");
	ck_refused("/nonexistent/command 2>/dev/null", ERR_CONFIG,
	    "status 127");
	ck_refused("kill -TERM $$", ERR_CONFIG, "signal 15");
}
END_TEST

START_TEST(a_command_that_prints_too_much_is_told)
{
	struct err err = { 0 };
	struct buf out;

	ck_refused("printf 12345", ERR_LIMIT, "more than 4 bytes");
	ck_refused("while echo x; do :; done 2>/dev/null", ERR_LIMIT,
	    "more than 4 bytes");
	buf_init(&out, 4);
	ck_assert_int_eq(shell_read("key", "printf 1234", &out, &err), 0);
	buf_deinit(&out);
}
END_TEST

START_TEST(a_command_gets_its_input)
{
	char name[] = "/tmp/linkseal-shell-XXXXXX", command[100];
	struct buf in, out;
	struct err err = { 0 };

	close(mkstemp(name));
	snprintf(command, sizeof command, "cat >%s", name);
	buf_init(&in, 300000);
	buf_init(&out, 300000);
	while (in.n < 200000)
		buf_add_str(&in, "a line that is longer than a pipe\n");
	ck_assert_msg(shell_write("key", command, buf_span(&in), &err) == 0,
	    "%s", err.text);
	ck_assert_int_eq(file_read(name, &out, &err), 0);
	ck_assert(span_eq(buf_span(&in), buf_span(&out)));
	/* One that reads nothing is judged by its status alone. */
	ck_assert_int_eq(shell_write("key", "true", buf_span(&in), &err), 0);
	ck_assert_int_eq(shell_write("key", "exit 9", buf_span(&in), &err),
	    -1);
	ck_assert(strstr(err.text, "key failed (status 9)"));
	unlink(name);
	buf_deinit(&in);
	buf_deinit(&out);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_a_command_prints_is_read);
	tcase_add_test(tcase, a_command_that_fails_is_told);
	tcase_add_test(tcase, a_command_that_prints_too_much_is_told);
	tcase_add_test(tcase, a_command_gets_its_input);
}

UNIT_MAIN("shell", add_tests)
