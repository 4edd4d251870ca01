#include "smtp/cork.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "unit.h"

/* A connection to ourselves. */
static int
connected(int listener)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	ck_assert_int_eq(bind(listener, (struct sockaddr *)&a, n), 0);
	ck_assert_int_eq(listen(listener, 1), 0);
	getsockname(listener, (struct sockaddr *)&a, &n);
	ck_assert_int_eq(connect(fd, (struct sockaddr *)&a, n), 0);
	return fd;
}

static int
option(int fd, int name)
{
	int value = 0;
	socklen_t n = sizeof(value);

	ck_assert_int_eq(getsockopt(fd, IPPROTO_TCP, name, &value, &n), 0);
	return value;
}

START_TEST(what_is_written_goes_out_at_once)
{
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	int fd = connected(listener);

	cork_out();
	ck_assert_int_ne(option(fd, TCP_NODELAY), 0);
	close(fd);
	close(listener);
}
END_TEST

START_TEST(a_mail_waits_until_its_answer_is_waited_for)
{
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	int fd = connected(listener), other = socket(AF_INET, SOCK_STREAM, 0);
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	struct pollfd q = { .fd = other, .events = POLLOUT };

	cork_in();
	ck_assert_int_eq(option(fd, TCP_CORK), 0);
	ck_assert_int_eq(poll(&p, 1, 0), 1);
	cork_in();
	ck_assert_int_ne(option(fd, TCP_CORK), 0);
	poll(&q, 1, 0);
	poll(NULL, 0, 0);
	ck_assert_int_ne(option(fd, TCP_CORK), 0);
	ck_assert_int_eq(poll(&p, 1, 0), 1);
	ck_assert_int_eq(option(fd, TCP_CORK), 0);
	close(fd);
	close(other);
	close(listener);
}
END_TEST

START_TEST(without_a_connection_nothing_happens)
{
	cork_out();
	cork_in();
	ck_assert_int_eq(poll(NULL, 0, 0), 0);
	ck_assert_int_eq(connect(-1, NULL, 0), -1);
	cork_in();
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_is_written_goes_out_at_once);
	tcase_add_test(tcase, a_mail_waits_until_its_answer_is_waited_for);
	tcase_add_test(tcase, without_a_connection_nothing_happens);
}

UNIT_MAIN("cork", add_tests)
