#include "smtp/nodelay.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
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

START_TEST(every_connection_of_the_process_is_without_delay)
{
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	int fd = connected(listener), on = 0;
	socklen_t n = sizeof(on);

	nodelay_set();
	ck_assert_int_eq(getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, &n), 0);
	ck_assert_int_ne(on, 0);
	close(fd);
	close(listener);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, every_connection_of_the_process_is_without_delay);
}

UNIT_MAIN("nodelay", add_tests)
