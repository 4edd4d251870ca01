#include "portal/courier.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/buf.h"
#include "portal/limits.h"
#include "unit.h"

/* A mail server that takes connections and never says a word. */
static int silent;
static char address[32];
static struct config_mailer config;

static void
set_up(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof a;

	silent = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ck_assert_int_eq(bind(silent, (struct sockaddr *)&a, sizeof a), 0);
	ck_assert_int_eq(listen(silent, 10), 0);
	ck_assert_int_eq(getsockname(silent, (struct sockaddr *)&a, &n), 0);
	snprintf(address, sizeof address, "127.0.0.1:%d", ntohs(a.sin_port));
	config = (struct config_mailer){ .smtp = address, .tls = "none",
		.auth = "password", .transport = "auto",
		.hostname = "partners.fabrikam.example",
		.from = "portal@partners.fabrikam.example" };
}

static bool
add(struct courier *c)
{
	return courier_add(c, buf_strdup("ann@customer.example"),
		buf_strdup("Subject: code\r\n\r\n1234 5678\r\n"));
}

/* Waits until the server has a connection: the first mail is under way. */
static void
meet(void)
{
	int fd = accept(silent, NULL, NULL);

	ck_assert_int_ge(fd, 0);
	close(fd);
}

START_TEST(PORTAL_MAILS_wait_and_no_more)
{
	struct courier *c;
	struct err err;

	ck_assert_int_eq(courier_new(&config, &c, &err), 0);
	ck_assert(add(c));
	meet();
	for (int i = 0; i < PORTAL_MAILS; i++)
		ck_assert(add(c));
	ck_assert(!add(c));
	close(silent);
	courier_free(&c, 0);
	ck_assert_ptr_null(c);
}
END_TEST

START_TEST(a_mail_that_fails_at_the_end_is_not_tried_again)
{
	struct pollfd more = { .fd = silent, .events = POLLIN };
	struct courier *c;
	struct err err;

	ck_assert_int_eq(courier_new(&config, &c, &err), 0);
	ck_assert(add(c));
	meet();			/* is anybody there? */
	meet();			/* the mail, which is not taken */
	courier_free(&c, 0);
	ck_assert_int_eq(poll(&more, 1, 0), 0);
	close(silent);
}
END_TEST

START_TEST(a_mail_with_a_mute_server_is_given_up)
{
	struct courier *c;
	struct err err;
	int fd;

	ck_assert_int_eq(courier_new(&config, &c, &err), 0);
	ck_assert(add(c));
	meet();
	fd = accept(silent, NULL, NULL);
	ck_assert_int_ge(fd, 0);
	courier_free(&c, 1);
	ck_assert_ptr_null(c);
	close(fd);
	close(silent);
}
END_TEST

START_TEST(one_with_nothing_to_do_ends_at_once)
{
	struct courier *c;
	struct err err;

	ck_assert_int_eq(courier_new(&config, &c, &err), 0);
	courier_free(&c, 60);
	ck_assert_ptr_null(c);
	courier_free(&c, 60);
	close(silent);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, NULL);
	tcase_add_test(tcase, PORTAL_MAILS_wait_and_no_more);
	tcase_add_test(tcase,
		a_mail_that_fails_at_the_end_is_not_tried_again);
	tcase_add_test(tcase, a_mail_with_a_mute_server_is_given_up);
	tcase_add_test(tcase, one_with_nothing_to_do_ends_at_once);
}

UNIT_MAIN("courier", add_tests)
