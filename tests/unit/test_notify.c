#include "sys/notify.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "unit.h"

static char dir[] = "/tmp/linkseal-notify-XXXXXX";
static char got[256];

/* Listens as systemd does at PATH, a leading '@' being a NUL. */
static int
listen_at(const char *path)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);

	memcpy(un.sun_path, path, strlen(path));
	if (*path == '@')
		un.sun_path[0] = '\0';
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&un, (socklen_t)
		(offsetof(struct sockaddr_un, sun_path) + strlen(path))), 0);
	setenv("NOTIFY_SOCKET", path, 1);
	return fd;
}

static const char *
next(int fd)
{
	ssize_t n = recv(fd, got, sizeof got - 1, 0);

	got[n < 0 ? 0 : n] = '\0';
	return got;
}

START_TEST(a_path_and_an_abstract_name_are_told)
{
	char path[64], name[64];
	int fd;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/s", dir);
	snprintf(name, sizeof name, "@linkseal-notify-%ld", (long)getpid());
	fd = listen_at(path);
	ck_assert(notify_send("READY=1"));
	ck_assert_str_eq(next(fd), "READY=1");
	close(fd);
	unlink(path);
	rmdir(dir);
	ck_assert(!notify_send("READY=1"));
	fd = listen_at(name);
	ck_assert(notify_send("WATCHDOG=1"));
	ck_assert(notify_reloading());
	ck_assert_str_eq(next(fd), "WATCHDOG=1");
	next(fd);
	ck_assert_ptr_eq(strstr(got, "RELOADING=1\nMONOTONIC_USEC="), got);
	ck_assert_ptr_nonnull(strpbrk(got + 27, "123456789"));
	close(fd);
}
END_TEST

START_TEST(nobody_who_asked_is_no_failure_and_nonsense_is_one)
{
	char name[200];

	unsetenv("NOTIFY_SOCKET");
	ck_assert(notify_send("READY=1"));
	setenv("NOTIFY_SOCKET", "", 1);
	ck_assert(notify_send("READY=1"));
	setenv("NOTIFY_SOCKET", "vsock:2:1234", 1);
	ck_assert(!notify_send("READY=1"));
	memset(name, 'x', sizeof name - 1);
	name[0] = '/';
	name[sizeof name - 1] = '\0';
	setenv("NOTIFY_SOCKET", name, 1);
	ck_assert(!notify_send("READY=1"));
}
END_TEST

START_TEST(the_watchdog_is_for_the_process_that_systemd_started)
{
	char pid[32];

	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
	ck_assert_uint_eq(notify_watchdog_ms(getpid()), 0);
	setenv("WATCHDOG_USEC", "60000000", 1);
	ck_assert_uint_eq(notify_watchdog_ms(getpid()), 60000);
	snprintf(pid, sizeof pid, "%ld", (long)getpid());
	setenv("WATCHDOG_PID", pid, 1);
	ck_assert_uint_eq(notify_watchdog_ms(getpid()), 60000);
	ck_assert_uint_eq(notify_watchdog_ms(getpid() + 1), 0);
	for (size_t i = 0; i < 3; i++) {
		setenv("WATCHDOG_USEC", (const char *[]){ "", "-5", "1x" }[i],
			1);
		ck_assert_uint_eq(notify_watchdog_ms(getpid()), 0);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_path_and_an_abstract_name_are_told);
	tcase_add_test(tcase,
		nobody_who_asked_is_no_failure_and_nonsense_is_one);
	tcase_add_test(tcase,
		the_watchdog_is_for_the_process_that_systemd_started);
}

UNIT_MAIN("notify", add_tests)
