#include "milter/listen.h"

#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "unit.h"

static const char *const lines[][2] = {
	{ "unix:/run/x.sock", "unix:/run/x.sock" },
	{ "local:/run/x.sock", "unix:/run/x.sock" },
	{ "unix:/var/spool/postfix/linkseal/x.sock", "unix:linkseal/x.sock" },
	{ "unix:/var/spool/postfixes/x.sock",
		"unix:/var/spool/postfixes/x.sock" },
	{ "inet:8891@localhost", "inet:localhost:8891" },
	{ "inet:8891", "inet:localhost:8891" },
	{ "inet6:8891@::1", "inet:[::1]:8891" },
	{ "inet6:8891@[::1]", "inet:[::1]:8891" },
};

START_TEST(postfix_writes_addresses_the_other_way_round)
{
	struct buf line, expected;

	buf_init(&line, 1024);
	buf_init(&expected, 1024);
	listen_postfix_line(lines[_i][0], &line);
	buf_printf(&expected, "smtpd_milters = { %s, default_action=tempfail }",
		lines[_i][1]);
	ck_assert_str_eq(buf_str(&line), buf_str(&expected));
	buf_deinit(&line);
	buf_deinit(&expected);
}
END_TEST

/* A socket on which nobody listens any more. */
static void
leave_stale(const char *path)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(un.sun_path, sizeof un.sun_path, "%s", path);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&un, sizeof un), 0);
	close(fd);
}

START_TEST(a_socket_has_its_mode_and_replaces_a_stale_one)
{
	char dir[] = "/tmp/linkseal-listen-XXXXXX", name[64];
	struct config_milter m = { .socket = name, .socket_mode = 0640,
		.timeout = 60 };
	struct err err;
	struct stat st;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(name, sizeof name, "unix:%s/s", dir);
	leave_stale(name + 5);
	ck_assert_msg(listen_open(&m, &err) == 0, "%s", err.text);
	ck_assert_int_eq(stat(name + 5, &st), 0);
	ck_assert(S_ISSOCK(st.st_mode));
	ck_assert_int_eq(st.st_mode & 0777, 0640);
	listen_remove(&m);
	ck_assert_int_eq(rmdir(dir), 0);
}
END_TEST

START_TEST(a_socket_that_cannot_be_opened_names_the_cure)
{
	struct config_milter m = { .socket = (char *)"unix:/nowhere/at/all",
		.socket_mode = 0600, .timeout = 60 };
	struct err err = { 0 };

	ck_assert_int_eq(listen_open(&m, &err), -1);
	ck_assert_int_eq(err.kind, ERR_OS);
}
END_TEST

START_TEST(an_owner_who_is_not_there_is_an_error)
{
	char dir[] = "/tmp/linkseal-listen-XXXXXX", name[64];
	struct config_milter m = { .socket = name, .socket_mode = 0640,
		.socket_group = (char *)"no-such-group", .timeout = 60 };
	struct err err = { 0 };

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(name, sizeof name, "unix:%s/s", dir);
	ck_assert_int_eq(listen_open(&m, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	listen_remove(&m);
	ck_assert_int_eq(rmdir(dir), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase,
		postfix_writes_addresses_the_other_way_round, 0,
		sizeof lines / sizeof *lines);
	tcase_add_test(tcase, a_socket_has_its_mode_and_replaces_a_stale_one);
	tcase_add_test(tcase, a_socket_that_cannot_be_opened_names_the_cure);
	tcase_add_test(tcase, an_owner_who_is_not_there_is_an_error);
}

UNIT_MAIN("listen", add_tests)
