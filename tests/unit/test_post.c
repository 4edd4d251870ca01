#include "smtp/post.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "unit.h"

/* What a server does that says nothing more, and does not hang up. */
#define MUTE "(mute)"

/* A server that says one thing to everything, but its own words as greeting,
 * to RCPT and to the dot; NULL there: it hangs up. */
struct server {
	int listener;
	char address[32];
	const char *greeting, *rcpt, *dot;
	sem_t muted;		/* once for each connection */
	char got[4096];
	size_t n;
	pthread_t thread;
};

/* Whole: libesmtp adds what is missing. */
#define MESSAGE \
	"Date: Sat, 21 Nov 2026 10:00:00 +0000\r\n" \
	"From: alice@contoso.example\r\n" \
	"To: it@customer.example\r\n" \
	"Subject: code\r\n" \
	"Message-ID: <1@contoso.example>\r\n" \
	"\r\n" \
	"123456\r\n"

static const struct span message = {
	(const unsigned char *)MESSAGE, sizeof(MESSAGE) - 1
};

static void
say(FILE *f, const char *words)
{
	fprintf(f, "%s\r\n", words);
	fflush(f);
}

static void
keep(struct server *s, const char *line)
{
	size_t n = strlen(line);

	ck_assert_uint_lt(s->n + n, sizeof(s->got));
	memcpy(s->got + s->n, line, n + 1);
	s->n += n;
}

static const char *
take_body(struct server *s, FILE *f)
{
	char line[512];

	say(f, "354 go on");
	while (fgets(line, sizeof(line), f) != NULL &&
		strcmp(line, ".\r\n") != 0)
		keep(s, line);
	return s->dot;
}

static void
talk(struct server *s, FILE *f)
{
	char line[512];
	const char *answer = s->greeting;

	while (answer != NULL) {
		if (strcmp(answer, MUTE) == 0) {
			sem_post(&s->muted);
			while (fgets(line, sizeof(line), f) != NULL)
				continue;
			return;
		}
		say(f, answer);
		if (fgets(line, sizeof(line), f) == NULL)
			return;
		answer = "250 2.0.0 ok";
		if (strncmp(line, "RCPT", 4) == 0 ||
			strncmp(line, "MAIL", 4) == 0)
			keep(s, line);
		if (strncmp(line, "RCPT", 4) == 0)
			answer = s->rcpt;
		else if (strncmp(line, "DATA", 4) == 0)
			answer = take_body(s, f);
	}
}

static void *
serve(void *arg)
{
	struct server *s = arg;
	int fd;

	while ((fd = accept(s->listener, NULL, NULL)) >= 0) {
		FILE *f = fdopen(fd, "r+");

		setvbuf(f, NULL, _IOLBF, 0);
		talk(s, f);
		fclose(f);
	}
	return NULL;
}

static void
server_start(struct server *s, const char *rcpt, const char *dot)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(a);

	*s = (struct server){ .greeting = "220 mail.customer.example",
		.rcpt = rcpt, .dot = dot };
	sem_init(&s->muted, 0, 0);
	s->listener = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(s->listener, (struct sockaddr *)&a, n), 0);
	ck_assert_int_eq(listen(s->listener, 5), 0);
	getsockname(s->listener, (struct sockaddr *)&a, &n);
	snprintf(s->address, sizeof(s->address), "127.0.0.1:%d",
		ntohs(a.sin_port));
	ck_assert_int_eq(pthread_create(&s->thread, NULL, serve, s), 0);
}

static void
server_stop(struct server *s)
{
	shutdown(s->listener, SHUT_RDWR);
	pthread_join(s->thread, NULL);
	close(s->listener);
	sem_destroy(&s->muted);
}

static struct config_mailer
section(struct server *s, const char *transport)
{
	return (struct config_mailer){ .smtp = s->address,
		.tls = (char *)"none", .transport = (char *)transport,
		.auth = (char *)"password",
		.from = (char *)"alice@contoso.example",
		.hostname = (char *)"desk.contoso.example" };
}

static int
post_to(struct server *s, const char *to, struct err *err)
{
	struct config_mailer c = section(s, "auto");
	struct post *p;
	int rc;

	ck_assert_int_eq(post_open(&c, &p, err), 0);
	rc = post_send(p, to, message, err);
	post_close(&p);
	return rc;
}

