#include "smtp/halt.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

static struct halt *halt;

static void
set_up(void)
{
	struct err err;

	ck_assert_int_eq(halt_new(&halt, &err), 0);
	halt_heed(halt);
}

static void
tear_down(void)
{
	halt_heed(NULL);
	halt_free(&halt);
	ck_assert_ptr_null(halt);
	halt_free(&halt);
}

START_TEST(it_is_called_for_good)
{
	ck_assert(!halt_is_called(halt));
	ck_assert(!halt_now());
	halt_call(halt);
	halt_call(halt);
	ck_assert(halt_is_called(halt));
	ck_assert(halt_now());
	halt_heed(NULL);
	ck_assert(!halt_now());
	ck_assert(!halt_heeded());
}
END_TEST

START_TEST(a_wait_ends_as_if_the_server_had_hung_up)
{
	struct pollfd p = { .events = POLLIN };
	char byte;
	int fds[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	p.fd = fds[0];
	ck_assert_int_eq(halt_poll(&p, 1, 1, p.fd), 0);
	ck_assert_int_eq(p.revents, 0);
	ck_assert_int_eq(write(fds[1], "x", 1), 1);
	ck_assert_int_eq(halt_poll(&p, 1, -1, p.fd), 1);
	ck_assert_int_eq(p.revents, POLLIN);
	ck_assert_int_eq(read(p.fd, &byte, 1), 1);
	halt_call(halt);
	ck_assert_int_eq(halt_poll(&p, 1, -1, p.fd), 1);
	ck_assert_int_eq(read(p.fd, &byte, 1), 0);
	close(fds[0]);
	close(fds[1]);
}
END_TEST

START_TEST(HALT_SOCKETS_are_waited_for_and_no_more)
{
	struct pollfd list[HALT_SOCKETS + 1];

	for (int i = 0; i <= HALT_SOCKETS; i++)
		list[i] = (struct pollfd){ .fd = -1 };
	ck_assert_int_eq(halt_poll(list, HALT_SOCKETS, 0, -1), 0);
	ck_assert_int_eq(halt_poll(list, HALT_SOCKETS + 1, 0, -1), -1);
	ck_assert_int_eq(errno, EINVAL);
}
END_TEST

/* On a port of ours. */
static int
listener(struct sockaddr_in *a)
{
	socklen_t n = sizeof(*a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	*a = (struct sockaddr_in){ .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	ck_assert_int_eq(bind(fd, (struct sockaddr *)a, n), 0);
	ck_assert_int_eq(listen(fd, 0), 0);
	getsockname(fd, (struct sockaddr *)a, &n);
	return fd;
}

START_TEST(a_connection_is_made_as_ever)
{
	struct sockaddr_in a;
	int server = listener(&a), fd = socket(AF_INET, SOCK_STREAM, 0);

	ck_assert_int_eq(halt_connect(fd, (struct sockaddr *)&a, sizeof(a),
		connect), 0);
	ck_assert_int_eq(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
	close(fd);
	close(server);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(halt_connect(fd, (struct sockaddr *)&a, sizeof(a),
		connect), -1);
	ck_assert_int_eq(errno, ECONNREFUSED);
	close(fd);
}
END_TEST

/* Whose queue is full: the kernel answers nobody. */
START_TEST(one_that_is_being_made_ends)
{
	struct sockaddr_in a;
	int server = listener(&a), fd = -1, n = 0, waiting[64];

	do {
		fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		waiting[n++] = fd;
		connect(fd, (struct sockaddr *)&a, sizeof(a));
	} while (n < 8);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	halt_call(halt);
	ck_assert_int_eq(halt_connect(fd, (struct sockaddr *)&a, sizeof(a),
		connect), -1);
	ck_assert_int_eq(errno, ECANCELED);
	close(fd);
	while (n > 0)
		close(waiting[--n]);
	close(server);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, it_is_called_for_good);
	tcase_add_test(tcase, a_wait_ends_as_if_the_server_had_hung_up);
	tcase_add_test(tcase, HALT_SOCKETS_are_waited_for_and_no_more);
	tcase_add_test(tcase, a_connection_is_made_as_ever);
	tcase_add_test(tcase, one_that_is_being_made_ends);
}

UNIT_MAIN("halt", add_tests)
