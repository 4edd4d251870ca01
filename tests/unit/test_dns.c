#include "sys/dns.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/buf.h"
#include "unit.h"

#define NAME "0a1b2c3d._linkseal.partners.fabrikam.example"

/* What the server is to answer. */
static unsigned char rcode;
static struct span rdata[3];
static size_t n_rdata;
static bool truncated;		/* the last byte is missing */

static pid_t server;
static char resolver[40];
static struct buf seen;
static struct err err;

static size_t
write_answer(unsigned char *m, size_t n)
{
	m[2] |= 0x80;		/* it is an answer */
	m[3] = 0x80 | rcode;
	m[7] = (unsigned char)n_rdata;
	m[9] = m[11] = 0;	/* no authority, nothing additional */
	for (n = 12; m[n]; n += m[n] + 1u)
		;
	n += 5;			/* behind the question */
	for (size_t i = 0; i < n_rdata; i++) {
		static const unsigned char head[10] = { 0xc0, 12, 0, 16, 0, 1,
			0, 0, 0, 60 };

		memcpy(m + n, head, sizeof head);
		m[n + 10] = (unsigned char)(rdata[i].n >> 8);
		m[n + 11] = (unsigned char)rdata[i].n;
		memcpy(m + n + 12, rdata[i].p, rdata[i].n);
		n += 12 + rdata[i].n;
	}
	return n - truncated;
}

static void
serve(int fd)
{
	unsigned char m[4096];
	struct sockaddr_in from;
	socklen_t size = sizeof from;
	ssize_t n;

	while ((n = recvfrom(fd, m, 512, 0, (struct sockaddr *)&from,
	    &size)) > 0)
		sendto(fd, m, write_answer(m, (size_t)n), 0,
			(struct sockaddr *)&from, size);
	_exit(0);
}

static void
start(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t size = sizeof at;
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	getsockname(fd, (struct sockaddr *)&at, &size);
	snprintf(resolver, sizeof resolver, "127.0.0.1:%u",
		ntohs(at.sin_port));
	server = fork();
	if (server == 0)
		serve(fd);
	close(fd);
}

static void
take(void *ctx, struct span record)
{
	buf_add(ctx, record);
	buf_add_byte(ctx, '\n');
}

static int
ask(const char *name)
{
	int rc;

	start();
	buf_init(&seen, 4096);
	rc = dns_txt(name, resolver, take, &seen, &err);
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
	return rc;
}

START_TEST(records_come_with_their_strings_joined)
{
	rdata[0] = span_str("\3one\4 two");
	rdata[1] = span_str("\5three");
	n_rdata = 2;
	ck_assert_int_eq(ask(NAME), 0);
	ck_assert_str_eq(buf_str(&seen), "one two\nthree\n");
	buf_deinit(&seen);
}
END_TEST

START_TEST(bytes_are_bytes)
{
	rdata[0] = (struct span){ (const unsigned char *)"\3a\0\377\0", 5 };
	n_rdata = 1;
	ck_assert_int_eq(ask(NAME), 0);
	ck_assert_uint_eq(seen.n, 4);
	ck_assert_mem_eq(seen.p, "a\0\377\n", 4);
	buf_deinit(&seen);
}
END_TEST

START_TEST(no_name_and_no_record_are_not_found)
{
	for (rcode = 0; rcode <= 3; rcode += 3) {
		ck_assert_int_eq(ask(NAME), -1);
		ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
		ck_assert_ptr_nonnull(strstr(err.text, NAME));
		buf_deinit(&seen);
	}
}
END_TEST

START_TEST(a_server_that_fails_is_a_matter_of_time)
{
	rcode = 2;
	ck_assert_int_eq(ask(NAME), -1);
	ck_assert_int_eq(err.kind, ERR_TEMP);
	buf_deinit(&seen);
	ck_assert_int_eq(dns_txt(NAME, "127.0.0.1:1", take, &seen, &err), -1);
	ck_assert_int_eq(err.kind, ERR_TEMP);
}
END_TEST

START_TEST(a_broken_answer_is_no_answer)
{
	rdata[0] = span_str("\3one\4 two");
	n_rdata = 1;
	truncated = true;
	ck_assert_int_eq(ask(NAME), -1);
	ck_assert(err.kind == ERR_PROTOCOL || err.kind == ERR_TEMP);
	ck_assert_uint_eq(seen.n, 0);
	buf_deinit(&seen);
}
END_TEST

START_TEST(what_can_t_be_asked_is_refused)
{
	char name[400];

	memset(name, 'a', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	ck_assert_int_eq(dns_txt(NAME, "resolver", take, NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE);
	ck_assert_int_eq(dns_txt(NAME, "", take, NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE);
	ck_assert_int_eq(dns_txt("a..b", "127.0.0.1:1", take, NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_int_eq(dns_txt(name, "127.0.0.1:1", take, NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, records_come_with_their_strings_joined);
	tcase_add_test(t, bytes_are_bytes);
	tcase_add_test(t, no_name_and_no_record_are_not_found);
	tcase_add_test(t, a_server_that_fails_is_a_matter_of_time);
	tcase_add_test(t, a_broken_answer_is_no_answer);
	tcase_add_test(t, what_can_t_be_asked_is_refused);
}

UNIT_MAIN("dns", add_tests)