START_TEST(one_message_goes_to_one_recipient)
{
	struct server s;
	struct err err;

	server_start(&s, "250 ok", "250 kept");
	ck_assert_int_eq(post_to(&s, "it@Customer.example", &err), 0);
	server_stop(&s);
	ck_assert_str_eq(s.got, "MAIL FROM:<alice@contoso.example>\r\n"
		"RCPT TO:<it@customer.example>\r\n"
		MESSAGE);
}
END_TEST

static void
ck_fails(const char *rcpt, const char *dot, enum err_kind kind,
	const char *words)
{
	struct server s;
	struct err err;

	server_start(&s, rcpt, dot);
	ck_assert_int_eq(post_to(&s, "it@customer.example", &err), -1);
	server_stop(&s);
	ck_assert_msg(err.kind == kind, "%d: %s", err.kind, err.text);
	ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
}

START_TEST(what_the_server_answers_is_told)
{
	ck_fails("550 5.1.1 nobody", "250 kept", ERR_DATA, "5.1.1 nobody");
	ck_fails("450 4.2.1 full", "250 kept", ERR_TEMP, "4.2.1 full");
	ck_fails("250 ok", "451 4.3.0 later", ERR_TEMP, "4.3.0 later");
	ck_fails("250 ok", NULL, ERR_IO, "unknown");
}
END_TEST

START_TEST(nothing_leaves_for_a_wrong_address_or_without_a_server)
{
	struct server s;
	struct err err;

	server_start(&s, "250 ok", "250 kept");
	ck_assert_int_eq(post_to(&s, "a\r\nb@customer.example", &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	server_stop(&s);
	ck_assert_uint_eq(s.n, 0);
	ck_assert_int_eq(post_to(&s, "it@customer.example", &err), -1);
	ck_assert_int_eq(err.kind, ERR_UNAVAILABLE);
}
END_TEST

START_TEST(without_a_sender_there_is_no_mail)
{
	struct config_mailer c = { .smtp = (char *)"127.0.0.1:25",
		.tls = (char *)"none",
		.transport = (char *)"auto", .auth = (char *)"password" };
	struct post *p;
	struct err err;

	ck_assert_int_eq(post_open(&c, &p, &err), 0);
	ck_assert_int_eq(post_send(p, "it@customer.example", message, &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	post_close(&p);
	ck_assert_ptr_null(p);
}
END_TEST

struct sending {
	struct post *post;
	struct err err;
	int rc;
};

static void *
send_it(void *arg)
{
	struct sending *s = arg;

	s->rc = post_send(s->post, "it@customer.example", message, &s->err);
	return NULL;
}

/* The server falls silent on the connection CONNECTION; the first only looks
 * whether anybody is there. */
static void
halt_at(struct server *s, const char *transport, int connection,
	enum err_kind kind, const char *words)
{
	struct config_mailer c = section(s, transport);
	struct sending sending = { .rc = 0 };
	pthread_t thread;

	ck_assert_int_eq(post_open(&c, &sending.post, &sending.err), 0);
	ck_assert_int_eq(pthread_create(&thread, NULL, send_it, &sending), 0);
	while (connection-- > 0)
		sem_wait(&s->muted);
	post_halt(sending.post);
	pthread_join(thread, NULL);
	ck_assert_int_eq(sending.rc, -1);
	ck_assert_msg(sending.err.kind == kind, "%s", sending.err.text);
	ck_assert_msg(strstr(sending.err.text, words) != NULL, "%s",
		sending.err.text);
	/* For good. */
	send_it(&sending);
	ck_assert_int_eq(sending.err.kind, ERR_UNAVAILABLE);
	post_close(&sending.post);
	server_stop(s);
}

START_TEST(a_mute_server_is_left_when_told_to)
{
	const char *transport = _i == 0 ? "libesmtp" : "libcurl";
	struct server s;

	server_start(&s, "250 ok", "250 kept");
	s.greeting = MUTE;
	halt_at(&s, transport, 2, ERR_UNAVAILABLE, "told to stop");
	server_start(&s, MUTE, "250 kept");
	halt_at(&s, transport, 1, ERR_UNAVAILABLE, "told to stop");
	server_start(&s, "250 ok", MUTE);
	halt_at(&s, transport, 1, ERR_IO, "unknown");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, one_message_goes_to_one_recipient);
	tcase_add_test(tcase, what_the_server_answers_is_told);
	tcase_add_test(tcase,
		nothing_leaves_for_a_wrong_address_or_without_a_server);
	tcase_add_test(tcase, without_a_sender_there_is_no_mail);
	tcase_add_loop_test(tcase, a_mute_server_is_left_when_told_to, 0, 2);
}

UNIT_MAIN("post", add_tests)
